using System;

namespace MessengerMarketing.Webhooks;

/// <summary>Converts the results of a signature check to text.</summary>
internal static class WebhookSignatures
{
    /// <summary>Returns a sentence about the result.</summary>
    public static string ToDisplayText(this WebhookSignatureStatus status) => status switch
    {
        WebhookSignatureStatus.Valid => "The signature is valid.",
        WebhookSignatureStatus.Missing => "There is no signature. Meta signs every delivery in the header X-Hub-Signature-256.",
        WebhookSignatureStatus.Malformed => "The signature is not in the format sha256= followed by 64 hexadecimal digits.",
        WebhookSignatureStatus.Wrong => "The signature is wrong. Either the app secret belongs to another app, or the body was changed after it was sent, for example by parsing and serializing it again.",
        _ => throw new ArgumentOutOfRangeException(nameof(status)),
    };
}
