using System.IO;

namespace MessengerMarketing.Customers.Files;

/// <summary>The mark at the beginning of a text file that tells its encoding.</summary>
internal static class ByteOrderMark
{
    /// <summary>Whether the stream begins with the mark of UTF-8, UTF-16 or UTF-32. Its position stays where it was.</summary>
    /// <param name="stream">One that cannot seek, such as a pipe, is left alone and has no mark.</param>
    public static bool Precedes(Stream stream) => IsWide(stream) || (LeadingBytes.Of(stream) is { Length: >= 3 } start && start[0] == 0xEF && start[1] == 0xBB && start[2] == 0xBF);

    /// <summary>Whether the stream begins with the mark of UTF-16 or UTF-32. Its position stays where it was.</summary>
    /// <param name="stream">As for <see cref="Precedes"/>.</param>
    public static bool IsWide(Stream stream)
    {
        byte[] start = LeadingBytes.Of(stream);

        // The mark of UTF-32 in little-endian order begins like that of UTF-16.
        return start.Length >= 2 && ((start[0] == 0xFF && start[1] == 0xFE)
            || (start[0] == 0xFE && start[1] == 0xFF)
            || (start.Length == 4 && start[0] == 0 && start[1] == 0 && start[2] == 0xFE && start[3] == 0xFF));
    }
}
