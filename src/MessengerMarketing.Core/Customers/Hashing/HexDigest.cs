using System;
using System.Globalization;
using MessengerMarketing.Customers.Normalization;

namespace MessengerMarketing.Customers.Hashing;

/// <summary>Distinguishes hashes from plain values before normalization.</summary>
internal static class HexDigest
{
    /// <summary>Length of a SHA-256 in hexadecimal digits.</summary>
    public const int Sha256Length = 64;

    /// <summary>Length of an MD5 in hexadecimal digits.</summary>
    public const int Md5Length = 32;

    /// <summary>The SHA-256 hash of an empty value, which lists of hashes contain for people without a value.</summary>
    public const string OfEmptyValue = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

    private const int Sha256Bytes = 32;
    private const int Base64Length = 44;

    /// <summary>Reads a hash in any notation.</summary>
    /// <param name="value">The value.</param>
    /// <param name="output">Receives a SHA-256 as hexadecimal digits, in lower case.</param>
    /// <param name="repair">Set when the notation is not hexadecimal digits alone.</param>
    /// <returns>The number of hexadecimal digits of the hash, or 0 if the value is not a hash.</returns>
    public static int Read(ReadOnlySpan<char> value, CellBuffer output, ref CellRepair repair)
    {
        if (value.Length < Md5Length)
        {
            return 0;
        }

        int length = Measure(value, out int start);
        if (length == Sha256Length)
        {
            output.Clear();
            for (int i = start; i < start + Sha256Length; i++)
            {
                output.Append(TextRules.ToLower(value[i]));
            }
        }
        else if (length != Md5Length)
        {
            length = ReadOtherNotation(value, output);
            repair = length > 0 ? CellRepair.HashNotation : repair;
        }

        return length;
    }

    /// <summary>Whether the digits are the SHA-256 of nothing.</summary>
    public static bool IsOfEmptyValue(CellBuffer digits)
        => digits[0] == OfEmptyValue[0] && digits.Chars.AsSpan(0, digits.Length).SequenceEqual(OfEmptyValue.AsSpan());

    /// <summary>Returns the number of hexadecimal digits of the trimmed value, or 0 if it contains other characters.</summary>
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

    /// <summary>
    /// Reads a SHA-256 or MD5 in another notation than hexadecimal digits alone: <c>0x…</c> (SQL Server), <c>\x…</c> (PostgreSQL),
    /// <c>62-A1-…</c> (.NET), <c>98 161 78 …</c> (a byte array as text) or, for a SHA-256, Base64 (BigQuery).
    /// </summary>
    /// <param name="value">The value.</param>
    /// <param name="output">Receives the lowercase hexadecimal digits. Undefined if the value is not a hash.</param>
    /// <returns>Number of hexadecimal digits of the hash, or 0 if the value is not a hash.</returns>
    public static int ReadOtherNotation(ReadOnlySpan<char> value, CellBuffer output)
    {
        if (value.Length < Md5Length)
        {
            return 0;
        }

        (int start, int end) = TextRules.Trim(value);
        value = value.Slice(start, end - start);
        output.Clear();
        bool isHash = value.Length > 0 && (value.Length == Base64Length && value[Base64Length - 1] == '='
            ? TryReadBase64(value, output)
            : TryReadPrefixed(value, output) || TryReadPairs(value, output) || TryReadBytes(value, output));
        return isHash && output.Length is Sha256Length or Md5Length ? output.Length : 0;
    }

    private static bool TryReadPrefixed(ReadOnlySpan<char> value, CellBuffer output)
    {
        bool isPrefixed = value.Length is Sha256Length + 2 or Md5Length + 2 && value[0] is '0' or '\\' && value[1] is 'x' or 'X';
        return isPrefixed && TryAppendHex(value.Slice(2), output);
    }

    /// <summary>Reads two digits for each byte, separated by hyphens, colons, or spaces.</summary>
    private static bool TryReadPairs(ReadOnlySpan<char> value, CellBuffer output)
    {
        output.Clear();
        if (value.Length is not ((Sha256Length * 3 / 2) - 1 or (Md5Length * 3 / 2) - 1) || value[2] is not ('-' or ':' or ' '))
        {
            return false;
        }

        for (int i = 0; i < value.Length; i += 3)
        {
            if (!TryAppendHex(value.Slice(i, 2), output) || (i + 2 < value.Length && value[i + 2] != value[2]))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Reads bytes as decimal numbers, separated by spaces or commas, with or without brackets.</summary>
    private static bool TryReadBytes(ReadOnlySpan<char> value, CellBuffer output)
    {
        output.Clear();
        int number = -1;
        foreach (char c in value)
        {
            if (c is >= '0' and <= '9')
            {
                number = (Math.Max(number, 0) * 10) + c - '0';
                if (number > byte.MaxValue)
                {
                    return false;
                }
            }
            else if (c is ' ' or ',' or ';' or '[' or ']' or '{' or '}')
            {
                AppendByte(ref number, output);
            }
            else
            {
                return false;
            }
        }

        AppendByte(ref number, output);
        return output.Length == Sha256Length;
    }

    private static void AppendByte(ref int number, CellBuffer output)
    {
        if (number >= 0)
        {
            output.Append(number.ToString("x2", CultureInfo.InvariantCulture));
            number = -1;
        }
    }

    private static bool TryReadBase64(ReadOnlySpan<char> value, CellBuffer output)
    {
        try
        {
            byte[] bytes = Convert.FromBase64String(value.ToString());
            foreach (byte part in bytes)
            {
                output.Append(part.ToString("x2", CultureInfo.InvariantCulture));
            }

            return bytes.Length == Sha256Bytes;
        }
        catch (FormatException)
        {
            // The text only looks like Base64. .NET Framework has no method that checks this without an exception.
            return false;
        }
    }

    private static bool TryAppendHex(ReadOnlySpan<char> digits, CellBuffer output)
    {
        foreach (char c in digits)
        {
            if (!IsHexDigit(c))
            {
                return false;
            }

            output.Append(TextRules.ToLower(c));
        }

        return true;
    }

    private static bool IsHexDigit(char c) => c is (>= '0' and <= '9') or (>= 'a' and <= 'f') or (>= 'A' and <= 'F');
}
