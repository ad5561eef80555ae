using System;
using System.Runtime.InteropServices;

namespace MessengerMarketing.Customers.Filters;

/// <summary>The first half of a SHA-256 hash, which is enough to distinguish people and needs half of the memory. Zero means no value.</summary>
/// <param name="High">The first 64 bits.</param>
/// <param name="Low">The second 64 bits.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct PersonHash(ulong High, ulong Low)
{
    private const int Digits = 16;

    /// <summary>Whether there is no value.</summary>
    public bool IsNone => High == 0 && Low == 0;

    /// <summary>Reads a hash from lowercase hexadecimal digits.</summary>
    /// <param name="digits">At least 32 digits.</param>
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

/// <summary>The hashes that identify the person of a row.</summary>
/// <param name="Email">Hash of the normalized email address.</param>
/// <param name="Phone">Hash of the normalized phone number.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct PersonHashes(PersonHash Email, PersonHash Phone);
