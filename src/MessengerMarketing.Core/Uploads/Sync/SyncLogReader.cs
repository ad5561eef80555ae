using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.IO;
using System.Text.Json;
using MessengerMarketing.Storage;

namespace MessengerMarketing.Uploads.Sync;

/// <summary>Reads a log from its beginning. The caller closes the stream.</summary>
internal sealed class SyncLogReader
{
    private const int MaxHeader = 64 * 1024;

    private readonly Stream _stream;
    private readonly string _path;

    /// <summary>Reads the header.</summary>
    /// <exception cref="SyncStateException">The file is not a log.</exception>
    public SyncLogReader(Stream stream, string path)
    {
        _stream = stream;
        _path = path;
        stream.Position = 0;
        byte[] start = new byte[(int)Math.Min(MaxHeader, stream.Length)];
        SyncBuffer.ReadExactly(stream, start, start.Length);
        int end = Array.IndexOf(start, (byte)'\n');
        if (end < 0 || !RecordTail.Begins(start, SyncLine.LogBeginning))
        {
            throw CreateForeign();
        }

        try
        {
            Header = JsonSerializer.Deserialize(start.AsSpan(0, end), SyncJson.Default.SyncLine)?.Log ?? throw CreateForeign();
        }
        catch (JsonException)
        {
            throw CreateForeign();
        }

        Start = end + 1;
    }

    /// <summary>The run that it belongs to.</summary>
    public SyncLogHeader Header { get; }

    /// <summary>Offset of the first record.</summary>
    public long Start { get; }

    /// <summary>Finds the end of the last complete record. Only the beginning of a record can follow.</summary>
    /// <exception cref="SyncStateException">Something else follows, so another program wrote to the file.</exception>
    public long FindEnd()
    {
        long end = Start;
        foreach (SyncRecord record in ReadRecords())
        {
            end = record.End;
        }

        _stream.Position = end;
        int next = _stream.ReadByte();
        return next <= 0 || Enum.IsDefined(typeof(SyncRecordKind), (byte)next) ? end : throw CreateForeign();
    }

    /// <summary>Reads the complete records. A record is valid until the next one is read.</summary>
    public IEnumerable<SyncRecord> ReadRecords() => SyncRecords.Read(_stream, Start, _stream.Length);

    private SyncStateException CreateForeign()
        => new(SyncStateProblem.Foreign, $"The file '{_path}' is not the log of a sync. It contains {FileContent.FormatKind(_stream)}, and was not changed.");
}

/// <summary>A record of a log.</summary>
/// <param name="Kind">Its kind.</param>
/// <param name="Content">Its content; longer than <paramref name="Length"/>.</param>
/// <param name="Length">Bytes of the content.</param>
/// <param name="End">Where the next record starts.</param>
internal sealed record SyncRecord(SyncRecordKind Kind, byte[] Content, int Length, long End)
{
    /// <summary>The number of its batch.</summary>
    public int Number => BinaryPrimitives.ReadInt32LittleEndian(Content);

    /// <summary>Its bytes after the number of the batch.</summary>
    public ReadOnlySpan<byte> Items => Content.AsSpan(4, Length - 4);
}
