using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Channels;
using System.Threading.Tasks;
using MessengerMarketing.Graph;
using MessengerMarketing.Uploads.Pacing;

namespace MessengerMarketing.Uploads.Sync;

/// <summary>Sends batches side by side. Each is in the log before it is sent, and its result before it is reported.</summary>
internal sealed class SyncSender(SyncLog log, UploadPacer pacer, UploadOptions options, ChannelWriter<UploadEvent> events, CancellationToken cancellationToken)
{
    private readonly object _gate = new();
    private Exception? _failure;
    private volatile bool _stops;

    /// <summary>What was accepted so far.</summary>
    public SyncTally Tally { get; } = new();

    /// <summary>Sends batches until the last, or until an error that concerns every batch.</summary>
    /// <returns>The error that stopped it; null when none did.</returns>
    /// <exception cref="SyncStateException">The log cannot be written.</exception>
    /// <exception cref="OperationCanceledException">It was stopped. The log says what was being sent.</exception>
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

        // That too few people would remain is no fault of the run, which says so at its end.
        events.TryWrite(isTooSmall ? completed with { Error = null, StopsUpload = false } : completed);
    }
}

/// <summary>Counts what was accepted. From several threads.</summary>
internal sealed class SyncTally
{
    private readonly object _gate = new();

    /// <summary>People by what was done with them, for each action.</summary>
    public long[] Added { get; } = new long[3];

    /// <summary>People by why they were removed.</summary>
    public long[] Removed { get; } = new long[3];

    /// <summary>Removals that were refused because too few people would remain.</summary>
    public long RefusedRemovals { get; private set; }

    /// <summary>Rows in calls that were not accepted, for another reason.</summary>
    public long RowsNotAccepted { get; private set; }

    /// <summary>By how much the accepted batches changed the count of entries.</summary>
    public long NetChange { get; private set; }

    /// <summary>Batches.</summary>
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
                RefusedRemovals += batch.Batch.Rows;
            }
            else
            {
                RowsNotAccepted += batch.Batch.Rows;
            }
        }
    }
}
