using System;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using MessengerMarketing.Graph;

namespace MessengerMarketing.Uploads.Sync;

/// <summary>Sends the planned changes of a run, removals first, and logs what the state needs besides the batches.</summary>
internal sealed class SyncChangeSender(SyncList list, SyncState state, SyncComparison comparison, SyncPlan plan, SyncChanges changes, RowSpool spool)
{
    private int _batches;

    /// <summary>Sends the removals, then the additions.</summary>
    /// <param name="sender">Sends batches.</param>
    /// <param name="createSender">Creates the sender for an action.</param>
    /// <param name="upload">How batches are created and sent.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>The error that stopped it, or null.</returns>
    /// <exception cref="SyncStateException">The log cannot be written.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public async Task<Exception?> SendAsync(SyncSender sender, Func<UploadAction, IBatchSender> createSender, UploadOptions upload, CancellationToken cancellationToken)
    {
        bool adds = !changes.IsStopped && changes.Added + changes.Changed + changes.Resent > 0;
        if (adds && list.Reopen is { } reopen
            && await SyncSecondReading.ReadAsync(reopen, list.Mapping, upload, comparison, spool, cancellationToken) is { } change)
        {
            return change;
        }

        if (plan.Removals.Count > 0)
        {
            LogAffected(upload.BatchSize);
            Exception? stopped = await sender.SendAsync(SyncBatches.Remove(plan, upload.BatchSize, NextNumber), createSender(UploadAction.Remove), UploadAction.Remove);
            if (stopped is not null and not GraphException { Kind: GraphErrorKind.AudienceTooSmall })
            {
                return stopped;
            }
        }

        return adds
            ? await sender.SendAsync(SyncBatches.Add(spool, list.Mapping.Schema, SelectRow, upload.BatchSize, NextNumber), createSender(UploadAction.Add), UploadAction.Add)
            : null;
    }

    /// <summary>Ends the log, and combines it with the state.</summary>
    /// <param name="tally">What was accepted.</param>
    /// <param name="isComplete">Whether everything was sent and accepted.</param>
    /// <param name="started">When the run was started.</param>
    /// <returns>The people in the new state.</returns>
    /// <exception cref="SyncStateException">The state cannot be written.</exception>
    public long Complete(SyncTally tally, bool isComplete, DateTimeOffset started)
    {
        bool isClean = isComplete && !changes.IsStopped && tally.RejectedRemovals == 0;
        if (isClean)
        {
            LogItems(SyncRecordKind.Replaced, plan.Replaced, SyncEntry.Size);
        }

        state.Log.AppendEnd(new SyncRunRecord
        {
            Started = started,
            IsUnfinished = !isComplete || changes.IsStopped,
            Added = tally.Added[0],
            Changed = tally.Added[1],
            Removed = tally.Removed[0],
            OptedOut = tally.Removed[1],
            PendingRemovals = CountPending(changes, tally),
            HeldBack = changes.HeldBack,
            People = isClean ? changes.People + tally.NetChange - plan.Replaced.Count : null,

            // The next list is not compared with one that was refused.
            FaultyRows = changes.IsStopped || changes.Guard == SyncGuard.MoreRejectedRows ? changes.FaultyRowsBefore : changes.FaultyRows,
        });
        return state.Complete(mayAppend: isClean);
    }

    /// <summary>The removals that wait for a later run, because too few people would have remained.</summary>
    public static long CountPending(SyncChanges changes, SyncTally tally)
        => tally.RejectedRemovals == 0 ? 0 : changes.Removed + changes.OptedOut + changes.ChangedIdentifiers - tally.Removed.Sum();

    private void LogAffected(int batchSize)
    {
        LogItems(SyncRecordKind.Affected, plan.Affected, SyncKey.Size);
        if (plan.Removals.Count > batchSize)
        {
            // Two people can share an identifier. A batch that removes it also affects the person whose own batch is rejected or not sent.
            LogKeys(SyncRecordKind.Affected, plan.Removals, SyncLog.RemovalSize);
        }
    }

    private void LogItems(SyncRecordKind kind, ItemList items, int itemSize)
    {
        byte[] buffer = new byte[UploadOptions.MaxRowsInBatch * itemSize];
        for (long first = 0; first < items.Count;)
        {
            int count = items.Read(first, buffer);
            state.Log.Append(kind, null, buffer.AsSpan(0, count * itemSize));
            first += count;
        }
    }

    private void LogKeys(SyncRecordKind kind, ItemList entries, int itemSize)
    {
        byte[] buffer = new byte[UploadOptions.MaxRowsInBatch * itemSize];
        byte[] keys = new byte[UploadOptions.MaxRowsInBatch * SyncKey.Size];
        for (long first = 0; first < entries.Count;)
        {
            int count = entries.Read(first, buffer);
            for (int i = 0; i < count; i++)
            {
                SyncKey.FromEntry(buffer.AsSpan(i * itemSize, SyncEntry.Size)).Write(keys.AsSpan(i * SyncKey.Size));
            }

            state.Log.Append(kind, null, keys.AsSpan(0, count * SyncKey.Size));
            first += count;
        }
    }

    /// <summary>The count that a row belongs to: new, changed, or sent again; -1 if it is not sent.</summary>
    private int SelectRow(long row)
    {
        if (!comparison.Send.IsSet(row))
        {
            return -1;
        }

        bool isChanged = plan.Changed.IsSet(row);
        return !comparison.New.IsSet(row) ? 2 : isChanged ? 1 : changes.HeldBack > 0 ? -1 : 0;
    }

    private int NextNumber() => Interlocked.Increment(ref _batches);
}
