using System;
using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace MessengerMarketing.Hashing;

/// <summary>
/// A group of messages with the same number of blocks, one per vector lane, that are hashed together. The words are interleaved: the first
/// words of all messages, the second words of all messages, and so on.
/// </summary>
internal sealed class Sha256Group
{
    private const int WordsInBlock = 16;
    private const int WordsInHash = 8;

    private readonly uint[] _words;
    private readonly uint[] _state = new uint[WordsInHash * Lanes];
    private readonly byte[] _hash = new byte[WordsInHash * sizeof(uint)];
    private readonly int[] _offsets = new int[Lanes];
    private int _count;

    /// <param name="blocks">Number of blocks of each message.</param>
    public Sha256Group(int blocks)
    {
        _words = new uint[blocks * WordsInBlock * Lanes];
    }

    /// <summary>Whether hashing in groups is supported and faster.</summary>
    public static bool IsSupported => Vector.IsHardwareAccelerated && BitConverter.IsLittleEndian;

    /// <summary>Number of messages in a full group: eight with AVX2, four with SSE2 or on ARM.</summary>
    public static int Lanes => Vector<uint>.Count;

    /// <summary>Whether the group is full.</summary>
    public bool IsFull => _count == Lanes;

    /// <summary>Adds a message. The digits of its hash belong at <paramref name="offset"/>.</summary>
    /// <param name="message">Starts with the padded blocks of the message.</param>
    /// <param name="offset">Start of the digits in the array that is passed to <see cref="WriteHashes"/>.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Add(byte[] message, int offset)
    {
        uint[] words = _words;
        ReadOnlySpan<byte> bytes = message;
        for (int i = _count; i < words.Length; i += Lanes)
        {
            words[i] = BinaryPrimitives.ReadUInt32BigEndian(bytes);
            bytes = bytes[sizeof(uint)..];
        }

        _offsets[_count++] = offset;
    }

    /// <summary>Writes the digits of all hashes and clears the group.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void WriteHashes(byte[] destination)
    {
        if (_count == 0)
        {
            return;
        }

        // Unused lanes are also computed, but not written.
        Span<Vector<uint>> state = MemoryMarshal.Cast<uint, Vector<uint>>(_state.AsSpan());
        for (int i = 0; i < WordsInHash; i++)
        {
            state[i] = new Vector<uint>(Sha256Compression.InitialState[i]);
        }

        Span<Vector<uint>> words = MemoryMarshal.Cast<uint, Vector<uint>>(_words.AsSpan());
        for (int block = 0; block < words.Length; block += WordsInBlock)
        {
            VectorCompression.Compress(state, words.Slice(block, WordsInBlock));
        }

        for (int lane = 0; lane < _count; lane++)
        {
            for (int i = 0; i < WordsInHash; i++)
            {
                BinaryPrimitives.WriteUInt32BigEndian(_hash.AsSpan(i * sizeof(uint)), _state[(i * Lanes) + lane]);
            }

            VectorHex.Write(_hash, destination.AsSpan(_offsets[lane], Sha256Hasher.HexLength));
        }

        _count = 0;
    }

    /// <summary>Clears the messages, which are personal data.</summary>
    public void Clear()
    {
        Array.Clear(_words);
        _count = 0;
    }
}
