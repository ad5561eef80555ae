using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.IO;

namespace MessengerMarketing.Uploads.Sync;

/// <summary>Reads the records of a log, or those that were copied from a log to the end of a state.</summary>
internal static class SyncRecords
{
    private const int MaxRecord = 64 * 1024 * 1024;

    /// <summary>Reads complete records until the first one that is incomplete or damaged. A record is valid until the next one is read.</summary>
    /// <param name="stream">The file.</param>
    /// <param name="start">Offset of the first record.</param>
    /// <param name="end">Maximum offset of the end of the last record.</param>
    public static IEnumerable<SyncRecord> Read(Stream stream, long start, long end)
    {
        byte[] header = new byte[SyncLog.RecordHeaderSize];
        byte[] content = [];
        while (start + header.Length <= end)
        {
            stream.Position = start;
            SyncBuffer.ReadExactly(stream, header, header.Length);
            int length = BinaryPrimitives.ReadInt32LittleEndian(header.AsSpan(1));
            if (length is < 0 or > MaxRecord || start + header.Length + length > end || !Enum.IsDefined(typeof(SyncRecordKind), header[0]))
            {
                yield break;
            }

            SyncBuffer.Reserve(ref content, length);
            SyncBuffer.ReadExactly(stream, content, length);
            if (SyncEntryReader.ComputeFingerprint(content.AsSpan(0, length)) != BinaryPrimitives.ReadUInt64LittleEndian(header.AsSpan(5)))
            {
                yield break;
            }

            start += header.Length + length;
            yield return new SyncRecord((SyncRecordKind)header[0], content, length, start);
        }
    }
}
