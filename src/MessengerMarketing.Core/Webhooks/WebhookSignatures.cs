using System;

namespace MessengerMarketing.Webhooks;

/// <summary>The results of a signature check in words.</summary>
public static class WebhookSignatures
{
    /// <summary>A sentence about the result.</summary>
    public static string ToDisplayText(this WebhookSignatureStatus status) => status switch
    {
        WebhookSignatureStatus.Valid => "The signature is valid.",
        WebhookSignatureStatus.Missing => "It has no signature. Meta signs every delivery, in the header X-Hub-Signature-256.",
        WebhookSignatureStatus.Malformed => "Its signature is not sha256= and 64 hexadecimal digits.",
        WebhookSignatureStatus.Wrong => "Its signature is wrong. Either the app secret belongs to another app, or the body was changed on the way, for example by parsing and writing it again.",
        _ => throw new ArgumentOutOfRangeException(nameof(status)),
    };
}
