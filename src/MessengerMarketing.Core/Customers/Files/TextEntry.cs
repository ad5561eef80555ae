using System;
using System.IO;
using System.Text;

namespace MessengerMarketing.Customers.Files;

/// <summary>Supports reading a text from one of its rows, so that the rows are the same as when it is read from the beginning.</summary>
internal static class TextEntry
{
    /// <summary>Returns the encoding of a text that is read from a row. The encoding of the whole text can be determined by data before that row: the byte
    /// order mark, or the first non-ASCII character, which was UTF-8, because reading cannot start after one that was not.</summary>
    /// <param name="file">The whole text. It is read from its beginning.</param>
    /// <param name="offset">Bytes before the row.</param>
    /// <returns>UTF-8, or null if the encoding is not yet determined.</returns>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static Encoding? FindEncoding(Stream file, long offset)
    {
        file.Position = 0;
        var start = new PeekableStream(file);
        if (TextEncoding.Detect(start.Peek(TextEncoding.SampleBytes), given: null).Encoding is not null)
        {
            return Encoding.UTF8;
        }

        byte[] buffer = new byte[TextEncoding.SampleBytes];
        file.Position = TextPreamble.Read(start.Peek(TextEncoding.SampleBytes), encoding: null).Length;
        int read;
        for (long left = offset - file.Position; left > 0 && (read = file.Read(buffer, 0, (int)Math.Min(buffer.Length, left))) > 0; left -= read)
        {
            if (AsciiText.Count(buffer.AsSpan(0, read)) < read)
            {
                return Encoding.UTF8;
            }
        }

        return null;
    }
}
