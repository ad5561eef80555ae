using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.IO;
using MessengerMarketing.Customers.Hashing;

namespace MessengerMarketing.Uploads.Sync;

/// <summary>
/// Hashed rows in a temporary file, from which they are sent: rows from the pipeline cannot be read again, and a file can change while
/// it is sent. Each hash is stored as bytes. Adding is thread-safe. Read after all rows are added.
/// </summary>
internal sealed class RowSpool(Func<TemporaryFile> createFile) : IDisposable
{
    private const int BufferSize = 256 * 1024;
    private const int RowHeader = 12;

    // No row contains this byte: JSON escapes control characters.
    private const byte HashMark = 1;

    private readonly object _gate = new();
    private byte[] _buffer = new byte[BufferSize / 32];
    private TemporaryFile? _file;
    private int _length;

    /// <summary>The number of rows.</summary>
    public long Count { get; private set; }

    /// <summary>Adds a row.</summary>
    /// <param name="number">Its number in the list.</param>
    /// <param name="row">Its cells as a JSON array.</param>
    public void Add(long number, ReadOnlySpan<byte> row)
    {
        lock (_gate)
        {
            int needed = _length + RowHeader + row.Length;
            if (needed > BufferSize && _length > 0)
            {
                Write();
                needed = RowHeader + row.Length;
            }

            if (needed > _buffer.Length)
            {
                Array.Resize(ref _buffer, Math.Max(2 * _buffer.Length, needed));
            }

            int length = Pack(row, _buffer.AsSpan(_length + RowHeader));
            BinaryPrimitives.WriteInt64LittleEndian(_buffer.AsSpan(_length), number);
            BinaryPrimitives.WriteInt32LittleEndian(_buffer.AsSpan(_length + 8), length);
            _length += RowHeader + length;
            Count++;
        }
    }

    /// <summary>Reads the rows in the order in which they were added. A row is valid until the next one is read.</summary>
    public IEnumerable<SpooledRow> Read()
    {
        byte[] buffer = new byte[_buffer.Length];
        byte[] row = [];
        byte[] header = new byte[RowHeader];
        byte[] packed = [];
        long total = (_file?.Length ?? 0) + _length;
        long windowStart = 0;
        int windowLength = 0;
        for (long at = 0; at < total;)
        {
            Copy(at, header, RowHeader);
            long number = BinaryPrimitives.ReadInt64LittleEndian(header);
            int length = BinaryPrimitives.ReadInt32LittleEndian(header.AsSpan(8));
            SyncBuffer.Reserve(ref packed, length);
            Copy(at + RowHeader, packed, length);
            SyncBuffer.Reserve(ref row, (long)length * 2 + 2);
            yield return new SpooledRow(number, row, Unpack(packed.AsSpan(0, length), row));
            at += RowHeader + length;
        }

        void Copy(long start, byte[] target, int count)
        {
            if (start < windowStart || start + count > windowStart + windowLength)
            {
                SyncBuffer.Reserve(ref buffer, count);
                windowStart = start;
                windowLength = ReadBytes(start, buffer);
            }

            Buffer.BlockCopy(buffer, (int)(start - windowStart), target, 0, windowLength >= count ? count : throw new EndOfStreamException("The temporary file ends too early."));
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _file?.Dispose();

    private static int Pack(ReadOnlySpan<byte> row, Span<byte> packed)
    {
        int length = 0;
        for (int i = 0; i < row.Length; i++)
        {
            if (IsHash(row, i))
            {
                packed[length] = HashMark;
                SyncEntryReader.ParseHex(row.Slice(i + 1, HexDigest.Sha256Length), packed.Slice(length + 1, SyncEntry.HashSize));
                length += 1 + SyncEntry.HashSize;
                i += HexDigest.Sha256Length + 1;
            }
            else
            {
                packed[length++] = row[i];
            }
        }

        return length;
    }

    /// <summary>Whether a string of 64 lowercase hexadecimal digits begins here.</summary>
    private static bool IsHash(ReadOnlySpan<byte> row, int start)
    {
        int end = start + HexDigest.Sha256Length + 1;
        if (row[start] != '"' || end >= row.Length || row[end] != '"')
        {
            return false;
        }

        for (int i = start + 1; i < end; i++)
        {
            if (row[i] is not ((>= (byte)'0' and <= (byte)'9') or (>= (byte)'a' and <= (byte)'f')))
            {
                return false;
            }
        }

        return true;
    }

    private static int Unpack(ReadOnlySpan<byte> packed, byte[] row)
    {
        int length = 0;
        for (int i = 0; i < packed.Length; i++)
        {
            if (packed[i] == HashMark)
            {
                row[length] = (byte)'"';
                HashJson.WriteHex(packed.Slice(i + 1, SyncEntry.HashSize), row.AsSpan(length + 1));
                length += HexDigest.Sha256Length + 2;
                row[length - 1] = (byte)'"';
                i += SyncEntry.HashSize;
            }
            else
            {
                row[length++] = packed[i];
            }
        }

        return length;
    }

    private int ReadBytes(long start, byte[] target)
    {
        long inFile = _file?.Length ?? 0;
        int read = start < inFile ? _file!.Read(start, target, 0, (int)Math.Min(target.Length, inFile - start)) : 0;
        long from = start + read - inFile;
        if (from >= 0)
        {
            int rest = (int)Math.Min(target.Length - read, _length - from);
            Buffer.BlockCopy(_buffer, (int)from, target, read, rest);
            read += rest;
        }

        return read;
    }

    private void Write()
    {
        _file ??= createFile();
        _file.Append(_buffer, _length);
        _length = 0;
    }
}

/// <summary>A row of a spool.</summary>
/// <param name="Number">Its number in the list.</param>
/// <param name="Json">Its cells as a JSON array; longer than <paramref name="Length"/>.</param>
/// <param name="Length">Bytes of the row.</param>
[System.Runtime.InteropServices.StructLayout(System.Runtime.InteropServices.LayoutKind.Auto)]
internal readonly record struct SpooledRow(long Number, byte[] Json, int Length);
