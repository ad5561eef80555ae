using System;
using System.Security.Cryptography;
using System.Text;
using MessengerMarketing.Customers.Normalization;

namespace MessengerMarketing.Customers.Hashing;

/// <summary>
/// SHA-256 of a normalised cell in lower-case hexadecimal digits, as the Graph API asks for. One reused instance a worker:
/// creating one for each value costs more than three times as much. Not safe for two threads.
/// </summary>
internal sealed class Sha256Hasher : IDisposable
{
    private const string HexDigits = "0123456789abcdef";

    private readonly SHA256 _sha256 = SHA256.Create();
    private byte[] _utf8 = new byte[1024];

    /// <summary>Writes the 64 digits of the text's hash into <paramref name="destination"/> from <paramref name="offset"/> on.</summary>
    public void WriteHex(CellBuffer text, byte[] destination, int offset)
    {
        // First, as it may put a larger buffer in place.
        int length = Encode(text);
        byte[] hash = _sha256.ComputeHash(_utf8, 0, length);
        for (int i = 0; i < hash.Length; i++)
        {
            destination[offset++] = (byte)HexDigits[hash[i] >> 4];
            destination[offset++] = (byte)HexDigits[hash[i] & 0xF];
        }
    }

    /// <summary>The 64 digits of the text's hash.</summary>
    public string ToHex(CellBuffer text)
    {
        byte[] hex = new byte[HexDigest.Sha256Length];
        WriteHex(text, hex, 0);
        return Encoding.ASCII.GetString(hex);
    }

    /// <inheritdoc/>
    public void Dispose() => _sha256.Dispose();

    private int Encode(CellBuffer text)
    {
        int most = Encoding.UTF8.GetMaxByteCount(text.Length);
        if (_utf8.Length < most)
        {
            _utf8 = new byte[most];
        }

        char[] chars = text.Chars;
        int length = text.Length;
        for (int i = 0; i < length; i++)
        {
            if (chars[i] >= 0x80)
            {
                return Encoding.UTF8.GetBytes(chars, 0, length, _utf8, 0);
            }

            _utf8[i] = (byte)chars[i];
        }

        return length;
    }
}
