using System;
using System.Buffers.Binary;
using System.Text;

namespace MessengerMarketing.Hashing;

/// <summary>A text as input of SHA-256: UTF-8, padded to complete blocks. The buffer is reused for each text.</summary>
internal sealed class Sha256Message
{
    private const int LengthBytes = 8;

    private byte[] _bytes = new byte[1024];

    /// <summary>The blocks. The array can be longer than <see cref="BlockCount"/> blocks; the rest contains nothing of the text.</summary>
    public byte[] Bytes => _bytes;

    /// <summary>Number of blocks of the text.</summary>
    public int BlockCount { get; private set; }

    /// <summary>Sets the text to the first characters of an array. A lone surrogate is encoded as the replacement character.</summary>
    public void Set(char[] chars, int length)
    {
        int most = Encoding.UTF8.GetMaxByteCount(length) + Sha256Compression.BlockLength + LengthBytes + 1;
        if (_bytes.Length < most)
        {
            Clear();
            _bytes = new byte[most];
        }

        Pad(Encode(chars, length));
    }

    /// <summary>Clears the text, which is personal data.</summary>
    public void Clear() => Array.Clear(_bytes, 0, _bytes.Length);

    /// <summary>Adds a one bit, zeros and the length in bits, up to a complete block. Source: FIPS 180-4, section 5.1.1.</summary>
    private void Pad(int length)
    {
        BlockCount = (length + LengthBytes + Sha256Compression.BlockLength) / Sha256Compression.BlockLength;
        int padded = BlockCount * Sha256Compression.BlockLength;
        _bytes[length] = 0x80;
        _bytes.AsSpan(length + 1, padded - length - 1 - LengthBytes).Clear();
        BinaryPrimitives.WriteUInt64BigEndian(_bytes.AsSpan(padded - LengthBytes, LengthBytes), (ulong)length * 8);
    }

    private int Encode(char[] chars, int length)
    {
        ReadOnlySpan<char> text = chars.AsSpan(0, length);
        Span<byte> bytes = _bytes.AsSpan(0, length);
        for (int i = 0; i < text.Length && i < bytes.Length; i++)
        {
            if (text[i] >= 0x80)
            {
                return Encoding.UTF8.GetBytes(chars, 0, length, _bytes, 0);
            }

            bytes[i] = (byte)text[i];
        }

        return length;
    }
}
