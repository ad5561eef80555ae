using System;

namespace MessengerMarketing.Uploads.Sync;

/// <summary>Writes hashes in the format of a call.</summary>
internal static class HashJson
{
    private static readonly byte[] Digits = "0123456789abcdef"u8.ToArray();

    /// <summary>Writes two lowercase hexadecimal digits for each byte.</summary>
    public static void WriteHex(ReadOnlySpan<byte> bytes, Span<byte> digits)
    {
        for (int i = 0; i < bytes.Length; i++)
        {
            digits[2 * i] = Digits[bytes[i] >> 4];
            digits[(2 * i) + 1] = Digits[bytes[i] & 15];
        }
    }
}
