using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Channels;
using System.Threading.Tasks;
using MessengerMarketing.Graph;
using MessengerMarketing.Uploads.Pacing;

namespace MessengerMarketing.Uploads.Sync;

/// <summary>Sends batches concurrently. Each is logged before it is sent, and its result is logged before it is reported.</summary>
internal sealed class SyncSender(SyncLog log, UploadPacer pacer, UploadOptions options, ChannelWriter<UploadEvent> events, CancellationToken cancellationToken)
{
    private readonly object _gate = new();
    private Exception? _failure;
    private volatile bool _stops;

    /// <summary>The counts of what was accepted so far.</summary>
    public SyncTally Tally { get; } = new();

    /// <summary>Sends all batches, or stops at an error that affects every batch.</summary>
    /// <returns>The error that stopped it, or null.</returns>
    /// <exception cref="SyncStateException">The log cannot be written.</exception>
    /// <exception cref="OperationCanceledException">It was stopped. The log contains what was being sent.</exception>
    public async Task<Exception?> SendAsync(IEnumerable<SyncBatch> batches, IBatchSender sender, UploadAction action)
    {
        var dispatch = new BatchDispatch(sender, options with { Action = action }, journal: null, pacer);
        using IEnumerator<SyncBatch> source = batches.GetEnumerator();
        _failure = null;
        _stops = false;
        await Task.WhenAll(Enumerable.Range(0, options.ThrottleLimit).Select(_ => Task.Run(() => RunAsync(source, dispatch), CancellationToken.None)));
        return _failure;
    }

    private async Task RunAsync(IEnumerator<SyncBatch> source, BatchDispatch dispatch)
    {
        try
        {
            while (!_stops && Take(source) is { } next)
            {
                using (next.Batch)
                {
                    await SendAsync(next, dispatch);
                }
            }
        }
        catch
        {
            _stops = true;
            throw;
        }
    }

    private SyncBatch? Take(IEnumerator<SyncBatch> source)
    {
        lock (_gate)
        {
            return source.MoveNext() ? source.Current : null;
        }
    }

    private async Task SendAsync(SyncBatch next, BatchDispatch dispatch)
    {
        cancellationToken.ThrowIfCancellationRequested();
        int number = next.Batch.Number;
        log.Append(next.Action == UploadAction.Add ? SyncRecordKind.Adding : SyncRecordKind.Removing, number, next.Items.Span);
        BatchCompleted completed = await dispatch.SendAsync(new BatchPrepared(next.Batch), cancellationToken);
        log.AppendResult(number, completed.Receipt.StatusValue);
        bool isTooSmall = completed.Error is GraphException { Kind: GraphErrorKind.AudienceTooSmall };
        Tally.Add(next, completed.Receipt, isTooSmall);
        if (completed.StopsUpload && completed.Error is { } error)
        {
            _stops = true;
            Interlocked.CompareExchange(ref _failure, error, null);
        }

        // Too few remaining people are not an error. The run reports them at its end.
        events.TryWrite(isTooSmall ? completed with { Error = null, StopsUpload = false } : completed);
    }
}

/// <summary>Counts what was accepted. Thread-safe.</summary>
internal sealed class SyncTally
{
    private readonly object _gate = new();

    /// <summary>People added: new, changed, and sent again.</summary>
    public long[] Added { get; } = new long[3];

    /// <summary>People removed, by reason.</summary>
    public long[] Removed { get; } = new long[3];

    /// <summary>Removals that Meta rejected because too few people would remain.</summary>
    public long RejectedRemovals { get; private set; }

    /// <summary>Rows in calls that were not accepted for another reason.</summary>
    public long RowsNotAccepted { get; private set; }

    /// <summary>The change of the number of entries by the accepted batches.</summary>
    public long NetChange { get; private set; }

    /// <summary>Number of batches.</summary>
    public int Batches { get; private set; }

    /// <summary>Counts a batch.</summary>
    public void Add(SyncBatch batch, BatchReceipt receipt, bool isTooSmall)
    {
        lock (_gate)
        {
            Batches++;
            if (receipt.StatusValue == BatchStatus.Accepted)
            {
                long[] counts = batch.Action == UploadAction.Add ? Added : Removed;
                counts[0] += batch.First;
                counts[1] += batch.Second;
                counts[2] += batch.Third;
                NetChange += batch.NetChange;
            }
            else if (isTooSmall)
            {
                RejectedRemovals += batch.Batch.Rows;
            }
            else
            {
                RowsNotAccepted += batch.Batch.Rows;
            }
        }
    }
}
