using System;
using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace MessengerMarketing.Hashing;

/// <summary>
/// The compression function of SHA-256 (FIPS 180-4, section 6.2). The platform's implementation is faster for long data. For the short
/// values of a customer list, it spends most of its time on the calls around a single block of 64 bytes.
/// </summary>
internal static class Sha256Compression
{
    /// <summary>Number of bytes in a block.</summary>
    public const int BlockLength = 64;

    /// <summary>The constants of the 64 rounds (section 4.2.2).</summary>
    public static readonly uint[] RoundConstants =
    [
        0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
        0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
        0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
        0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
        0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
        0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
        0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
        0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2,
    ];

    /// <summary>The state before the first block (section 5.3.3).</summary>
    public static readonly uint[] InitialState =
    [
        0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19,
    ];

    /// <summary>Updates the state with a block of 64 bytes.</summary>
    /// <param name="state">Eight words.</param>
    /// <param name="block">Contains the block at <paramref name="offset"/>.</param>
    /// <param name="offset">Start of the block.</param>
    /// <param name="schedule">Space for 64 words.</param>
    public static void Compress(uint[] state, byte[] block, int offset, uint[] schedule)
    {
        ExpandSchedule(block.AsSpan(offset, BlockLength), schedule);
        ReadOnlySpan<uint> w = schedule.AsSpan(0, 64);
        ReadOnlySpan<uint> k = RoundConstants.AsSpan(0, 64);
        uint a = state[0], b = state[1], c = state[2], d = state[3], e = state[4], f = state[5], g = state[6], h = state[7];

        // Eight rounds at a time, so that the roles of the eight words change by name, without copies.
        for (int i = 0; i <= 56; i += 8)
        {
            Round(a, b, c, ref d, e, f, g, ref h, k[i] + w[i]);
            Round(h, a, b, ref c, d, e, f, ref g, k[i + 1] + w[i + 1]);
            Round(g, h, a, ref b, c, d, e, ref f, k[i + 2] + w[i + 2]);
            Round(f, g, h, ref a, b, c, d, ref e, k[i + 3] + w[i + 3]);
            Round(e, f, g, ref h, a, b, c, ref d, k[i + 4] + w[i + 4]);
            Round(d, e, f, ref g, h, a, b, ref c, k[i + 5] + w[i + 5]);
            Round(c, d, e, ref f, g, h, a, ref b, k[i + 6] + w[i + 6]);
            Round(b, c, d, ref e, f, g, h, ref a, k[i + 7] + w[i + 7]);
        }

        state[0] += a;
        state[1] += b;
        state[2] += c;
        state[3] += d;
        state[4] += e;
        state[5] += f;
        state[6] += g;
        state[7] += h;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Round(uint a, uint b, uint c, ref uint d, uint e, uint f, uint g, ref uint h, uint constantAndWord)
    {
        uint t1 = h + (RotateRight(e, 6) ^ RotateRight(e, 11) ^ RotateRight(e, 25)) + (g ^ (e & (f ^ g))) + constantAndWord;
        uint t2 = (RotateRight(a, 2) ^ RotateRight(a, 13) ^ RotateRight(a, 22)) + ((a & b) | (c & (a | b)));
        d += t1;
        h = t1 + t2;
    }

    private static void ExpandSchedule(ReadOnlySpan<byte> block, uint[] schedule)
    {
        Span<uint> w = schedule.AsSpan(0, 64);
        for (int i = 0; i < 16; i++)
        {
            w[i] = BinaryPrimitives.ReadUInt32BigEndian(block.Slice(i * 4, 4));
        }

        for (int i = 16; i < w.Length; i++)
        {
            uint w2 = w[i - 2];
            uint w15 = w[i - 15];
            w[i] = (RotateRight(w2, 17) ^ RotateRight(w2, 19) ^ (w2 >> 10)) + w[i - 7] + (RotateRight(w15, 7) ^ RotateRight(w15, 18) ^ (w15 >> 3)) + w[i - 16];
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint RotateRight(uint value, int count) => (value >> count) | (value << (32 - count));
}
