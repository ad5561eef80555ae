using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using MessengerMarketing.Customers.Columns;
using MessengerMarketing.Customers.Rows;
using MessengerMarketing.Uploads;
using Xunit;

namespace MessengerMarketing.Tests.Uploads;

/// <summary>Everything that happened during an upload.</summary>
internal sealed class UploadRun
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private readonly List<UploadEvent> _events = [];

    public IReadOnlyList<BatchCompleted> Completed => [.. _events.OfType<BatchCompleted>()];

    /// <summary>The receipts, in the order of the batches.</summary>
    public IReadOnlyList<BatchReceipt> Receipts => [.. Completed.Select(completed => completed.Receipt).OrderBy(receipt => receipt.Batch)];

    public UploadTally Tally { get; } = new();

    /// <summary>Why the upload stopped; null when it did not.</summary>
    public Exception? Stopped { get; private set; }

    public bool WasCancelled { get; private set; }

    /// <summary>Uploads a list to its end.</summary>
    public static async Task<UploadRun> ToEndAsync(
        IBatchSender sender,
        IEnumerable<RowBlock> blocks,
        UploadOptions? options = null,
        Func<BatchPrepared, bool>? approves = null,
        ColumnMapping? mapping = null,
        CancellationToken cancellationToken = default)
    {
        using var upload = AudienceUpload.Start(sender, mapping ?? People.Mapping, options ?? new UploadOptions(), cancellationToken);
        upload.Feed(blocks);
        return await ToEndAsync(upload, approves);
    }

    /// <summary>Takes an upload's events until there are no more.</summary>
    public static async Task<UploadRun> ToEndAsync(AudienceUpload upload, Func<BatchPrepared, bool>? approves = null)
    {
        var run = new UploadRun();
        using var impatience = new CancellationTokenSource(Patience);
        try
        {
            await foreach (UploadEvent next in upload.Events.ReadAllAsync(impatience.Token))
            {
                run.Take(next, approves);
            }
        }
        catch (OperationCanceledException) when (!impatience.IsCancellationRequested)
        {
            run.WasCancelled = true;
        }

        return run;
    }

    private void Take(UploadEvent next, Func<BatchPrepared, bool>? approves)
    {
        Assert.Null(Stopped);
        _events.Add(next);
        switch (next)
        {
            case BatchPrepared prepared when approves?.Invoke(prepared) ?? true:
                Tally.Add(prepared.Batch);
                prepared.Approve();
                break;
            case BatchPrepared prepared:
                prepared.Decline();
                break;
            case BatchCompleted completed:
                Tally.Add(completed.Receipt);
                break;
            case BatchSkipped skipped:
                Tally.Skip(skipped.Rows);
                break;
            case UploadStopped stopped:
                Stopped = stopped.Error;
                break;
        }
    }
}
