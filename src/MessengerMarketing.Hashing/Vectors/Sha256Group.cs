using System;
using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace MessengerMarketing.Hashing;

/// <summary>
/// As many messages of one length in blocks as a vector has lanes, hashed together. Word by word they lie side by side: the
/// first words of all messages, the second words of all, and so on.
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

    /// <param name="blocks">Blocks of every message.</param>
    public Sha256Group(int blocks)
    {
        _words = new uint[blocks * WordsInBlock * Lanes];
    }

    /// <summary>Whether this is faster than one message after the other.</summary>
    public static bool IsSupported => Vector.IsHardwareAccelerated && BitConverter.IsLittleEndian;

    /// <summary>Messages in a full group: eight with AVX2, four with SSE2 or on ARM.</summary>
    public static int Lanes => Vector<uint>.Count;

    /// <summary>Whether no further message fits.</summary>
    public bool IsFull => _count == Lanes;

    /// <summary>Takes a message, the digits of whose hash belong at <paramref name="offset"/>.</summary>
    /// <param name="message">Begins with the blocks of the message, padded.</param>
    /// <param name="offset">Where the digits begin in the array that <see cref="WriteHashes"/> is given.</param>
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

    /// <summary>Writes the digits of the messages' hashes and is empty again.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void WriteHashes(byte[] destination)
    {
        if (_count == 0)
        {
            return;
        }

        // The lanes of messages that are missing are computed along and left alone.
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

    /// <summary>Forgets the messages, which are people's.</summary>
    public void Clear()
    {
        Array.Clear(_words);
        _count = 0;
    }
}
