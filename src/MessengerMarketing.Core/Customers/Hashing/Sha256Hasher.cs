using System;
using System.Security.Cryptography;
using System.Text;
using MessengerMarketing.Customers.Normalization;

namespace MessengerMarketing.Customers.Hashing;

/// <summary>
/// SHA-256 of a normalised cell in lower-case hexadecimal digits, as the Graph API asks for. One reused instance a worker:
/// the static method costs half as much again and more, and <see cref="SHA256"/> itself copies every hash once more. Not safe
/// for two threads.
/// </summary>
internal sealed class Sha256Hasher : IDisposable
{
    private static readonly byte[] HighDigits = BuildDigits(value => value >> 4);
    private static readonly byte[] LowDigits = BuildDigits(value => value & 0xF);

    private readonly IncrementalHash _sha256 = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private byte[] _utf8 = new byte[1024];

    /// <summary>Writes the 64 digits of the text's hash into <paramref name="destination"/> from <paramref name="offset"/> on.</summary>
    public void WriteHex(CellBuffer text, byte[] destination, int offset)
    {
        // First, as it may put a larger buffer in place.
        int length = Encode(text);
        _sha256.AppendData(_utf8, 0, length);
        byte[] hash = _sha256.GetHashAndReset();
        byte[] high = HighDigits;
        byte[] low = LowDigits;
        foreach (byte value in hash)
        {
            destination[offset] = high[value];
            destination[offset + 1] = low[value];
            offset += 2;
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

    private static byte[] BuildDigits(Func<int, int> digitOf)
    {
        byte[] digits = new byte[256];
        for (int value = 0; value < digits.Length; value++)
        {
            digits[value] = (byte)"0123456789abcdef"[digitOf(value)];
        }

        return digits;
    }
}
