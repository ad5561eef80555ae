using System;
using System.Security.Cryptography;
using System.Text;
using MessengerMarketing.Text;

namespace MessengerMarketing.Messaging.Sending.Journal;

/// <summary>The hash that identifies a subscription token in a journal: half of the SHA-256 of the journal's ID and the token. Hashes of different journals
/// cannot be compared, and a token cannot be determined from its hash.</summary>
internal static class TokenHash
{
    private const int Bytes = 16;

    /// <summary>Returns the hash of a token, 32 lowercase hexadecimal digits.</summary>
    public static string Compute(Guid runId, string token)
    {
        using var sha256 = SHA256.Create();
        byte[] hash = sha256.ComputeHash(Encoding.UTF8.GetBytes(FormattableString.Invariant($"{runId:N}/{token.Trim()}")));
        return Hex.FromBytes(hash).Substring(0, 2 * Bytes);
    }

    /// <summary>Parses a hash as a number, which needs less memory.</summary>
    /// <param name="hash">A hash as <see cref="Compute"/> returns it.</param>
    /// <param name="key">The number.</param>
    /// <returns>False when the text is not a hash.</returns>
    public static bool TryParse(string? hash, out Guid key) => Guid.TryParseExact(hash, "N", out key);
}
