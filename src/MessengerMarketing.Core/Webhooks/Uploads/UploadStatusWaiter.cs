using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Diagnostics;
using System.Threading;
using System.Threading.Channels;
using System.Threading.Tasks;
using MessengerMarketing.Graph;
using MessengerMarketing.Uploads;

namespace MessengerMarketing.Webhooks.Uploads;

/// <summary>
/// Waits for the status of batches. Receipts can be added while an upload is still running, and statuses are returned as they arrive.
/// Adding a receipt never blocks.
/// </summary>
internal sealed class UploadStatusWaiter : IDisposable
{
    private readonly IUploadStatusSource _source;
    private readonly TimeSpan _timeout;
    private readonly ConcurrentQueue<BatchReceipt> _added = new();
    private readonly Channel<UploadStatusUpdate> _updates = Channel.CreateUnbounded<UploadStatusUpdate>(new UnboundedChannelOptions { SingleReader = true });
    private readonly CancellationTokenSource _cancellation;
    private readonly TaskCompletionSource<bool> _complete = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private readonly Task _running;
    private bool _disposed;

    private UploadStatusWaiter(IUploadStatusSource source, TimeSpan timeout, CancellationToken cancellationToken)
    {
        _source = source;
        _timeout = timeout;
        _cancellation = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        CancellationToken token = _cancellation.Token;
        _running = Task.Run(() => RunAsync(token), CancellationToken.None);
    }

    /// <summary>
    /// The updates. After <see cref="Complete"/>, the channel ends when every batch has a status, or after the timeout; the remaining batches
    /// are then reported as timed out. It ends with an exception when the source cannot be read or no audience can be read.
    /// </summary>
    public ChannelReader<UploadStatusUpdate> Updates => _updates.Reader;

    /// <summary>Waits for events in an inbox that a watcher writes. The file may be created later.</summary>
    /// <param name="inboxPath">Path of the inbox.</param>
    /// <param name="timeout">Maximum time to wait after the last receipt.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    public static UploadStatusWaiter FromInbox(string inboxPath, TimeSpan timeout, CancellationToken cancellationToken) =>
        new(new InboxStatusSource(inboxPath), timeout, cancellationToken);

    /// <summary>Polls the status of the audiences.</summary>
    /// <param name="client">Reads the audiences and the sessions of the batches.</param>
    /// <param name="interval">The interval between polls.</param>
    /// <param name="timeout">Maximum time to wait after the last receipt.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    internal static UploadStatusWaiter FromAudience(GraphClient client, TimeSpan interval, TimeSpan timeout, CancellationToken cancellationToken) =>
        new(new PollStatusSource(client, interval), timeout, cancellationToken);

    /// <summary>Adds a batch to wait for. A batch that was rejected or not sent has its status immediately.</summary>
    public void Add(BatchReceipt receipt) => _added.Enqueue(receipt ?? throw new ArgumentNullException(nameof(receipt)));

    /// <summary>Marks the end of the receipts, and starts the timeout.</summary>
    public void Complete() => _complete.TrySetResult(true);

    /// <inheritdoc/>
    public void Dispose()
    {
        if (!_disposed)
        {
            _disposed = true;
            _cancellation.Cancel();
            _ = _running.ContinueWith(
                _ =>
                {
                    _source.Dispose();
                    _cancellation.Dispose();
                },
                TaskScheduler.Default);
        }
    }

    internal static AudienceUploadStatus CreateStatus(BatchReceipt receipt, AudienceUploadState state, UploadStatusSource source) => new()
    {
        AudienceId = receipt.AudienceId,
        Batch = receipt.Batch,
        Rows = receipt.Rows,
        Status = state.ToString(),
        Source = source.ToString(),
    };

    private async Task RunAsync(CancellationToken token)
    {
        try
        {
            // A monotonic clock, so that changes of the system time do not affect the timeout.
            TimeSpan? end = null;
            while (true)
            {
                bool isComplete = _complete.Task.IsCompleted;
                end ??= isComplete ? _clock.Elapsed + _timeout : null;
                ProcessReceipts();
                if (_source.Waiting.Count > 0)
                {
                    Publish(await _source.PollAsync(token));
                }

                if (isComplete && (_source.Waiting.Count == 0 || _clock.Elapsed >= end))
                {
                    break;
                }

                await PauseAsync(isComplete ? end : null, token);
            }

            foreach (BatchReceipt receipt in _source.Waiting)
            {
                _updates.Writer.TryWrite(new UploadStatusUpdate(CreateStatus(receipt, AudienceUploadState.TimedOut, UploadStatusSource.Receipt)));
            }

            _updates.Writer.TryComplete();
        }
        catch (Exception exception)
        {
            _updates.Writer.TryComplete(exception);
        }
    }

    private void ProcessReceipts()
    {
        while (_added.TryDequeue(out BatchReceipt? receipt))
        {
            if (receipt.StatusValue is BatchStatus.Rejected or BatchStatus.NotSent)
            {
                AudienceUploadState state = receipt.StatusValue == BatchStatus.Rejected ? AudienceUploadState.Rejected : AudienceUploadState.NotSent;
                _updates.Writer.TryWrite(new UploadStatusUpdate(CreateStatus(receipt, state, UploadStatusSource.Receipt)));
            }
            else
            {
                _source.Add(receipt);
            }
        }
    }

    private void Publish(IReadOnlyList<UploadStatusUpdate> updates)
    {
        foreach (UploadStatusUpdate update in updates)
        {
            _updates.Writer.TryWrite(update);
        }
    }

    /// <summary>Waits for the next poll, the end of the receipts, or the timeout, whichever comes first.</summary>
    private async Task PauseAsync(TimeSpan? end, CancellationToken token)
    {
        TimeSpan left = end is { } moment ? moment - _clock.Elapsed : _source.Interval;
        TimeSpan pause = left < _source.Interval ? left : _source.Interval;
        using var over = CancellationTokenSource.CreateLinkedTokenSource(token);
        var delay = Task.Delay(pause > TimeSpan.Zero ? pause : TimeSpan.Zero, over.Token);
        await (end is null ? Task.WhenAny(delay, _complete.Task) : Task.WhenAny(delay));
        over.Cancel();
        token.ThrowIfCancellationRequested();
    }
}
