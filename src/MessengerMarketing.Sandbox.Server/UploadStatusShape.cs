namespace MessengerMarketing.Sandbox;

/// <summary>The documented and observed formats of <c>marketing_messages_subscriber_upload_status</c>.</summary>
public enum UploadStatusShape
{
    /// <summary>A flat object that includes <c>field</c>, as in Meta's guide.</summary>
    Flat,

    /// <summary>The usual envelope for object <c>page</c>, with the status as <c>value</c> in the <c>changes</c> of an entry.</summary>
    Page,

    /// <summary>The same envelope for object <c>ad_account</c>.</summary>
    AdAccount,
}
