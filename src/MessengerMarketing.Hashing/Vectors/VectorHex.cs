using System;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace MessengerMarketing.Hashing;

/// <summary>Writes bytes as lowercase hexadecimal digits, one vector at a time.</summary>
internal static class VectorHex
{
    private const byte FromNineToA = 'a' - '9' - 1;

    /// <summary>Writes two digits for each byte.</summary>
    /// <param name="bytes">Bytes of complete vectors: 32 bytes are one or two vectors.</param>
    /// <param name="digits">Space for twice as many bytes.</param>
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

    /// <summary>Converts bytes to digits. The upper half of a byte is the first digit, which is the lower byte of a word.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<byte> ToDigits(Vector<ushort> bytes)
    {
        var halves = Vector.AsVectorByte((bytes >>> 4) | ((bytes & new Vector<ushort>(0xF)) << 8));
        return halves + new Vector<byte>((byte)'0') + (Vector.GreaterThan(halves, new Vector<byte>(9)) & new Vector<byte>(FromNineToA));
    }
}
