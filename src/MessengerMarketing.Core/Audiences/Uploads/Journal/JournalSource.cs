using System;
using System.IO;
using System.Security.Cryptography;
using System.Threading;

namespace MessengerMarketing.Audiences.Uploads.Journal;

/// <summary>The file that an upload reads, and how it is written.</summary>
public sealed record JournalSource
{
    private const int BufferBytes = 1024 * 1024;

    /// <summary>Its full path.</summary>
    public required string Path { get; init; }

    /// <summary>Its length.</summary>
    public required long Bytes { get; init; }

    /// <summary>SHA-256 of all of it, lower-case hexadecimal digits.</summary>
    public required string Sha256 { get; init; }

    /// <summary>Code page of the encoding, where one was asked for.</summary>
    public int? CodePage { get; init; }

    /// <summary>The delimiter that its fields are told apart by.</summary>
    public required char Delimiter { get; init; }

    /// <summary>Whether its first line has the names of the columns.</summary>
    public required bool HasHeader { get; init; }

    /// <summary>Reads a file through, for its length and its hash.</summary>
    /// <exception cref="IOException">It cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static (long Bytes, string Sha256) Fingerprint(string path, CancellationToken cancellationToken)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 1, FileOptions.SequentialScan);
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
        return (bytes, JournalPayload.Format(sha256.Hash!));
    }
}
