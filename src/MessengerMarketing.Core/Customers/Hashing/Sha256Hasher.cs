using System;
using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;
using MessengerMarketing.Customers.Normalization;

namespace MessengerMarketing.Customers.Hashing;

/// <summary>
/// SHA-256 of a normalised cell in lower-case hexadecimal digits, as the Graph API asks for. One instance a worker, which
/// reuses its buffers; it is not safe for two threads.
/// </summary>
internal sealed class Sha256Hasher : IDisposable
{
    private const int LengthBytes = 8;

    // Two digits a byte, as they stand in memory one after the other.
    private static readonly ushort[] HexPairs = BuildHexPairs();

    private readonly uint[] _state = new uint[8];
    private readonly uint[] _schedule = new uint[64];
    private readonly byte[] _hash = new byte[32];
    private byte[] _message = new byte[1024];

    /// <summary>Writes the 64 digits of the text's hash into <paramref name="destination"/> from <paramref name="offset"/> on.</summary>
    public void WriteHex(CellBuffer text, byte[] destination, int offset)
    {
        Hash(text);
        ReadOnlySpan<byte> hash = _hash;
        Span<ushort> digits = MemoryMarshal.Cast<byte, ushort>(destination.AsSpan(offset, HexDigest.Sha256Length));
        ushort[] pairs = HexPairs;
        for (int i = 0; i < hash.Length && i < digits.Length; i++)
        {
            digits[i] = pairs[hash[i]];
        }
    }

    /// <summary>The 64 digits of the text's hash.</summary>
    public string ToHex(CellBuffer text)
    {
        byte[] hex = new byte[HexDigest.Sha256Length];
        WriteHex(text, hex, 0);
        return Encoding.ASCII.GetString(hex);
    }

    /// <summary>Forgets the last value, which is a person's.</summary>
    public void Dispose() => Array.Clear(_message, 0, _message.Length);

    private void Hash(CellBuffer text)
    {
        int length = Encode(text);
        int padded = Pad(length);
        Sha256Compression.Initialize(_state);
        for (int offset = 0; offset < padded; offset += Sha256Compression.BlockLength)
        {
            Sha256Compression.Compress(_state, _message, offset, _schedule);
        }

        for (int i = 0; i < _state.Length; i++)
        {
            BinaryPrimitives.WriteUInt32BigEndian(_hash.AsSpan(i * 4, 4), _state[i]);
        }
    }

    /// <summary>A one bit, zeros, and the length in bits, up to a whole block. Source: FIPS 180-4, section 5.1.1.</summary>
    private int Pad(int length)
    {
        int padded = (length + 1 + LengthBytes + Sha256Compression.BlockLength - 1) / Sha256Compression.BlockLength * Sha256Compression.BlockLength;
        _message[length] = 0x80;
        Array.Clear(_message, length + 1, padded - length - 1 - LengthBytes);
        BinaryPrimitives.WriteUInt64BigEndian(_message.AsSpan(padded - LengthBytes, LengthBytes), (ulong)length * 8);
        return padded;
    }

    private int Encode(CellBuffer text)
    {
        int most = Encoding.UTF8.GetMaxByteCount(text.Length) + Sha256Compression.BlockLength + LengthBytes + 1;
        if (_message.Length < most)
        {
            _message = new byte[most];
        }

        char[] chars = text.Chars;
        byte[] message = _message;
        int length = text.Length;
        for (int i = 0; i < length; i++)
        {
            if (chars[i] >= 0x80)
            {
                return Encoding.UTF8.GetBytes(chars, 0, length, message, 0);
            }

            message[i] = (byte)chars[i];
        }

        return length;
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
