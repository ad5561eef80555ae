using System;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace MessengerMarketing.Hashing;

/// <summary>Writes bytes as lower-case hexadecimal digits, a vector of them at a time.</summary>
internal static class VectorHex
{
    private const byte FromNineToA = 'a' - '9' - 1;

    /// <summary>Writes two digits for every byte.</summary>
    /// <param name="bytes">A whole number of vectors: 32 bytes are one or two.</param>
    /// <param name="digits">Room for twice as many.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Write(ReadOnlySpan<byte> bytes, Span<byte> digits)
    {
        ReadOnlySpan<Vector<byte>> source = MemoryMarshal.Cast<byte, Vector<byte>>(bytes);
        Span<Vector<byte>> target = MemoryMarshal.Cast<byte, Vector<byte>>(digits)[..(source.Length * 2)];
        for (int i = 0; i < source.Length; i++)
        {
            Vector.Widen(source[i], out Vector<ushort> first, out Vector<ushort> second);
            target[i * 2] = ToDigits(first);
            target[(i * 2) + 1] = ToDigits(second);
        }
    }

    /// <summary>The upper half of a byte becomes the first of its two digits, which is the lower byte of a word.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<byte> ToDigits(Vector<ushort> bytes)
    {
        var halves = Vector.AsVectorByte((bytes >>> 4) | ((bytes & new Vector<ushort>(0xF)) << 8));
        return halves + new Vector<byte>((byte)'0') + (Vector.GreaterThan(halves, new Vector<byte>(9)) & new Vector<byte>(FromNineToA));
    }
}
