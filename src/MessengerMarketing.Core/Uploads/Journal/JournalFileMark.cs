using System;
using System.IO;
using System.Security.Cryptography;
using System.Threading;
using MessengerMarketing.Storage;

namespace MessengerMarketing.Uploads.Journal;

/// <summary>Identifies a file that determines what is sent.</summary>
/// <param name="Path">Its full path.</param>
/// <param name="Bytes">Its length.</param>
/// <param name="Sha256">SHA-256 hash of the content, lowercase hexadecimal digits.</param>
internal sealed record JournalFileMark(string Path, long Bytes, string Sha256)
{
    private const int BufferBytes = 1024 * 1024;

    /// <summary>Reads and hashes a whole file.</summary>
    /// <exception cref="IOException">It cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    /// <exception cref="OperationCanceledException">The token was canceled.</exception>
    public static JournalFileMark FromFile(string path, CancellationToken cancellationToken)
    {
        // Opening a named pipe waits until a process writes to it.
        if (FilePaths.IsUnix && UnixFileStatus.FromPath(path) is { IsRegularFile: false, IsFolder: false })
        {
            throw CannotReadTwice(path);
        }

        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 1, FileOptions.SequentialScan);
        if (!file.CanSeek)
        {
            throw CannotReadTwice(path);
        }

        using var sha256 = SHA256.Create();
        byte[] buffer = new byte[BufferBytes];
        long bytes = 0;
        int read;
        while ((read = file.Read(buffer, 0, buffer.Length)) > 0)
        {
            cancellationToken.ThrowIfCancellationRequested();
            sha256.TransformBlock(buffer, 0, read, null, 0);
            bytes += read;
        }

        sha256.TransformFinalBlock(buffer, 0, 0);
        return new JournalFileMark(System.IO.Path.GetFullPath(path), bytes, JournalPayload.Format(sha256.Hash!));
    }

    private static IOException CannotReadTwice(string path) => new(
        $"'{path}' is a pipe, which can be read only once, so an upload that depends on it could not be resumed. Save it to a file first, or upload without a journal.");
}
