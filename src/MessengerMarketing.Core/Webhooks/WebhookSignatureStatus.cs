namespace MessengerMarketing.Webhooks;

/// <summary>The result of checking a delivery's signature.</summary>
public enum WebhookSignatureStatus
{
    /// <summary>The body is what Meta signed with the app's secret.</summary>
    Valid,

    /// <summary>There is no signature.</summary>
    Missing,

    /// <summary>The header is not <c>sha256=</c> and 64 hexadecimal digits.</summary>
    Malformed,

    /// <summary>The body was changed, or signed with another secret.</summary>
    Wrong,
}
