using System;
using MessengerMarketing.Customers.Normalization;

namespace MessengerMarketing.Customers.Hashing;

/// <summary>Tells hashes from plain values, before anything is normalised.</summary>
internal static class HexDigest
{
    /// <summary>Length of a SHA-256 in hexadecimal digits.</summary>
    public const int Sha256Length = 64;

    /// <summary>Length of an MD5 in hexadecimal digits.</summary>
    public const int Md5Length = 32;

    /// <summary>How many hexadecimal digits the trimmed value has, or 0 when it has anything else.</summary>
    public static int Measure(ReadOnlySpan<char> value, out int start)
    {
        start = 0;
        if (value.Length < Md5Length)
        {
            return 0;
        }

        (start, int end) = TextRules.Trim(value);
        for (int i = start; i < end; i++)
        {
            if (!IsHexDigit(value[i]))
            {
                return 0;
            }
        }

        return end - start;
    }

    private static bool IsHexDigit(char c) => c is (>= '0' and <= '9') or (>= 'a' and <= 'f') or (>= 'A' and <= 'F');
}
