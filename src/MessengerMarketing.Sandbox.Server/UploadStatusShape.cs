namespace MessengerMarketing.Sandbox;

/// <summary>The shapes in which <c>marketing_messages_subscriber_upload_status</c> is documented or has been met.</summary>
public enum UploadStatusShape
{
    /// <summary>One flat object with its <c>field</c> inside, as the seed document prints it.</summary>
    Flat,

    /// <summary>The usual envelope: object <c>page</c>, and the status as <c>value</c> among an entry's <c>changes</c>.</summary>
    Page,

    /// <summary>The same envelope for object <c>ad_account</c>.</summary>
    AdAccount,
}
