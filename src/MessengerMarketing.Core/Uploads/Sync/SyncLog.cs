using System;
using System.Buffers.Binary;
using System.IO;
using System.Text.Json;
using MessengerMarketing.Storage;

namespace MessengerMarketing.Uploads.Sync;

/// <summary>The kinds of records in a log.</summary>
internal enum SyncRecordKind : byte
{
    /// <summary>A batch that is about to be added: its number and its entries.</summary>
    Adding = (byte)'A',

    /// <summary>A batch that is about to be removed: its number, and entries with a byte for the identifiers that are removed.</summary>
    Removing = (byte)'R',

    /// <summary>The result of a batch: its number and a <see cref="BatchStatus"/>.</summary>
    Result = (byte)'B',

    /// <summary>The keys of entries whose people might be affected by a removal, so that they are sent again.</summary>
    Affected = (byte)'S',

    /// <summary>Entries whose people have newer ones.</summary>
    Replaced = (byte)'D',

    /// <summary>The end of the run, as JSON.</summary>
    End = (byte)'E',
}

/// <summary>
/// The log of a run, beside its state. A batch is logged before it is sent, and its result before it is reported. The log is merged into
/// the state at the end of the run, or at the start of the next one. Its lock excludes a second run. Thread-safe.
/// </summary>
internal sealed class SyncLog : IDisposable
{
    /// <summary>The extension of logs.</summary>
    public const string Extension = ".log";

    /// <summary>Size of the header of a record in bytes: kind, length, and checksum.</summary>
    public const int RecordHeaderSize = 1 + 4 + 8;

    /// <summary>Size of an entry with the identifiers to remove, in bytes.</summary>
    public const int RemovalSize = SyncEntry.Size + 1;

    private const int CopySize = 1024 * 1024;

    private readonly object _gate = new();
    private readonly RecordFile _file;

    // Reused for each record, because a record is as long as a batch.
    private readonly MemoryStream _record = new();

    private SyncLog(RecordFile file, SyncLogHeader header)
    {
        _file = file;
        Header = header;
    }

    /// <summary>The run that it belongs to.</summary>
    public SyncLogHeader Header { get; }

    /// <summary>Length of the log in bytes.</summary>
    public long Length => _file.Length;

    /// <summary>Whether anything was written since it was created.</summary>
    public bool WasWritten { get; private set; }

    /// <summary>The path of the log of a state.</summary>
    public static string GetPath(string statePath) => FilePaths.Resolve(statePath) + Extension;

    /// <summary>Opens and locks the log of an interrupted run. An incomplete record at its end is removed.</summary>
    /// <returns>Null if there is none.</returns>
    /// <exception cref="SyncStateException">The file is not a log.</exception>
    /// <exception cref="IOException">It is in use or cannot be opened.</exception>
    /// <exception cref="UnauthorizedAccessException">Access is denied.</exception>
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

    /// <summary>Creates and locks a log.</summary>
    /// <exception cref="IOException">Another run created it first, or it cannot be created.</exception>
    /// <exception cref="UnauthorizedAccessException">Access is denied.</exception>
    public static SyncLog Create(string statePath, SyncLogHeader header, IFileOperations operations)
    {
        using var line = new MemoryStream();
        JsonSerializer.Serialize(line, new SyncLine { Log = header }, SyncJson.Default.SyncLine);
        line.WriteByte((byte)'\n');
        return new SyncLog(RecordFiles.Create(GetPath(statePath), file => file.Append(line), operations), header);
    }

    /// <summary>Writes a record. When the method returns, the record is on the disk.</summary>
    /// <exception cref="SyncStateException">The record cannot be written. Its batch must not be sent.</exception>
    public void Append(SyncRecordKind kind, int? number, ReadOnlySpan<byte> content)
    {
        lock (_gate)
        {
            Write(_record, kind, number, content);

            // Even if it fails, a part of it can be on the disk.
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
    /// <param name="write">Receives a buffer and the number of bytes in it.</param>
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

    /// <summary>Closes and unlocks the log.</summary>
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
