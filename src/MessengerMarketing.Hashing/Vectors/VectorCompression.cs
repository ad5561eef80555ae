using System;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace MessengerMarketing.Hashing;

/// <summary>
/// The compression function of SHA-256 (FIPS 180-4, section 6.2) for one block of several messages at the same time. Each vector lane
/// belongs to one message.
/// </summary>
/// <remarks>
/// Aggressive optimization applies from the first call. With tiered compilation, every vector operation would be a call at first, and a
/// short list would end before the method is optimized.
/// </remarks>
internal static class VectorCompression
{
    private const int WordsInBlock = 16;

    /// <summary>Updates the states with one block of each message.</summary>
    /// <param name="state">Eight words of each message.</param>
    /// <param name="words">Sixteen words of the block of each message. They are overwritten.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Compress(Span<Vector<uint>> state, Span<Vector<uint>> words)
    {
        Span<Vector<uint>> w = words[..WordsInBlock];
        Vector<uint> a = state[0], b = state[1], c = state[2], d = state[3], e = state[4], f = state[5], g = state[6], h = state[7];
        for (int start = 0; start < Sha256Compression.RoundConstants.Length; start += WordsInBlock)
        {
            ReadOnlySpan<uint> k = Sha256Compression.RoundConstants.AsSpan(start, WordsInBlock);
            if (start > 0)
            {
                Expand(w);
            }

            // Eight rounds at a time, so that the roles of the eight words change by name, without copies.
            for (int i = 0; i <= 8; i += 8)
            {
                Round(a, b, c, ref d, e, f, g, ref h, new Vector<uint>(k[i]) + w[i]);
                Round(h, a, b, ref c, d, e, f, ref g, new Vector<uint>(k[i + 1]) + w[i + 1]);
                Round(g, h, a, ref b, c, d, e, ref f, new Vector<uint>(k[i + 2]) + w[i + 2]);
                Round(f, g, h, ref a, b, c, d, ref e, new Vector<uint>(k[i + 3]) + w[i + 3]);
                Round(e, f, g, ref h, a, b, c, ref d, new Vector<uint>(k[i + 4]) + w[i + 4]);
                Round(d, e, f, ref g, h, a, b, ref c, new Vector<uint>(k[i + 5]) + w[i + 5]);
                Round(c, d, e, ref f, g, h, a, ref b, new Vector<uint>(k[i + 6]) + w[i + 6]);
                Round(b, c, d, ref e, f, g, h, ref a, new Vector<uint>(k[i + 7]) + w[i + 7]);
            }
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
    private static void Round(
        Vector<uint> a, Vector<uint> b, Vector<uint> c, ref Vector<uint> d, Vector<uint> e, Vector<uint> f, Vector<uint> g, ref Vector<uint> h, Vector<uint> constantAndWord)
    {
        Vector<uint> t1 = h + (RotateRight(e, 6) ^ RotateRight(e, 11) ^ RotateRight(e, 25)) + (g ^ (e & (f ^ g))) + constantAndWord;
        Vector<uint> t2 = (RotateRight(a, 2) ^ RotateRight(a, 13) ^ RotateRight(a, 22)) + ((a & b) | (c & (a | b)));
        d += t1;
        h = t1 + t2;
    }

    /// <summary>Replaces sixteen words of the message schedule with the next sixteen.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Expand(Span<Vector<uint>> w)
    {
        for (int i = 0; i < WordsInBlock; i++)
        {
            Vector<uint> w2 = w[(i + 14) & 15];
            Vector<uint> w15 = w[(i + 1) & 15];
            w[i] += (RotateRight(w2, 17) ^ RotateRight(w2, 19) ^ (w2 >>> 10)) + w[(i + 9) & 15] + (RotateRight(w15, 7) ^ RotateRight(w15, 18) ^ (w15 >>> 3));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<uint> RotateRight(Vector<uint> value, int count) => (value >>> count) | (value << (32 - count));
}
