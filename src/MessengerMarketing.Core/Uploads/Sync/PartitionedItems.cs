using System;
using System.Collections.Generic;

namespace MessengerMarketing.Uploads.Sync;

/// <summary>
/// Items of one size in 1,024 parts, of which each fits into memory. A part consists of chunks of a temporary file. Adding is
/// thread-safe. Read after all items are added.
/// </summary>
internal sealed class PartitionedItems : IDisposable
{
    /// <summary>Number of parts.</summary>
    public const int Partitions = 1024;

    private const int ChunkSize = 16 * 1024;

    private readonly Func<TemporaryFile> _createFile;
    private readonly object _gate = new();
    private readonly Partition[] _partitions = new Partition[Partitions];
    private readonly int _itemSize;
    private readonly int _chunkBytes;
    private TemporaryFile? _file;

    /// <summary>Creates an empty store.</summary>
    /// <param name="itemSize">Size of an item in bytes.</param>
    /// <param name="createFile">Creates the file when the first chunk is full.</param>
    public PartitionedItems(int itemSize, Func<TemporaryFile> createFile)
    {
        _itemSize = itemSize;
        _chunkBytes = ChunkSize / itemSize * itemSize;
        _createFile = createFile;
        for (int i = 0; i < Partitions; i++)
        {
            _partitions[i] = new Partition();
        }
    }

    /// <summary>Adds an item.</summary>
    public void Add(int partition, ReadOnlySpan<byte> item)
    {
        Partition part = _partitions[partition];
        lock (part)
        {
            if (part.Length == part.Buffer.Length)
            {
                byte[] larger = new byte[Math.Min(_chunkBytes, Math.Max(8 * _itemSize, 2 * part.Length))];
                Buffer.BlockCopy(part.Buffer, 0, larger, 0, part.Length);
                part.Buffer = larger;
            }

            item.CopyTo(part.Buffer.AsSpan(part.Length));
            part.Length += _itemSize;
            part.Count++;
            if (part.Length == _chunkBytes)
            {
                part.Chunks.Add(GetFile().Append(part.Buffer, _chunkBytes));
                part.Length = 0;
            }
        }
    }

    /// <summary>The number of items in a part.</summary>
    public int GetCount(int partition) => _partitions[partition].Count;

    /// <summary>Reads a part.</summary>
    /// <param name="partition">The part.</param>
    /// <param name="buffer">Receives the items. Replaced by a longer one if they do not fit.</param>
    /// <returns>The number of items.</returns>
    public int Read(int partition, ref byte[] buffer)
    {
        Partition part = _partitions[partition];
        SyncBuffer.Reserve(ref buffer, (long)part.Count * _itemSize);
        int at = 0;
        foreach (long chunk in part.Chunks)
        {
            _file!.Read(chunk, buffer, at, _chunkBytes);
            at += _chunkBytes;
        }

        if (part.Length > 0)
        {
            Buffer.BlockCopy(part.Buffer, 0, buffer, at, part.Length);
        }

        return part.Count;
    }

    /// <inheritdoc/>
    public void Dispose() => _file?.Dispose();

    private TemporaryFile GetFile()
    {
        lock (_gate)
        {
            return _file ??= _createFile();
        }
    }

    private sealed class Partition
    {
        public List<long> Chunks { get; } = [];

        public byte[] Buffer { get; set; } = [];

        public int Length { get; set; }

        public int Count { get; set; }
    }
}
