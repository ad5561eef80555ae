using System;
using System.Collections.Generic;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using MessengerMarketing.Storage;

namespace MessengerMarketing.Webhooks.Inbox;

/// <summary>
/// An inbox in a file of JSON lines. One watcher writes it, and others can read it at the same time. It contains tokens and messages, so
/// only its owner has access. The file <c>.position</c> next to it stores which events were written to the pipeline. See <see cref="InboxFiles"/> for its
/// rotated files.
/// </summary>
internal sealed class FileInbox : IInbox
{
    private static readonly TimeSpan CleaningInterval = TimeSpan.FromHours(1);
    private static readonly TimeSpan MaxCloseTime = TimeSpan.FromSeconds(2);

    private readonly string _path;
    private readonly InboxPosition _position;
    private readonly InboxWriter _writer;
    private readonly InboxRotation _rotation;
    private readonly InboxRetention _retention;
    private readonly IFileOperations _operations;
    private readonly SemaphoreSlim _news = new(0);
    private readonly InboxPlace _start;
    private readonly Task _writing;
    private InboxSegment _segment;
    private InboxReader _reader;
    private InboxCut? _knownCut;
    private string? _knownProblem;
    private long _written;
    private DateTimeOffset _cleaned;
    private bool _isClosed;

    private FileInbox(string path, InboxPosition position, InboxWriter writer, InboxRotation rotation, InboxRetention retention, IFileOperations operations, InboxPlace start)
    {
        _path = path;
        _position = position;
        _writer = writer;
        _rotation = rotation;
        _retention = retention;
        _operations = operations;
        _start = start;
        _segment = start.Segment;
        _reader = InboxReader.Open(start.Segment.Path, start.Mark.Offset);
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
    /// <param name="retention">When new files are started, and how long deliveries are kept; null for one file that is kept.</param>
    /// <exception cref="InboxInUseException">The inbox has another watcher.</exception>
    /// <exception cref="FileRefusedException">The path is not an inbox or not a file, or the file belongs to another user. It was not changed.</exception>
    /// <exception cref="IOException">The file cannot be opened.</exception>
    /// <exception cref="UnauthorizedAccessException">Access to the file is denied.</exception>
    public static FileInbox Open(string path, bool resume, EventMemory memory, InboxRetention? retention = null) => Open(path, resume, memory, FileOperations.Instance, retention);

    /// <inheritdoc cref="Open(string, bool, EventMemory, InboxRetention)"/>
    internal static FileInbox Open(string path, bool resume, EventMemory memory, IFileOperations operations, InboxRetention? retention = null)
    {
        string name = FilePaths.Resolve(path);
        bool hasPosition = InboxPosition.Exists(name);
        IReadOnlyList<RotatedFile> rotated = InboxFiles.List(name);
        RecordFile file = InboxOpening.OpenFile(path, rotated, operations);
        InboxPosition? position = null;
        try
        {
            var tail = InboxTail.Find(file.Content, path, isKnown: hasPosition);
            bool wasOpen = file.Restrict();
            file.DeleteLeftovers();
            position = InboxPosition.Open(file.Path, operations);
            file.Truncate(tail.Length);

            InboxMark? last = position.Read();
            var chain = InboxChain.Read(file.Path, rotated, tail, last);
            InboxPlace? own = chain.Find(last);
            InboxPlace start = !resume ? chain.End : own ?? chain.Beginning;
            chain.Remember(start, memory);

            // Without a valid position, there may be unwritten events. The position of another inbox does not mean that an empty inbox has any.
            bool skips = !resume && chain.HasContent && (own is null || own.Segment != chain.Newest || own.Mark.Offset < tail.Length);
            if (!skips)
            {
                // When events are skipped, the old mark is kept until a newer event is written, so that a later run can still resume from it.
                position.Write(start.Mark);
            }

            retention ??= new InboxRetention();
            var rotation = new InboxRotation(file.Path, retention, operations, InboxOpening.FindBegan(file.Path));
            var writer = new InboxWriter(file, chain.Newest, chain.LastSequence, rotation);
            return new FileInbox(path, position, writer, rotation, retention, operations, start)
            {
                SkipsEvents = skips,
                IsPositionLost = resume && own is null && (last is not null || chain.HasContent),
                WasOpenToOthers = wasOpen,
                _written = skips ? own?.Mark.Sequence ?? 0 : start.Mark.Sequence,
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
        Notify();
        while (true)
        {
            // Read first: when there is a next file, nothing is added to this one anymore.
            InboxSegment? next = _segment.Next;
            if (_reader.TryRead(_segment.DurableLength) is { } record)
            {
                return record;
            }

            if (next is null)
            {
                Clean(CleaningInterval);
                return null;
            }

            _reader.Dispose();
            _segment = next;
            lock (_rotation.Gate)
            {
                _reader = InboxReader.Open(next.Path, 0);
            }
        }
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
    public int EventsBefore(InboxRecord record) => _segment == _start.Segment && record.Offset == _start.Mark.Offset ? _start.Mark.Events : 0;

    /// <inheritdoc/>
    public void Confirm(InboxRecord record, int events, bool isWhole)
    {
        long sequence = record.Delivery?.Sequence ?? 0;
        _position.Write(isWhole ? new InboxMark(record.End, sequence + 1, 0) : new InboxMark(record.Offset, sequence, events));
        _written = isWhole ? sequence + 1 : sequence;
        Clean(CleaningInterval);
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

    private void Notify()
    {
        if (_writer.Cut is { } cut && !ReferenceEquals(cut, _knownCut))
        {
            _knownCut = cut;
            if (_segment == cut.Segment)
            {
                // Also drops lines that were read ahead: others may have their place now.
                _reader.Seek(Math.Min(_reader.Offset, cut.Offset));
            }

            OnChanged?.Invoke(cut.IsShorter
                ? $"Another program truncated the inbox '{_path}' while it was in use. New deliveries are appended to the file. Events that were not written yet are only in the copy of that program."
                : $"Another program appended to the inbox '{_path}' while it was in use. New deliveries are appended after that data.");
        }

        if (_rotation.Problem is { } problem && problem != _knownProblem)
        {
            OnChanged?.Invoke($"The inbox '{_path}' is full, but a new file could not be created: {problem} Deliveries are still appended to the full file.");
        }

        _knownProblem = _rotation.Problem;
    }

    private void Clean(TimeSpan interval)
    {
        DateTimeOffset now = DateTimeOffset.UtcNow;
        if (now - _cleaned < interval)
        {
            return;
        }

        _cleaned = now;
        try
        {
            lock (_rotation.Gate)
            {
                _retention.DeleteExpired(FilePaths.Resolve(_path), _written, now, _operations);
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            OnChanged?.Invoke($"An old file of the inbox '{_path}' could not be deleted: {exception.Message}");
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
