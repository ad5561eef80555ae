using System;
using System.IO;
using System.Text.Json;
using MessengerMarketing.Storage;

namespace MessengerMarketing.Uploads.Sync;

/// <summary>Writes a state under a temporary name, and renames it when it is on the disk.</summary>
internal sealed class SyncStateWriter : IDisposable
{
    private const int ChunkSize = 1024 * 1024;

    private readonly IFileOperations _operations;
    private readonly string _path;
    private readonly string _temporaryPath;
    private readonly FileStream _file;
    private readonly int[] _counts = new int[PartitionedItems.Partitions];
    private readonly ulong[] _checksums = new ulong[PartitionedItems.Partitions];
    private byte[] _chunk = [];
    private bool _isComplete;

    /// <summary>Creates a state.</summary>
    public SyncStateWriter(string path, IFileOperations operations)
    {
        _operations = operations;
        _path = FilePaths.Resolve(path);
        _temporaryPath = Leftovers.CreateName(_path);
        operations.Create(_temporaryPath);
        _file = new FileStream(_temporaryPath, FileMode.Open, FileAccess.Write, FileShare.None, bufferSize: 1);
        Write(new byte[SyncStateFile.HeaderSize], SyncStateFile.HeaderSize);
    }

    /// <summary>Writes a part. Call it once for each part, in order.</summary>
    public void Write(int partition, byte[] entries, int count)
    {
        int length = count * SyncEntry.Size;
        _counts[partition] = count;
        _checksums[partition] = SyncStateFile.ComputeChecksum(entries, length);
        SyncBuffer.Reserve(ref _chunk, Math.Min(ChunkSize, length));
        for (int at = 0; at < length; at += ChunkSize)
        {
            int size = Math.Min(ChunkSize, length - at);
            Buffer.BlockCopy(entries, at, _chunk, 0, size);
            Write(_chunk, size);
        }
    }

    /// <summary>Writes the header, and replaces the earlier state. When the method returns, the state is on the disk.</summary>
    public void Complete(SyncStateHeader header)
    {
        byte[] line = new byte[SyncStateFile.HeaderSize];
        line.AsSpan().Fill((byte)' ');
        JsonSerializer.SerializeToUtf8Bytes(new SyncLine { State = header with { Counts = _counts, Checksums = _checksums } }, SyncJson.Default.SyncLine).CopyTo(line, 0);
        line[line.Length - 1] = (byte)'\n';
        _file.Position = 0;
        Write(line, line.Length);
        _operations.Flush(_file);
        _file.Dispose();
        _operations.Replace(_temporaryPath, _path);
        _isComplete = true;
        _operations.FlushFolder(Path.GetDirectoryName(_path)!);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _file.Dispose();
        if (!_isComplete)
        {
            _operations.Delete(_temporaryPath);
        }
    }

    private void Write(byte[] bytes, int count) => _operations.Write(_file, bytes, count);
}
