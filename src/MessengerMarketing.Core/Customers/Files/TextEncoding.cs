using System;
using System.Text;

namespace MessengerMarketing.Customers.Files;

/// <summary>The encoding of a text file, based on its first bytes.</summary>
/// <param name="Encoding">The encoding. Null means UTF-8, or Windows-1252 if the file is not UTF-8.</param>
/// <param name="MarkLength">Length of the byte order mark in bytes, or 0.</param>
/// <param name="IsDetected">Whether it was detected without a byte order mark.</param>
internal sealed record TextEncoding(Encoding? Encoding, int MarkLength, bool IsDetected = false)
{
    /// <summary>Number of bytes at the start of a file that are examined before it is read.</summary>
    public const int SampleBytes = 64 * 1024;

    private const int MinBytesForDetection = 16;

    /// <summary>The byte order mark of UTF-8.</summary>
    public static ReadOnlySpan<byte> Utf8Mark => [0xEF, 0xBB, 0xBF];

    /// <summary>Returns whether bytes begin with the byte order mark of UTF-8.</summary>
    public static bool StartsWithUtf8Mark(ReadOnlySpan<byte> start) => start.StartsWith(Utf8Mark);

    /// <summary>Reads the byte order mark, or recognizes UTF-16 without one by its NUL bytes.</summary>
    /// <param name="start">The file's first bytes.</param>
    /// <param name="given">The requested encoding. A byte order mark takes precedence.</param>
    public static TextEncoding Detect(ReadOnlySpan<byte> start, Encoding? given)
    {
        if (StartsWithUtf8Mark(start))
        {
            return new TextEncoding(new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), Utf8Mark.Length);
        }

        // The byte order mark of UTF-32 (little-endian) begins like that of UTF-16.
        if (StartsWith(start, 0xFF, 0xFE, 0, 0))
        {
            return new TextEncoding(System.Text.Encoding.UTF32, MarkLength: 4);
        }

        if (StartsWith(start, 0xFF, 0xFE))
        {
            return new TextEncoding(System.Text.Encoding.Unicode, MarkLength: 2);
        }

        if (StartsWith(start, 0xFE, 0xFF))
        {
            return new TextEncoding(System.Text.Encoding.BigEndianUnicode, MarkLength: 2);
        }

        if (StartsWith(start, 0, 0, 0xFE, 0xFF))
        {
            return new TextEncoding(new UTF32Encoding(bigEndian: true, byteOrderMark: false), MarkLength: 4);
        }

        return given is null && DetectUtf16(start) is { } wide ? new TextEncoding(wide, MarkLength: 0, IsDetected: true) : new TextEncoding(given, MarkLength: 0);
    }

    /// <summary>Column names are mostly ASCII, and every second byte of an ASCII character is NUL in UTF-16.</summary>
    private static Encoding? DetectUtf16(ReadOnlySpan<byte> start)
    {
        if (start.Length < MinBytesForDetection)
        {
            return null;
        }

        int even = 0;
        int odd = 0;
        for (int i = 0; i + 1 < start.Length; i += 2)
        {
            even += start[i] == 0 ? 1 : 0;
            odd += start[i + 1] == 0 ? 1 : 0;
        }

        int min = start.Length * 2 / 5;
        return even == 0 && odd >= min ? System.Text.Encoding.Unicode
            : odd == 0 && even >= min ? System.Text.Encoding.BigEndianUnicode
            : null;
    }

    private static bool StartsWith(ReadOnlySpan<byte> start, params byte[] mark) => start.Length >= mark.Length && start.Slice(0, mark.Length).SequenceEqual(mark);
}
