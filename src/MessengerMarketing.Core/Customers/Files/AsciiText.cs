using System;
using System.Runtime.InteropServices;

namespace MessengerMarketing.Customers.Files;

/// <summary>Reads bytes that are mostly ASCII, several at a time.</summary>
internal static class AsciiText
{
    /// <summary>Returns the number of leading ASCII bytes.</summary>
    public static int Count(ReadOnlySpan<byte> bytes)
    {
        const ulong HighBits = 0x8080808080808080;
        ReadOnlySpan<ulong> words = MemoryMarshal.Cast<byte, ulong>(bytes);
        int word = 0;
        while (word < words.Length && (words[word] & HighBits) == 0)
        {
            word++;
        }

        int count = word * sizeof(ulong);
        while (count < bytes.Length && bytes[count] < 0x80)
        {
            count++;
        }

        return count;
    }

    /// <summary>Converts ASCII text. False if the text is not ASCII.</summary>
    public static bool TryWiden(ReadOnlySpan<byte> utf8, Span<char> chars)
    {
        const int Step = 4;
        uint bits = 0;
        int i = 0;
        if (BitConverter.IsLittleEndian)
        {
            Span<byte> widened = MemoryMarshal.AsBytes(chars.Slice(0, utf8.Length));
            for (; i <= utf8.Length - Step; i += Step)
            {
                uint four = MemoryMarshal.Read<uint>(utf8.Slice(i));
                bits |= four;
                ulong pairs = (four | ((ulong)four << 16)) & 0x0000FFFF0000FFFF;
                ulong apart = (pairs | (pairs << 8)) & 0x00FF00FF00FF00FF;
                MemoryMarshal.Write(widened.Slice(i * sizeof(char)), ref apart);
            }
        }

        for (; i < utf8.Length; i++)
        {
            bits |= utf8[i];
            chars[i] = (char)utf8[i];
        }

        return (bits & 0x80808080) == 0;
    }
}
