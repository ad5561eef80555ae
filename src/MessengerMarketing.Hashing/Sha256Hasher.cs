using System;
using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;

namespace MessengerMarketing.Hashing;

/// <summary>
/// SHA-256 of texts in UTF-8, as lower-case hexadecimal digits. One instance a worker, which reuses its buffers; it is not
/// safe for two threads.
/// </summary>
/// <remarks>
/// The values of a customer list are short and many. Where the processor has vectors, the build for .NET 8 and later hashes as
/// many of them side by side as a vector has lanes, which takes hardly longer than hashing one.
/// </remarks>
public sealed partial class Sha256Hasher : IDisposable
{
    /// <summary>Digits of a hash.</summary>
    public const int HexLength = 64;

    // Two digits a byte, as they stand in memory one after the other.
    private static readonly ushort[] HexPairs = BuildHexPairs();

    private readonly Sha256Message _message = new();
    private readonly uint[] _state = new uint[8];
    private readonly uint[] _schedule = new uint[64];
    private readonly byte[] _hash = new byte[32];

    /// <summary>
    /// Takes a text, the digits of whose hash are to stand in <paramref name="destination"/> from <paramref name="offset"/> on.
    /// They may be written only by a later call, into the array given to that: one that grows keeps its offsets.
    /// </summary>
    /// <param name="chars">Holds the text.</param>
    /// <param name="length">How many of the characters are the text.</param>
    /// <param name="destination">Has room for <see cref="HexLength"/> bytes at every offset that was given since the last <see cref="Flush"/>.</param>
    /// <param name="offset">Where the digits begin.</param>
    public void Add(char[] chars, int length, byte[] destination, int offset)
    {
        _message.Set(chars, length);
        bool isGrouped = false;
        Group(destination, offset, ref isGrouped);
        if (!isGrouped)
        {
            WriteHash(destination.AsSpan(offset, HexLength));
        }
    }

    /// <summary>Writes the digits of all texts that were added and not written yet.</summary>
    public void Flush(byte[] destination) => FlushGroups(destination);

    /// <summary>The digits of one text's hash.</summary>
    /// <param name="chars">Holds the text.</param>
    /// <param name="length">How many of the characters are the text.</param>
    public string ToHex(char[] chars, int length)
    {
        byte[] hex = new byte[HexLength];
        _message.Set(chars, length);
        WriteHash(hex);
        return Encoding.ASCII.GetString(hex);
    }

    /// <summary>Forgets the last values, which are people's.</summary>
    public void Dispose()
    {
        _message.Clear();
        Array.Clear(_schedule, 0, _schedule.Length);
        ForgetGroups();
    }

    /// <summary>Sets the message aside, to be hashed along with others, where that is faster.</summary>
    partial void Group(byte[] destination, int offset, ref bool isGrouped);

    partial void FlushGroups(byte[] destination);

    partial void ForgetGroups();

    private void WriteHash(Span<byte> hex)
    {
        Array.Copy(Sha256Compression.InitialState, _state, _state.Length);
        for (int block = 0; block < _message.BlockCount; block++)
        {
            Sha256Compression.Compress(_state, _message.Bytes, block * Sha256Compression.BlockLength, _schedule);
        }

        for (int i = 0; i < _state.Length; i++)
        {
            BinaryPrimitives.WriteUInt32BigEndian(_hash.AsSpan(i * 4, 4), _state[i]);
        }

        Span<ushort> digits = MemoryMarshal.Cast<byte, ushort>(hex);
        for (int i = 0; i < _hash.Length; i++)
        {
            digits[i] = HexPairs[_hash[i]];
        }
    }

    private static ushort[] BuildHexPairs()
    {
        const string Digits = "0123456789abcdef";
        var pairs = new ushort[256];
        for (int value = 0; value < pairs.Length; value++)
        {
            byte[] pair = [(byte)Digits[value >> 4], (byte)Digits[value & 0xF]];
            pairs[value] = MemoryMarshal.Read<ushort>(pair);
        }

        return pairs;
    }
}
