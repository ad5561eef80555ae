using System;
using System.IO;

namespace MessengerMarketing.Storage;

/// <summary>Reads a record.</summary>
/// <param name="line">The record, without its line feed.</param>
/// <returns>Whether the record is valid at this position.</returns>
internal delegate bool RecordReader(ReadOnlySpan<byte> line);

/// <summary>Reads files of records, one per line.</summary>
internal static class RecordLines
{
    /// <summary>Reads a file from its beginning, line by line.</summary>
    /// <param name="file">The file.</param>
    /// <param name="maxBytes">Maximum length of a line in bytes.</param>
    /// <param name="read">Reads a line.</param>
    public static RecordLinesResult Read(Stream file, int maxBytes, RecordReader read)
    {
        file.Position = 0;
        using var line = new MemoryStream();
        byte[] buffer = new byte[64 * 1024];
        long length = 0;
        int number = 0;
        int count;
        while ((count = file.Read(buffer, 0, buffer.Length)) > 0)
        {
            int start = 0;
            int end;
            while ((end = Array.IndexOf(buffer, (byte)'\n', start, count - start)) >= 0)
            {
                line.Write(buffer, start, end - start);
                number++;
                if (!read(line.GetBuffer().AsSpan(0, (int)line.Length)))
                {
                    return new RecordLinesResult(length, [], number);
                }

                length += line.Length + 1;
                line.SetLength(0);
                start = end + 1;
            }

            line.Write(buffer, start, count - start);
            if (line.Length > maxBytes)
            {
                return new RecordLinesResult(length, [], number + 1);
            }
        }

        return new RecordLinesResult(length, line.ToArray(), null) { NextLine = number + 1 };
    }
}

/// <summary>The result of reading a file of records.</summary>
/// <param name="Length">Number of bytes of complete lines that were read.</param>
/// <param name="Tail">The bytes after the last line feed. Empty if reading ended earlier.</param>
/// <param name="InvalidLine">Number of the line that is not a record, from 1, or null.</param>
internal sealed record RecordLinesResult(long Length, byte[] Tail, int? InvalidLine)
{
    /// <summary>Line number of the tail.</summary>
    public int NextLine { get; init; }
}
