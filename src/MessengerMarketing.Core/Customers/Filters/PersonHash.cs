using System;
using System.Runtime.InteropServices;

namespace MessengerMarketing.Customers.Filters;

/// <summary>The first half of a SHA-256: enough to tell people apart, in half of its memory. Zero stands for nothing.</summary>
/// <param name="High">The first 64 bits.</param>
/// <param name="Low">The second 64 bits.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct PersonHash(ulong High, ulong Low)
{
    private const int Digits = 16;

    /// <summary>Whether there is no value.</summary>
    public bool IsNone => High == 0 && Low == 0;

    /// <summary>Reads a hash from its lower-case hexadecimal digits.</summary>
    /// <param name="digits">At least 32 of them.</param>
    public static PersonHash Read(ReadOnlySpan<byte> digits) => new(Number(digits), Number(digits.Slice(Digits)));

    private static ulong Number(ReadOnlySpan<byte> digits)
    {
        ulong number = 0;
        for (int i = 0; i < Digits; i++)
        {
            int digit = digits[i];
            number = (number << 4) | (uint)(digit <= '9' ? digit - '0' : digit - 'a' + 10);
        }

        return number;
    }
}

/// <summary>Who is in a row, as far as a filter asks.</summary>
/// <param name="Email">Of the normalised e-mail address.</param>
/// <param name="Phone">Of the normalised phone number.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct PersonHashes(PersonHash Email, PersonHash Phone);
