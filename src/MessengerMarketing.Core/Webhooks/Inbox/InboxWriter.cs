using System;
using System.Collections.Generic;
using System.IO;
using System.Threading;
using System.Threading.Channels;
using System.Threading.Tasks;
using MessengerMarketing.Storage;

namespace MessengerMarketing.Webhooks.Inbox;

/// <summary>
/// Appends deliveries and completes their tasks when they are on the disk. Deliveries that arrive during a write are written and flushed
/// together, so that the throughput does not depend on the duration of a flush.
/// </summary>
/// <param name="file">The inbox file. The writer disposes it.</param>
/// <param name="segment">The same file, for the reader.</param>
/// <param name="lastSequence">Sequence number of the last delivery in the file.</param>
/// <param name="rotation">Starts new files; null for one file.</param>
internal sealed class InboxWriter(RecordFile file, InboxSegment segment, long lastSequence, InboxRotation? rotation = null)
{
    private const int MaxGroupBytes = 8 * 1024 * 1024;

    private readonly Channel<Pending> _queue = Channel.CreateUnbounded<Pending>(new UnboundedChannelOptions { SingleReader = true });
    private RecordFile _file = file;
    private InboxSegment _segment = segment;
    private long _sequence = lastSequence;
    private InboxCut? _cut;

    /// <summary>Number of bytes on the disk of the newest file.</summary>
    public long DurableLength => _segment.DurableLength;

    /// <summary>The last change of the file's length by another program; null when there is none.</summary>
    public InboxCut? Cut => Volatile.Read(ref _cut);

    /// <summary>Queues a delivery. The task completes when the delivery is on the disk.</summary>
    /// <exception cref="IOException">The write failed (set on the task). No part of the delivery is stored.</exception>
    public Task AppendAsync(byte[] body, DateTimeOffset received)
    {
        var pending = new Pending(body, received);
        return _queue.Writer.TryWrite(pending) ? pending.Written.Task : throw new IOException("The inbox is closed.");
    }

    /// <summary>Stops accepting deliveries. Queued deliveries are still written.</summary>
    public void Complete() => _queue.Writer.TryComplete();

    /// <summary>Writes until <see cref="Complete"/> is called, and then closes the file.</summary>
    /// <param name="written">Called after each group of deliveries is on the disk.</param>
    public async Task RunAsync(Action written)
    {
        try
        {
            var group = new List<Pending>();
            using var lines = new MemoryStream();
            while (await _queue.Reader.WaitToReadAsync())
            {
                Gather(group, lines);
                Rotate();
                if (TryWrite(group, lines))
                {
                    written();
                }
            }
        }
        finally
        {
            _file.Dispose();
        }
    }

    private void Gather(List<Pending> group, MemoryStream lines)
    {
        group.Clear();
        lines.SetLength(0);
        while (lines.Length < MaxGroupBytes && _queue.Reader.TryRead(out Pending? pending))
        {
            group.Add(pending);
            InboxLine.Write(lines, new WebhookDelivery(_sequence + group.Count, pending.Received, pending.Body));
        }
    }

    private void Rotate()
    {
        if (rotation?.TryRotate(_file, _segment, _sequence + 1) is { } next)
        {
            (_file, _segment) = next;
        }
    }

    private bool TryWrite(List<Pending> group, MemoryStream lines)
    {
        try
        {
            if (_file.WasChangedByOthers())
            {
                bool isShorter = _file.Content.Length < _file.Length;
                long offset = _file.ContinueAtEnd();
                _segment.DurableLength = offset;
                Volatile.Write(ref _cut, new InboxCut(_segment, offset, isShorter));
            }

            _file.Append(lines);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentOutOfRangeException)
        {
            // .NET throws ArgumentOutOfRangeException for a file that is too large for its file system or quota.
            var error = new IOException($"The inbox cannot be written: {exception.Message}", exception);
            group.ForEach(pending => pending.Written.TrySetException(error));
            return false;
        }

        _segment.DurableLength = _file.Length;
        rotation?.SetStarted(group[0].Received);
        _sequence += group.Count;
        group.ForEach(static pending => pending.Written.TrySetResult(true));
        return true;
    }

    private sealed class Pending(byte[] body, DateTimeOffset received)
    {
        public byte[] Body { get; } = body;

        public DateTimeOffset Received { get; } = received;

        // Otherwise, continuations would respond to clients on the thread that writes the next group.
        public TaskCompletionSource<bool> Written { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}

/// <summary>A change of an open inbox's length by another program, such as logrotate with <c>copytruncate</c>.</summary>
/// <param name="Segment">The file.</param>
/// <param name="Offset">Where the next deliveries start.</param>
/// <param name="IsShorter">Whether the file was truncated. Otherwise data was appended.</param>
internal sealed record InboxCut(InboxSegment Segment, long Offset, bool IsShorter);
