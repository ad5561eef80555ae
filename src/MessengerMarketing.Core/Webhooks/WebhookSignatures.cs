using System;

namespace MessengerMarketing.Webhooks;

/// <summary>Says in words what a signature is worth.</summary>
public static class WebhookSignatures
{
    /// <summary>A sentence, with what to do about it.</summary>
    public static string Describe(WebhookSignatureStatus status) => status switch
    {
        WebhookSignatureStatus.Valid => "The signature is right.",
        WebhookSignatureStatus.Missing => "It has no signature. Meta signs every delivery, in the header X-Hub-Signature-256.",
        WebhookSignatureStatus.Malformed => "Its signature is not sha256= and 64 hexadecimal digits.",
        WebhookSignatureStatus.Wrong => "Its signature does not fit. The app secret is another app's, or the body was changed on the way, as by parsing and writing it again.",
        _ => throw new ArgumentOutOfRangeException(nameof(status)),
    };
}
