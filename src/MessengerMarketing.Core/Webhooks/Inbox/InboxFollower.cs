using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using MessengerMarketing.Storage;

namespace MessengerMarketing.Webhooks.Inbox;

/// <summary>
/// Reads an inbox with its rotated files from the first delivery to the last, and continues when there are more, while a watcher in this or
/// another process writes and rotates it. It changes nothing. Not thread-safe.
/// </summary>
/// <param name="path">Path of the inbox.</param>
internal sealed class InboxFollower(string path) : IDisposable
{
    private readonly string _path = FilePaths.Resolve(path);
    private FileStream? _file;
    private InboxReader? _reader;
    private long _last;
    private bool _isNewest;

    /// <summary>Rotated files whose deliveries all arrived before this time are skipped.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>Reads an inbox and its rotated files once, up to the current end.</summary>
    /// <param name="path">Path of the inbox.</param>
    /// <param name="since">Skips rotated files whose deliveries all arrived before this time, or null.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <exception cref="IOException">The inbox does not exist, or a file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">Access to a file is denied.</exception>
    public static IEnumerable<InboxRecord> ReadToEnd(string path, DateTimeOffset? since, CancellationToken cancellationToken)
    {
        using var inbox = new InboxFollower(path) { Since = since };
        if (!File.Exists(inbox._path) && InboxFiles.List(inbox._path).Count == 0)
        {
            throw new FileNotFoundException($"Could not find the inbox '{path}'.", path);
        }

        while (inbox.TryRead() is { } record)
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return record;
        }
    }

    /// <summary>Returns the next line; null when there is none yet.</summary>
    /// <exception cref="IOException">A file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">Access to a file is denied.</exception>
    public InboxRecord? TryRead()
    {
        while (_reader is not null || TryOpenNext())
        {
            if (_isNewest)
            {
                _reader!.RestartIfCut();
            }

            // A file gets no more lines once another one has its name, so the end is looked at again after that.
            if (Read() is { } record)
            {
                return record;
            }

            if (_isNewest && !IsRotated())
            {
                return null;
            }

            if (Read() is { } last)
            {
                return last;
            }

            Close();
        }

        return null;
    }

    /// <inheritdoc/>
    public void Dispose() => Close();

    private InboxRecord? Read()
    {
        InboxRecord? record = _reader!.TryRead(long.MaxValue);
        _last = Math.Max(_last, record?.Delivery?.Sequence ?? 0);
        return record;
    }

    private bool TryOpenNext()
    {
        // Opened before the rotated files are listed: a file that is rotated in between is read under its new name and not twice.
        FileStream? newest = TryOpen(_path);
        foreach (RotatedFile rotated in InboxFiles.List(_path).Where(file => file.First > _last))
        {
            if (TryOpen(rotated.Path) is not { } file)
            {
                continue;
            }

            if (Since is { } since && InboxTail.Find(file, rotated.Path, isKnown: true) is { LastReceived: { } received } tail && received < since)
            {
                _last = tail.LastSequence;
                file.Dispose();
                continue;
            }

            newest?.Dispose();
            _last = rotated.First;
            Use(file, isNewest: false);
            return true;
        }

        if (newest is null)
        {
            return false;
        }

        Use(newest, isNewest: true);
        return true;
    }

    private static FileStream? TryOpen(string path)
    {
        try
        {
            return File.Exists(path) ? FilePaths.OpenRead(path) : null;
        }
        catch (FileNotFoundException)
        {
            return null;
        }
    }

    private void Use(FileStream file, bool isNewest)
    {
        _file = file;
        _reader = new InboxReader(file, 0);
        _isNewest = isNewest;
    }

    private bool IsRotated() => FileIdentity.FromPath(_path) != FileIdentity.FromHandle(_file!.SafeFileHandle);

    private void Close()
    {
        _reader?.Dispose();
        _reader = null;
        _file = null;
    }
}
