using System;
using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;

namespace MessengerMarketing.Hashing;

/// <summary>
/// Computes the SHA-256 of texts in UTF-8 as lowercase hexadecimal digits. An instance reuses its buffers and is not thread-safe. Use one
/// per worker.
/// </summary>
/// <remarks>
/// A customer list has many short values. When the processor supports vectors, the build for .NET 8 and later hashes one value per vector
/// lane at the same time, which takes hardly longer than hashing one value.
/// </remarks>
public sealed partial class Sha256Hasher : IDisposable
{
    /// <summary>Number of digits of a hash.</summary>
    public const int HexLength = 64;

    // The two digits of each byte, in memory order.
    private static readonly ushort[] HexPairs = BuildHexPairs();

    private readonly Sha256Message _message = new();
    private readonly uint[] _state = new uint[8];
    private readonly uint[] _schedule = new uint[64];
    private readonly byte[] _hash = new byte[32];

    /// <summary>
    /// Adds a text. The digits of its hash are written to <paramref name="destination"/> at <paramref name="offset"/>, by this or by a later
    /// call. A later call writes to its own array, so that the array can grow; the offsets do not change.
    /// </summary>
    /// <param name="chars">Contains the text.</param>
    /// <param name="length">Number of characters of the text.</param>
    /// <param name="destination">Has space for <see cref="HexLength"/> bytes at each offset since the last <see cref="Flush"/>.</param>
    /// <param name="offset">Start of the digits.</param>
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

    /// <summary>Writes the digits of all pending texts.</summary>
    public void Flush(byte[] destination) => FlushGroups(destination);

    /// <summary>Returns the digits of a text's hash.</summary>
    /// <param name="chars">Contains the text.</param>
    /// <param name="length">Number of characters of the text.</param>
    public string ToHex(char[] chars, int length)
    {
        byte[] hex = new byte[HexLength];
        _message.Set(chars, length);
        WriteHash(hex);
        return Encoding.ASCII.GetString(hex);
    }

    /// <summary>Clears the buffers, which contain personal data.</summary>
    public void Dispose()
    {
        _message.Clear();
        Array.Clear(_schedule, 0, _schedule.Length);
        ForgetGroups();
    }

    /// <summary>Adds the message to a group, when hashing in groups is faster.</summary>
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
        ushort[] pairs = new ushort[256];
        for (int value = 0; value < pairs.Length; value++)
        {
            byte[] pair = [(byte)Digits[value >> 4], (byte)Digits[value & 0xF]];
            pairs[value] = MemoryMarshal.Read<ushort>(pair);
        }

        return pairs;
    }
}
