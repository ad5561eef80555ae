using System;
using System.Collections.Generic;
using System.IO;
using System.Threading;
using System.Threading.Channels;
using System.Threading.Tasks;

namespace MessengerMarketing.Webhooks.Inbox;

/// <summary>
/// Appends deliveries and has them on the disk before it says so. All that wait while one write is under way are written and flushed
/// together, so that the number of deliveries a second does not depend on how long a flush takes.
/// </summary>
/// <param name="file">The inbox; disposed with the writer.</param>
/// <param name="flush">Returns when what was written is on the disk.</param>
/// <param name="tail">Where the inbox ends.</param>
internal sealed class InboxWriter(Stream file, Action flush, InboxTail tail)
{
    private const int LargestGroup = 8 * 1024 * 1024;

    private readonly Channel<Pending> _queue = Channel.CreateUnbounded<Pending>(new UnboundedChannelOptions { SingleReader = true });
    private long _length = tail.Length;
    private long _sequence = tail.LastSequence;
    private bool _isTorn;

    /// <summary>Bytes that are on the disk.</summary>
    public long DurableLength => Interlocked.Read(ref _length);

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
            if (_isTorn)
            {
                TakeBack();
            }

            file.Position = _length;
            lines.WriteTo(file);
            flush();
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            var error = new IOException($"The inbox cannot be written: {failure.Message}", failure);
            _isTorn = true;
            TryTakeBack();
            group.ForEach(pending => pending.Written.TrySetException(error));
            return false;
        }

        Interlocked.Add(ref _length, lines.Length);
        _sequence += group.Count;
        group.ForEach(static pending => pending.Written.TrySetResult(true));
        return true;
    }

    private void TryTakeBack()
    {
        try
        {
            TakeBack();
        }
        catch (IOException)
        {
            // Tried again before the next delivery is written; its sender hears of it when that fails too.
        }
    }

    /// <summary>Takes back what was written of deliveries that were not confirmed: Meta sends them again.</summary>
    private void TakeBack()
    {
        file.SetLength(_length);
        _isTorn = false;
    }

    private sealed class Pending(byte[] body, DateTimeOffset received)
    {
        public byte[] Body { get; } = body;

        public DateTimeOffset Received { get; } = received;

        // Continuations would otherwise answer clients on the thread that has the next group to write.
        public TaskCompletionSource<bool> Written { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
