using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace MessengerMarketing.Sandbox.Http;

/// <summary>Keyed hashes as the Graph API writes them: lower-case hexadecimal digits.</summary>
internal static class HmacHex
{
    /// <summary>HMAC-SHA256.</summary>
    /// <param name="key">The key; its UTF-8 bytes count.</param>
    /// <param name="message">The message.</param>
    /// <returns>64 digits.</returns>
    public static string Sha256(string key, byte[] message)
    {
        using var hmac = new HMACSHA256(Encoding.UTF8.GetBytes(key));
        var hex = new StringBuilder(64);
        foreach (byte b in hmac.ComputeHash(message))
        {
            hex.Append(b.ToString("x2", CultureInfo.InvariantCulture));
        }

        return hex.ToString();
    }
}
