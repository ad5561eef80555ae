using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Diagnostics;
using System.Threading;
using System.Threading.Channels;
using System.Threading.Tasks;
using MessengerMarketing.Audiences;
using MessengerMarketing.Uploads;

namespace MessengerMarketing.Webhooks.Uploads;

/// <summary>
/// Waits for what becomes of batches: receipts go in while an upload is still under way, statuses come out as they are told. Nothing that
/// goes in waits for anything that comes out.
/// </summary>
public sealed class UploadStatusWaiter : IDisposable
{
    private readonly IUploadStatusSource _source;
    private readonly TimeSpan _patience;
    private readonly ConcurrentQueue<BatchReceipt> _added = new();
    private readonly Channel<UploadStatusNews> _news = Channel.CreateUnbounded<UploadStatusNews>(new UnboundedChannelOptions { SingleReader = true });
    private readonly CancellationTokenSource _cancellation;
    private readonly TaskCompletionSource<bool> _complete = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private readonly Task _running;
    private bool _disposed;

    private UploadStatusWaiter(IUploadStatusSource source, TimeSpan patience, CancellationToken cancellationToken)
    {
        _source = source;
        _patience = patience;
        _cancellation = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        CancellationToken token = _cancellation.Token;
        _running = Task.Run(() => RunAsync(token), CancellationToken.None);
    }

    /// <summary>
    /// What is new. Ends after <see cref="Complete"/>, when something is known of every batch or patience is over; then what is left comes as
    /// timed out. Ends in an exception when the source cannot be read or no audience can be asked for.
    /// </summary>
    public ChannelReader<UploadStatusNews> News => _news.Reader;

    /// <summary>Waits for events in an inbox that a watcher fills. The file may come to be later.</summary>
    /// <param name="inboxPath">The inbox.</param>
    /// <param name="patience">How long to wait after the last receipt.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static UploadStatusWaiter FromInbox(string inboxPath, TimeSpan patience, CancellationToken cancellationToken) =>
        new(new InboxStatusSource(inboxPath), patience, cancellationToken);

    /// <summary>Asks for the audiences' status again and again.</summary>
    /// <param name="audiences">Asks.</param>
    /// <param name="interval">How long to wait between two questions.</param>
    /// <param name="patience">How long to wait after the last receipt.</param>
    /// <param name="cancellationToken">Ends it.</param>
    internal static UploadStatusWaiter FromAudience(AudienceClient audiences, TimeSpan interval, TimeSpan patience, CancellationToken cancellationToken) =>
        new(new PollStatusSource(audiences, interval), patience, cancellationToken);

    /// <summary>Waits for a batch. One that was refused or not sent has its status at once.</summary>
    public void Add(BatchReceipt receipt) => _added.Enqueue(receipt ?? throw new ArgumentNullException(nameof(receipt)));

    /// <summary>There are no more receipts; patience begins.</summary>
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

    internal static AudienceUploadStatus Describe(BatchReceipt receipt, AudienceUploadState state, UploadStatusSource source) => new()
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
            // A monotonic clock: patience must not depend on whether somebody sets the time.
            TimeSpan? end = null;
            while (true)
            {
                bool isComplete = _complete.Task.IsCompleted;
                end ??= isComplete ? _clock.Elapsed + _patience : null;
                TakeAdded();
                if (_source.Waiting.Count > 0)
                {
                    Tell(await _source.LookAsync(token));
                }

                if (isComplete && (_source.Waiting.Count == 0 || _clock.Elapsed >= end))
                {
                    break;
                }

                await PauseAsync(isComplete ? end : null, token);
            }

            foreach (BatchReceipt receipt in _source.Waiting)
            {
                _news.Writer.TryWrite(new UploadStatusNews(Describe(receipt, AudienceUploadState.TimedOut, UploadStatusSource.Receipt)));
            }

            _news.Writer.TryComplete();
        }
        catch (Exception exception)
        {
            _news.Writer.TryComplete(exception);
        }
    }

    private void TakeAdded()
    {
        while (_added.TryDequeue(out BatchReceipt? receipt))
        {
            if (receipt.StatusValue is BatchStatus.Rejected or BatchStatus.NotSent)
            {
                AudienceUploadState state = receipt.StatusValue == BatchStatus.Rejected ? AudienceUploadState.Rejected : AudienceUploadState.NotSent;
                _news.Writer.TryWrite(new UploadStatusNews(Describe(receipt, state, UploadStatusSource.Receipt)));
            }
            else
            {
                _source.Add(receipt);
            }
        }
    }

    private void Tell(IReadOnlyList<UploadStatusNews> news)
    {
        foreach (UploadStatusNews item in news)
        {
            _news.Writer.TryWrite(item);
        }
    }

    /// <summary>Waits for the next look, the end of the receipts, or the end of patience, whichever is first.</summary>
    private async Task PauseAsync(TimeSpan? end, CancellationToken token)
    {
        TimeSpan left = end is { } moment ? moment - _clock.Elapsed : _source.Interval;
        TimeSpan pause = left < _source.Interval ? left : _source.Interval;
        using var over = CancellationTokenSource.CreateLinkedTokenSource(token);
        Task delay = Task.Delay(pause > TimeSpan.Zero ? pause : TimeSpan.Zero, over.Token);
        await (end is null ? Task.WhenAny(delay, _complete.Task) : Task.WhenAny(delay));
        over.Cancel();
        token.ThrowIfCancellationRequested();
    }
}
