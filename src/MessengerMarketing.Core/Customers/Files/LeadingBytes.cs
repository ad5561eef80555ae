using System;
using System.IO;

namespace MessengerMarketing.Customers.Files;

/// <summary>The first bytes of a file, by which its kind is told.</summary>
internal static class LeadingBytes
{
    /// <summary>Up to four bytes from where the stream is. Its position stays where it was.</summary>
    /// <param name="stream">One that cannot seek, such as a pipe, is left alone and gives none.</param>
    public static byte[] Of(Stream stream)
    {
        if (!stream.CanSeek)
        {
            return [];
        }

        byte[] start = new byte[4];
        long position = stream.Position;
        int length = 0;
        int read;
        while (length < start.Length && (read = stream.Read(start, length, start.Length - length)) > 0)
        {
            length += read;
        }

        stream.Position = position;
        Array.Resize(ref start, length);
        return start;
    }
}
