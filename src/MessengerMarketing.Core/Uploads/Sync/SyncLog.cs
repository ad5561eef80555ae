using System;
using System.Buffers.Binary;
using System.IO;
using System.Text.Json;
using MessengerMarketing.Storage;

namespace MessengerMarketing.Uploads.Sync;

/// <summary>What a record of a log is of.</summary>
internal enum SyncRecordKind : byte
{
    /// <summary>A batch that is about to be added: its number and its entries.</summary>
    Adding = (byte)'A',

    /// <summary>A batch that is about to be removed: its number, and entries with a byte for the identifiers that are removed.</summary>
    Removing = (byte)'R',

    /// <summary>The result of a batch: its number and a <see cref="BatchStatus"/>.</summary>
    Result = (byte)'B',

    /// <summary>The keys of entries whose people may be affected by a removal, so that they are sent again.</summary>
    Affected = (byte)'S',

    /// <summary>Entries whose people have newer ones.</summary>
    Replaced = (byte)'D',

    /// <summary>The end of the run, as JSON.</summary>
    End = (byte)'E',
}

/// <summary>
/// The log of a run, beside its state: what is about to be sent is written before it is sent, and its result before it is reported. It is merged into
/// the state at the end of the run, or at the beginning of the next. Its lock keeps a second run out. May be used from several threads.
/// </summary>
internal sealed class SyncLog : IDisposable
{
    /// <summary>How the names of logs end.</summary>
    public const string Extension = ".log";

    /// <summary>Bytes of a record before its content: kind, length and checksum.</summary>
    public const int RecordHeaderSize = 1 + 4 + 8;

    /// <summary>Bytes of an entry with the identifiers to remove.</summary>
    public const int RemovalSize = SyncEntry.Size + 1;

    private const int CopySize = 1024 * 1024;

    private readonly object _gate = new();
    private readonly RecordFile _file;

    // Used again for each record: it is as long as a batch.
    private readonly MemoryStream _record = new();

    private SyncLog(RecordFile file, SyncLogHeader header)
    {
        _file = file;
        Header = header;
    }

    /// <summary>The run that it is of.</summary>
    public SyncLogHeader Header { get; }

    /// <summary>Bytes of the log.</summary>
    public long Length => _file.Length;

    /// <summary>Whether anything was written since it was begun.</summary>
    public bool WasWritten { get; private set; }

    /// <summary>The path of the log of a state.</summary>
    public static string GetPath(string statePath) => FilePaths.Resolve(statePath) + Extension;

    /// <summary>Opens the log that an interrupted run has left, and locks it. A record that was not written whole is cut off.</summary>
    /// <returns>Null when there is none.</returns>
    /// <exception cref="SyncStateException">The file is no log.</exception>
    /// <exception cref="IOException">It is in use or cannot be opened.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be opened.</exception>
    public static SyncLog? TryOpen(string statePath, IFileOperations operations)
    {
        if (RecordFile.TryOpen(GetPath(statePath), operations) is not { } file)
        {
            return null;
        }

        try
        {
            var reader = new SyncLogReader(file.Content, file.Path);
            file.Restrict();
            file.Truncate(reader.FindEnd());
            return new SyncLog(file, reader.Header);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>Begins a log, and locks it.</summary>
    /// <exception cref="IOException">Another run was quicker, or it cannot be created.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be created.</exception>
    public static SyncLog Create(string statePath, SyncLogHeader header, IFileOperations operations)
    {
        using var line = new MemoryStream();
        JsonSerializer.Serialize(line, new SyncLine { Log = header }, SyncJson.Default.SyncLine);
        line.WriteByte((byte)'\n');
        return new SyncLog(RecordFiles.Create(GetPath(statePath), file => file.Append(line), operations), header);
    }

    /// <summary>Writes a record. When this returns, the disk has it.</summary>
    /// <exception cref="SyncStateException">It cannot be written; what it is of must not be sent.</exception>
    public void Append(SyncRecordKind kind, int? number, ReadOnlySpan<byte> content)
    {
        lock (_gate)
        {
            Write(_record, kind, number, content);

            // Also when it fails: a part of it may be on the disk.
            WasWritten = true;
            try
            {
                _file.Append(_record);
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                throw new SyncStateException(SyncStateProblem.NotWritten, $"The log '{_file.Path}' cannot be written: {exception.Message}", exception);
            }
        }
    }

    /// <summary>Writes the result of a batch.</summary>
    public void AppendResult(int number, BatchStatus status) => Append(SyncRecordKind.Result, number, [(byte)status]);

    /// <summary>Writes the end of the run.</summary>
    public void AppendEnd(SyncRunRecord run) => Append(SyncRecordKind.End, null, JsonSerializer.SerializeToUtf8Bytes(run, SyncJson.Default.SyncRunRecord));

    /// <summary>Reads the log from its beginning.</summary>
    public SyncLogReader Read() => new(_file.Content, _file.Path);

    /// <summary>Writes a copy of the records.</summary>
    /// <param name="write">Takes a buffer and the count of bytes in it.</param>
    public void CopyRecords(Action<byte[], int> write)
    {
        Stream content = _file.Content;
        byte[] buffer = new byte[CopySize];
        for (long at = Read().Start; at < _file.Length;)
        {
            int count = (int)Math.Min(buffer.Length, _file.Length - at);
            content.Position = at;
            SyncBuffer.ReadExactly(content, buffer, count);
            write(buffer, count);
            at += count;
        }
    }

    /// <summary>Deletes the log.</summary>
    public void Delete() => _file.Delete();

    /// <summary>Closes the log and ends the lock.</summary>
    public void Dispose()
    {
        _file.Dispose();
        _record.Dispose();
    }

    private static void Write(MemoryStream target, SyncRecordKind kind, int? number, ReadOnlySpan<byte> content)
    {
        int length = content.Length + (number is null ? 0 : 4);
        target.SetLength(RecordHeaderSize + length);
        Span<byte> record = target.GetBuffer().AsSpan(0, RecordHeaderSize + length);
        record[0] = (byte)kind;
        BinaryPrimitives.WriteInt32LittleEndian(record.Slice(1), length);
        Span<byte> body = record.Slice(RecordHeaderSize);
        if (number is { } value)
        {
            BinaryPrimitives.WriteInt32LittleEndian(body, value);
            body = body.Slice(4);
        }

        content.CopyTo(body);
        BinaryPrimitives.WriteUInt64LittleEndian(record.Slice(5), SyncEntryReader.ComputeFingerprint(record.Slice(RecordHeaderSize)));
    }
}
