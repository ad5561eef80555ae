using System;
using System.Collections.Generic;
using System.IO;
using System.Text.Json;
using MessengerMarketing.Storage;

namespace MessengerMarketing.Uploads.Sync;

/// <summary>
/// A state that is open for reading: 64 KiB with a line of JSON, then the entries in 1,024 parts by the lowest bits of their fingerprint, then the records of
/// runs that completed after the parts were written, each run up to its <see cref="SyncRecordKind.End"/>.
/// </summary>
internal sealed class SyncStateFile : IDisposable
{
    /// <summary>Bytes before the first entry.</summary>
    public const int HeaderSize = 64 * 1024;

    private readonly object _gate = new();
    private readonly FileStream _file;
    private readonly string _path;
    private readonly long[] _starts = new long[PartitionedItems.Partitions];
    private readonly List<(long Start, long End)> _runs = [];
    private SyncDelta? _delta;

    private SyncStateFile(FileStream file, string path, SyncStateHeader header)
    {
        _file = file;
        _path = path;
        long start = HeaderSize;
        for (int i = 0; i < _starts.Length; i++)
        {
            _starts[i] = start;
            start += (long)header.Counts[i] * SyncEntry.Size;
        }

        PartsEnd = start;
        Header = ReadRuns(header);

        // An incomplete run was not written to its end. In this case, its log still exists.
        if (start > file.Length || (Length < file.Length && !FilePaths.CheckIsFile(SyncLog.GetPath(path))))
        {
            throw Damaged(path);
        }
    }

    /// <summary>The header after the last run.</summary>
    public SyncStateHeader Header { get; }

    /// <summary>The end of the last part, in bytes.</summary>
    public long PartsEnd { get; }

    /// <summary>Length of the parts and of complete runs, in bytes. Anything after them is ignored.</summary>
    public long Length { get; private set; }

    /// <summary>Whether others had access to the file before. Now only its owner has access.</summary>
    public bool WasOpenToOthers { get; private set; }

    /// <summary>Opens a state.</summary>
    /// <param name="path">The file.</param>
    /// <param name="restrict">Whether to make it private.</param>
    /// <returns>Null if there is none.</returns>
    /// <exception cref="SyncStateException">It is not a state, or it is damaged.</exception>
    /// <exception cref="IOException">It cannot be opened, or belongs to another user.</exception>
    /// <exception cref="UnauthorizedAccessException">Access is denied.</exception>
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
    /// <param name="buffer">Receives the entries. Replaced by a longer one if they do not fit.</param>
    /// <returns>The number of entries.</returns>
    /// <exception cref="SyncStateException">It is damaged.</exception>
    public int Read(int partition, ref byte[] buffer)
    {
        int count = Header.Counts[partition];
        int length = count * SyncEntry.Size;
        SyncBuffer.Reserve(ref buffer, length);
        lock (_gate)
        {
            _delta ??= ReadDelta();
            _file.Position = _starts[partition];
            SyncBuffer.ReadExactly(_file, buffer, length);
        }

        return ComputeChecksum(buffer, length) == Header.Checksums[partition] ? _delta.Apply(partition, ref buffer, count) : throw Damaged(_path);
    }

    /// <summary>A checksum of a part.</summary>
    public static ulong ComputeChecksum(byte[] buffer, int length) => SyncEntryReader.ComputeFingerprint(buffer.AsSpan(0, length));

    /// <inheritdoc/>
    public void Dispose()
    {
        _delta?.Dispose();
        _file.Dispose();
    }

    private SyncStateHeader ReadRuns(SyncStateHeader header)
    {
        long start = PartsEnd;
        SyncRunRecord? last = null;
        foreach (SyncRecord record in SyncRecords.Read(_file, start, _file.Length))
        {
            if (record.Kind == SyncRecordKind.End)
            {
                last = JsonSerializer.Deserialize(record.Content.AsSpan(0, record.Length), SyncJson.Default.SyncRunRecord);
                _runs.Add((start, record.End));
                start = record.End;
            }
        }

        Length = start;
        return last is null ? header : header with { Generation = header.Generation + _runs.Count, LastRun = last, PeopleAfterChanges = last.People };
    }

    private SyncDelta ReadDelta()
    {
        var delta = new SyncDelta(() => TemporaryFile.Create(_path));
        try
        {
            foreach ((long start, long end) in _runs)
            {
                delta.Add(() => SyncRecords.Read(_file, start, end));
            }

            return delta;
        }
        catch
        {
            delta.Dispose();
            throw;
        }
    }

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
            header = JsonSerializer.Deserialize(start.AsSpan(0, Math.Max(0, Array.IndexOf(start, (byte)'\n'))), SyncJson.Default.SyncLine)?.State;
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
