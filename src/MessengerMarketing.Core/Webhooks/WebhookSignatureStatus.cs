namespace MessengerMarketing.Webhooks;

/// <summary>The result of checking a delivery's signature.</summary>
internal enum WebhookSignatureStatus
{
    /// <summary>The signature matches the body.</summary>
    Valid,

    /// <summary>There is no signature.</summary>
    Missing,

    /// <summary>The header is not <c>sha256=</c> and 64 hexadecimal digits.</summary>
    Malformed,

    /// <summary>The signature does not match: the body was changed, or signed with another secret.</summary>
    Wrong,
}
