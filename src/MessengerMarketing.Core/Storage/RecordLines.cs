using System;
using System.IO;

namespace MessengerMarketing.Storage;

/// <summary>Reads a record.</summary>
/// <param name="line">The record, without its line feed.</param>
/// <returns>Whether it may stand where it stands.</returns>
internal delegate bool RecordReader(ReadOnlySpan<byte> line);

/// <summary>Reads files of records, one a line.</summary>
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

/// <summary>How far a file of records could be read.</summary>
/// <param name="Length">Bytes of its whole lines that were read.</param>
/// <param name="Tail">What follows the last line feed; empty when reading ended before.</param>
/// <param name="RefusedLine">Number of the line that is not a record, from 1; null when there is none.</param>
internal sealed record RecordLinesResult(long Length, byte[] Tail, int? RefusedLine)
{
    /// <summary>Number of the line that the tail begins.</summary>
    public int NextLine { get; init; }
}
