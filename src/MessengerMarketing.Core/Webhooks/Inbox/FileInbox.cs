using System;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using MessengerMarketing.Storage;

namespace MessengerMarketing.Webhooks.Inbox;

/// <summary>
/// An inbox in a file of JSON lines. One watcher writes it, and others can read it at the same time. It contains tokens and messages, so
/// only its owner has access. The file <c>.position</c> next to it stores which events were written to the pipeline.
/// </summary>
internal sealed class FileInbox : IInbox
{
    // Read at the start to know the latest events. At about 500 bytes per delivery, this is more than Meta may still repeat.
    private const long RememberedBytes = 32 * 1024 * 1024;

    private static readonly TimeSpan MaxCloseTime = TimeSpan.FromSeconds(2);

    private readonly string _path;
    private readonly InboxPosition _position;
    private readonly InboxWriter _writer;
    private readonly InboxReader _reader;
    private readonly SemaphoreSlim _news = new(0);
    private readonly InboxMark _start;
    private readonly Task _writing;
    private InboxCut? _knownCut;
    private bool _isClosed;

    private FileInbox(string path, InboxPosition position, InboxWriter writer, InboxReader reader, InboxMark start)
    {
        _path = path;
        _position = position;
        _writer = writer;
        _reader = reader;
        _start = start;
        _writing = Task.Run(() => writer.RunAsync(SignalNews));
    }

    /// <summary>Whether there may be events of an earlier run that were not written and are skipped.</summary>
    public bool SkipsEvents { get; private init; }

    /// <summary>Whether resuming was requested, but no position belongs to this inbox, so that it starts from the beginning.</summary>
    public bool IsPositionLost { get; private init; }

    /// <summary>Whether other users had access to the file before it was opened.</summary>
    public bool WasOpenToOthers { get; private init; }

    /// <summary>Called with a message when another program changed the file while it was open. Runs on the thread that reads deliveries.</summary>
    public Action<string>? OnChanged { get; set; }

    /// <summary>Opens or creates an inbox. An incomplete last line is removed.</summary>
    /// <param name="path">Path of the file.</param>
    /// <param name="resume">Whether to continue after the last written event, instead of with new deliveries.</param>
    /// <param name="memory">Receives the latest events that were already written.</param>
    /// <exception cref="InboxInUseException">The inbox has another watcher.</exception>
    /// <exception cref="FileRefusedException">The path is not an inbox or not a file, or the file belongs to another user. It was not changed.</exception>
    /// <exception cref="IOException">The file cannot be opened.</exception>
    /// <exception cref="UnauthorizedAccessException">Access to the file is denied.</exception>
    public static FileInbox Open(string path, bool resume, EventMemory memory) => Open(path, resume, memory, FileOperations.Instance);

    /// <inheritdoc cref="Open(string, bool, EventMemory)"/>
    internal static FileInbox Open(string path, bool resume, EventMemory memory, IFileOperations operations)
    {
        bool hasPosition = InboxPosition.Exists(FilePaths.Resolve(path));
        RecordFile file = OpenFile(path, operations);
        InboxPosition? position = null;
        try
        {
            var tail = InboxTail.Find(file.Content, path, isKnown: hasPosition);
            bool wasOpen = file.Restrict();
            position = InboxPosition.Open(file.Path, operations);
            file.Truncate(tail.Length);

            InboxMark? last = position.Read();
            var end = new InboxMark(tail.Length, tail.LastSequence + 1, 0);
            bool isOwn = last is not null && Belongs(file.Path, last, tail);
            InboxMark start = !resume ? end : isOwn ? last! : new InboxMark(0, 1, 0);
            Remember(file.Path, start, memory);

            // Without a valid position, there may be unwritten events. The position of another inbox does not mean that an empty inbox has any.
            bool skips = !resume && tail.Length > 0 && (!isOwn || last!.Offset < tail.Length);
            if (!skips)
            {
                // When events are skipped, the old mark is kept until a newer event is written, so that a later run can still resume from it.
                position.Write(start);
            }

            return new FileInbox(path, position, new InboxWriter(file, tail.LastSequence), InboxReader.Open(file.Path, start.Offset), start)
            {
                SkipsEvents = skips,
                IsPositionLost = resume && !isOwn && (last is not null || tail.Length > 0),
                WasOpenToOthers = wasOpen,
            };
        }
        catch
        {
            position?.Dispose();
            file.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public Task AppendAsync(byte[] body, DateTimeOffset received) => _writer.AppendAsync(body, received);

    /// <inheritdoc/>
    public InboxRecord? TryTake()
    {
        if (_writer.Cut is { } cut && !ReferenceEquals(cut, _knownCut))
        {
            _knownCut = cut;
            if (_reader.Offset > cut.Offset)
            {
                _reader.Seek(cut.Offset);
            }

            OnChanged?.Invoke(cut.IsShorter
                ? $"Another program truncated the inbox '{_path}' while it was in use. New deliveries are appended to the file. Events that were not written yet are only in the copy of that program."
                : $"Another program appended to the inbox '{_path}' while it was in use. New deliveries are appended after that data.");
        }

        return _reader.TryRead(_writer.DurableLength);
    }

    /// <inheritdoc/>
    public async Task WaitAsync(CancellationToken cancellationToken)
    {
        await _news.WaitAsync(cancellationToken);
        if (Volatile.Read(ref _isClosed))
        {
            throw new ObjectDisposedException(nameof(FileInbox));
        }
    }

    /// <inheritdoc/>
    public int EventsBefore(InboxRecord record) => record.Offset == _start.Offset ? _start.Events : 0;

    /// <inheritdoc/>
    public void Confirm(InboxRecord record, int events, bool isWhole)
    {
        long sequence = record.Delivery?.Sequence ?? 0;
        _position.Write(isWhole ? new InboxMark(record.End, sequence + 1, 0) : new InboxMark(record.Offset, sequence, events));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _writer.Complete();
        _reader.Dispose();
        Volatile.Write(ref _isClosed, true);
        SignalNews();

        // The next watcher can open the inbox only when the last line is written, which takes as long as a flush. When the disk does not
        // respond, this method does not wait, and the inbox stays locked.
        Task closing = _writing.ContinueWith(_ => _position.Dispose(), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        Task.WaitAny([closing], MaxCloseTime);
    }

    private static RecordFile OpenFile(string path, IFileOperations operations)
    {
        try
        {
            return RecordFile.TryOpen(path, operations) ?? Create(path, operations);
        }
        catch (FileRefusedException exception) when (exception.Problem == FileProblem.InUse)
        {
            throw new InboxInUseException(path, exception);
        }
    }

    private static RecordFile Create(string path, IFileOperations operations)
    {
        var file = RecordFile.CreateUnnamed(path, operations);
        string name = FilePaths.Resolve(path);
        try
        {
            file.MoveTo(name);
            return file;
        }
        catch (Exception exception)
        {
            file.Dispose();
            file.Delete();
            if (exception is IOException && File.Exists(name))
            {
                throw new InboxInUseException(path, exception);
            }

            throw;
        }
    }

    private static bool Belongs(string path, InboxMark mark, InboxTail tail)
    {
        if (mark.Offset >= tail.Length)
        {
            return mark.Offset == tail.Length && mark.Sequence == tail.LastSequence + 1;
        }

        // A line that cannot be read has no sequence number to compare.
        using var reader = InboxReader.Open(path, Math.Max(0, mark.Offset - 1));
        return (mark.Offset == 0 || reader.TryRead(tail.Length)?.End == mark.Offset)
            && reader.TryRead(tail.Length) is { } record
            && (record.Delivery is null || record.Delivery.Sequence == mark.Sequence);
    }

    private static void Remember(string path, InboxMark start, EventMemory memory)
    {
        using var reader = InboxReader.Open(path, Math.Max(0, start.Offset - RememberedBytes));
        reader.SkipToLine(start.Offset);
        while (reader.TryRead(start.Offset) is { } record)
        {
            Remember(record, int.MaxValue, memory);
        }

        if (start.Events > 0 && reader.TryRead(long.MaxValue) is { } partial)
        {
            Remember(partial, start.Events, memory);
        }
    }

    private static void Remember(InboxRecord record, int max, EventMemory memory)
    {
        if (record.Delivery is not { } delivery)
        {
            return;
        }

        foreach (WebhookEvent item in WebhookParser.Parse(delivery.Body).Events)
        {
            if (max-- <= 0)
            {
                return;
            }

            memory.Add(item);
        }
    }

    private void SignalNews()
    {
        // One signal is enough, because the reader reads all available lines.
        if (_news.CurrentCount == 0)
        {
            _news.Release();
        }
    }
}
