using System;
using System.IO;
using System.Text.Json;
using MessengerMarketing.Storage;

namespace MessengerMarketing.Uploads.Sync;

/// <summary>A state, open for reading: 32 KiB with a line of JSON, then the entries in 256 parts by the first byte of their fingerprint.</summary>
internal sealed class SyncStateFile : IDisposable
{
    /// <summary>Bytes before the first entry.</summary>
    public const int HeaderSize = 32 * 1024;

    private readonly object _gate = new();
    private readonly FileStream _file;
    private readonly string _path;
    private readonly long[] _starts = new long[PartitionedItems.Partitions];

    private SyncStateFile(FileStream file, string path, SyncStateHeader header)
    {
        _file = file;
        _path = path;
        Header = header;
        long start = HeaderSize;
        for (int i = 0; i < _starts.Length; i++)
        {
            _starts[i] = start;
            start += (long)header.Counts[i] * SyncEntry.Size;
        }

        if (start != file.Length)
        {
            throw Damaged(path);
        }
    }

    /// <summary>The header.</summary>
    public SyncStateHeader Header { get; }

    /// <summary>Whether others had access to the file before. Now only its owner has.</summary>
    public bool WasOpenToOthers { get; private set; }

    /// <summary>Opens a state.</summary>
    /// <param name="path">The file.</param>
    /// <param name="restrict">Whether it is made private.</param>
    /// <returns>Null when there is none.</returns>
    /// <exception cref="SyncStateException">It is no state, or damaged.</exception>
    /// <exception cref="IOException">It cannot be opened, or belongs to another user.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be opened.</exception>
    public static SyncStateFile? TryOpen(string path, bool restrict)
    {
        if (!FilePaths.CheckIsFile(path))
        {
            return null;
        }

        FileStream file = FilePaths.OpenRead(path);
        try
        {
            return new SyncStateFile(file, path, ReadHeader(file, path)) { WasOpenToOthers = restrict && PrivateFile.Restrict(file, path) };
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>Reads a part and checks it.</summary>
    /// <param name="partition">The part.</param>
    /// <param name="buffer">Takes the entries; made longer where they do not fit.</param>
    /// <returns>Entries in it.</returns>
    /// <exception cref="SyncStateException">It is damaged.</exception>
    public int Read(int partition, ref byte[] buffer)
    {
        int count = Header.Counts[partition];
        int length = count * SyncEntry.Size;
        SyncBuffer.Reserve(ref buffer, length);
        lock (_gate)
        {
            _file.Position = _starts[partition];
            SyncBuffer.ReadExactly(_file, buffer, length);
        }

        return ComputeChecksum(buffer, length) == Header.Checksums[partition] ? count : throw Damaged(_path);
    }

    /// <summary>A checksum of a part.</summary>
    public static ulong ComputeChecksum(byte[] buffer, int length) => SyncEntryReader.ComputeFingerprint(buffer.AsSpan(0, length));

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();

    private static SyncStateHeader ReadHeader(FileStream file, string path)
    {
        byte[] start = new byte[(int)Math.Min(HeaderSize, file.Length)];
        SyncBuffer.ReadExactly(file, start, start.Length);
        if (!RecordTail.Begins(start, SyncLine.StateBeginning))
        {
            throw new SyncStateException(SyncStateProblem.Foreign, $"The file '{path}' is not the state of a sync. It contains {FileContent.FormatKind(file)}, and was not changed.");
        }

        SyncStateHeader? header;
        try
        {
            header = JsonSerializer.Deserialize(start, SyncJson.Default.SyncLine)?.State;
        }
        catch (JsonException exception)
        {
            throw Damaged(path, exception);
        }

        if (header is not null && header.Format != SyncStateHeader.CurrentFormat)
        {
            throw new SyncStateException(
                SyncStateProblem.Unreadable, FormattableString.Invariant($"The state '{path}' has format {header.Format}, and this version of the module reads format {SyncStateHeader.CurrentFormat}."));
        }

        return header is { Counts.Count: PartitionedItems.Partitions, Checksums.Count: PartitionedItems.Partitions } ? header : throw Damaged(path);
    }

    private static SyncStateException Damaged(string path, Exception? inner = null)
        => new(SyncStateProblem.Unreadable, $"The state '{path}' is damaged: it was cut, or changed by another program.", inner);
}
