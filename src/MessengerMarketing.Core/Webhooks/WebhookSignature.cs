using System;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using MessengerMarketing.Graph;
using MessengerMarketing.Text;

namespace MessengerMarketing.Webhooks;

/// <summary>
/// The signature of a delivery: <c>sha256=</c> and the HMAC-SHA256 of the body with the app's secret, in lowercase hexadecimal digits. It
/// covers the bytes as received; a body that was parsed and serialized again has a different signature. Source: Meta's webhook guide.
/// </summary>
internal static class WebhookSignature
{
    /// <summary>Name of the header.</summary>
    public const string HeaderName = "X-Hub-Signature-256";

    private const string Prefix = "sha256=";
    private const int HashLength = 32;

    /// <summary>Signs a body.</summary>
    /// <returns>The value of the header.</returns>
    public static string Sign(Secret appSecret, byte[] body)
    {
        if (body is null)
        {
            throw new ArgumentNullException(nameof(body));
        }

        return Prefix + Hex.FromBytes(Compute(appSecret, body, body.Length));
    }

    /// <summary>Checks the signature of a body in constant time.</summary>
    /// <param name="appSecret">The app's secret.</param>
    /// <param name="body">The body as received.</param>
    /// <param name="header">The value of the header; null or empty when there is none.</param>
    public static WebhookSignatureStatus Check(Secret appSecret, byte[] body, string? header) =>
        Check(appSecret, body ?? throw new ArgumentNullException(nameof(body)), body.Length, header);

    internal static WebhookSignatureStatus Check(Secret appSecret, byte[] body, int length, string? header) =>
        CheckFormat(header) ?? (FixedTime.AreEqual(ReadHash(header!.Trim())!, Compute(appSecret, body, length)) ? WebhookSignatureStatus.Valid : WebhookSignatureStatus.Wrong);

    /// <summary>Checks the format, which does not require the body.</summary>
    /// <returns>Missing or Malformed; null when the format is valid.</returns>
    internal static WebhookSignatureStatus? CheckFormat(string? header)
    {
        string given = header?.Trim() ?? string.Empty;
        return given.Length == 0 ? WebhookSignatureStatus.Missing
            : ReadHash(given) is null ? WebhookSignatureStatus.Malformed
            : null;
    }

    private static byte[] Compute(Secret appSecret, byte[] body, int length)
    {
        if (appSecret is null)
        {
            throw new ArgumentNullException(nameof(appSecret));
        }

        using var hmac = new HMACSHA256(Encoding.ASCII.GetBytes(appSecret.Reveal()));
        return hmac.ComputeHash(body, 0, length);
    }

    private static byte[]? ReadHash(string header)
    {
        if (header.Length != Prefix.Length + (2 * HashLength) || !header.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        byte[] hash = new byte[HashLength];
        for (int i = 0; i < HashLength; i++)
        {
            if (!byte.TryParse(header.Substring(Prefix.Length + (2 * i), 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out hash[i]))
            {
                return null;
            }
        }

        return hash;
    }
}
