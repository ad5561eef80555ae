using System;
using System.Collections.Generic;
using System.IO;
using System.Threading;
using System.Threading.Channels;
using System.Threading.Tasks;
using MessengerMarketing.Storage;

namespace MessengerMarketing.Webhooks.Inbox;

/// <summary>
/// Appends deliveries and has them on the disk before it says so. All that wait while one write is under way are written and flushed
/// together, so that the number of deliveries a second does not depend on how long a flush takes.
/// </summary>
/// <param name="file">The inbox; disposed with the writer.</param>
/// <param name="lastSequence">Number of the last delivery in it.</param>
internal sealed class InboxWriter(RecordFile file, long lastSequence)
{
    private const int LargestGroup = 8 * 1024 * 1024;

    private readonly Channel<Pending> _queue = Channel.CreateUnbounded<Pending>(new UnboundedChannelOptions { SingleReader = true });
    private long _durableLength = file.Length;
    private long _sequence = lastSequence;
    private InboxCut? _cut;

    /// <summary>Bytes that are on the disk.</summary>
    public long DurableLength => Interlocked.Read(ref _durableLength);

    /// <summary>The last time that another program changed the file's length; null when none has.</summary>
    public InboxCut? Cut => Volatile.Read(ref _cut);

    /// <summary>Has a delivery written. The task ends when it is on the disk.</summary>
    /// <exception cref="IOException">From the task: the disk is full or broken; nothing of the delivery is kept.</exception>
    public Task AppendAsync(byte[] body, DateTimeOffset received)
    {
        var pending = new Pending(body, received);
        return _queue.Writer.TryWrite(pending) ? pending.Written.Task : throw new IOException("The inbox is closed.");
    }

    /// <summary>Takes no more deliveries; those that wait are still written.</summary>
    public void Complete() => _queue.Writer.TryComplete();

    /// <summary>Writes until <see cref="Complete"/>, and closes the file then.</summary>
    /// <param name="written">Called after each group that is on the disk.</param>
    public async Task RunAsync(Action written)
    {
        using (file)
        {
            var group = new List<Pending>();
            using var lines = new MemoryStream();
            while (await _queue.Reader.WaitToReadAsync())
            {
                Gather(group, lines);
                if (TryWrite(group, lines))
                {
                    written();
                }
            }
        }
    }

    private void Gather(List<Pending> group, MemoryStream lines)
    {
        group.Clear();
        lines.SetLength(0);
        while (lines.Length < LargestGroup && _queue.Reader.TryRead(out Pending? pending))
        {
            group.Add(pending);
            InboxLine.Write(lines, new WebhookDelivery(_sequence + group.Count, pending.Received, pending.Body));
        }
    }

    private bool TryWrite(List<Pending> group, MemoryStream lines)
    {
        try
        {
            if (file.WasChangedByOthers())
            {
                bool isShorter = file.Content.Length < file.Length;
                long offset = file.ContinueAtEnd();
                Interlocked.Exchange(ref _durableLength, offset);
                Volatile.Write(ref _cut, new InboxCut(offset, isShorter));
            }

            file.Append(lines);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentOutOfRangeException)
        {
            // .NET reports a file that is too large for its file system or quota as an argument out of range.
            var error = new IOException($"The inbox cannot be written: {exception.Message}", exception);
            group.ForEach(pending => pending.Written.TrySetException(error));
            return false;
        }

        Interlocked.Exchange(ref _durableLength, file.Length);
        _sequence += group.Count;
        group.ForEach(static pending => pending.Written.TrySetResult(true));
        return true;
    }

    private sealed class Pending(byte[] body, DateTimeOffset received)
    {
        public byte[] Body { get; } = body;

        public DateTimeOffset Received { get; } = received;

        // Continuations would otherwise answer clients on the thread that has the next group to write.
        public TaskCompletionSource<bool> Written { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}

/// <summary>Another program changed the length of an inbox that is open, as logrotate does with <c>copytruncate</c>.</summary>
/// <param name="Offset">Where the deliveries go on.</param>
/// <param name="IsShorter">Whether deliveries were taken out, and not something appended.</param>
internal sealed record InboxCut(long Offset, bool IsShorter);
