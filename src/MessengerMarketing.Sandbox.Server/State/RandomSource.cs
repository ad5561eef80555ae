using System;
using System.Security.Cryptography;
using System.Threading;

namespace MessengerMarketing.Sandbox.State;

/// <summary>A lock-free, thread-safe SplitMix64 generator. With a seed, its sequence is repeatable.</summary>
internal sealed class RandomSource
{
    private const string Letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    private const long Step = unchecked((long)0x9E3779B97F4A7C15UL);

    private readonly long _start;
    private long _state;

    public RandomSource(int? seed, int stream)
    {
        _start = seed is int given ? unchecked((given * 0x5851F42D4C957F2DL) + stream) : Unpredictable();
        _state = _start;
    }

    /// <summary>Returns the next 64 bits.</summary>
    public ulong Next() => Mix((ulong)Interlocked.Add(ref _state, Step));

    /// <summary>Returns the 64 bits with a number, independent of the order of calls.</summary>
    public ulong At(long number) => Mix((ulong)unchecked(_start + (number * Step)));

    /// <summary>Returns the next number from 0 (inclusive) to 1 (exclusive).</summary>
    public double NextShare() => ToShare(Next());

    /// <summary>Returns a string of decimal digits that starts with <paramref name="prefix"/> and is <paramref name="length"/> long.</summary>
    public string Digits(string prefix, int length) => Pick(prefix, length, "0123456789");

    /// <summary>Returns a string of lowercase hexadecimal digits.</summary>
    public string Hex(int length) => Pick(string.Empty, length, "0123456789abcdef");

    /// <summary>Returns a string of letters and digits that starts with <paramref name="prefix"/> and is <paramref name="length"/> long.</summary>
    public string Word(string prefix, int length) => Pick(prefix, length, Letters);

    /// <summary>Maps 64 bits to a number from 0 (inclusive) to 1 (exclusive).</summary>
    public static double ToShare(ulong bits) => (bits >> 11) * (1.0 / (1UL << 53));

    /// <summary>The last step of SplitMix64: each input bit affects all output bits.</summary>
    public static ulong Mix(ulong value)
    {
        unchecked
        {
            value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9UL;
            value = (value ^ (value >> 27)) * 0x94D049BB133111EBUL;
            return value ^ (value >> 31);
        }
    }

    /// <summary>The inverse of <see cref="Mix"/>.</summary>
    public static ulong Unmix(ulong mixed)
    {
        unchecked
        {
            // The two factors are the inverses of the factors of Mix, modulo 2^64.
            mixed = (mixed ^ (mixed >> 31) ^ (mixed >> 62)) * 0x319642B2D24D8EC3UL;
            mixed = (mixed ^ (mixed >> 27) ^ (mixed >> 54)) * 0x96DE1B173F119089UL;
            return mixed ^ (mixed >> 30) ^ (mixed >> 60);
        }
    }

    private string Pick(string prefix, int length, string alphabet)
    {
        char[] chars = new char[length];
        prefix.CopyTo(0, chars, 0, prefix.Length);
        for (int i = prefix.Length; i < length; i++)
        {
            chars[i] = alphabet[(int)(Next() % (ulong)alphabet.Length)];
        }

        return new string(chars);
    }

    private static long Unpredictable()
    {
        byte[] bytes = new byte[8];
        using var generator = RandomNumberGenerator.Create();
        generator.GetBytes(bytes);
        return BitConverter.ToInt64(bytes, 0);
    }
}
