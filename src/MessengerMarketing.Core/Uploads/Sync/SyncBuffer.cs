using System.IO;

namespace MessengerMarketing.Uploads.Sync;

/// <summary>Buffers that are reused for each part of a file.</summary>
internal static class SyncBuffer
{
    /// <summary>Ensures that a buffer has room. Its content is lost if it grows.</summary>
    /// <exception cref="IOException">A part is too large for memory.</exception>
    public static void Reserve(ref byte[] buffer, long length)
    {
        if (length > buffer.Length)
        {
            buffer = length <= int.MaxValue / 2 ? new byte[length + (length / 8)] : throw new IOException("The list has more rows than can be compared: at most about 15,000,000,000.");
        }
    }

    /// <summary>Reads a number of bytes.</summary>
    /// <exception cref="EndOfStreamException">The stream ends earlier.</exception>
    public static void ReadExactly(Stream stream, byte[] buffer, int count)
    {
        int read = 0;
        while (read < count)
        {
            int part = stream.Read(buffer, read, count - read);
            read += part > 0 ? part : throw new EndOfStreamException("The file ends too early.");
        }
    }
}
