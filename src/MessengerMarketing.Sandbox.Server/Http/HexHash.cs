using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace MessengerMarketing.Sandbox.Http;

/// <summary>Computes hashes in the format of the Graph API: lowercase hexadecimal digits.</summary>
internal static class HexHash
{
    /// <summary>Computes the SHA-256 of a text in UTF-8.</summary>
    /// <returns>64 digits.</returns>
    public static string Sha256(string text)
    {
        using var algorithm = SHA256.Create();
        return ToHex(algorithm.ComputeHash(Encoding.UTF8.GetBytes(text)));
    }

    /// <summary>Computes an HMAC-SHA256.</summary>
    /// <param name="key">The key, used as UTF-8.</param>
    /// <param name="message">The message.</param>
    /// <returns>64 digits.</returns>
    public static string HmacSha256(string key, byte[] message)
    {
        using var hmac = new HMACSHA256(Encoding.UTF8.GetBytes(key));
        return ToHex(hmac.ComputeHash(message));
    }

    private static string ToHex(byte[] hash)
    {
        var hex = new StringBuilder(hash.Length * 2);
        foreach (byte value in hash)
        {
            hex.Append(value.ToString("x2", CultureInfo.InvariantCulture));
        }

        return hex.ToString();
    }
}
