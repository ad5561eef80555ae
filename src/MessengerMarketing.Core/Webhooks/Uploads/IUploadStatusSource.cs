using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using MessengerMarketing.Graph;
using MessengerMarketing.Uploads;

namespace MessengerMarketing.Webhooks.Uploads;

/// <summary>What is new about batches that are waited for.</summary>
/// <param name="Status">A batch's status.</param>
/// <param name="Error">Why the batches of an audience could not be asked for.</param>
public sealed record UploadStatusNews(AudienceUploadStatus? Status, GraphException? Error = null);

/// <summary>Finds out what became of batches.</summary>
internal interface IUploadStatusSource : IDisposable
{
    /// <summary>How long to wait between two looks.</summary>
    TimeSpan Interval { get; }

    /// <summary>Batches that nothing is known of yet.</summary>
    IReadOnlyList<BatchReceipt> Waiting { get; }

    /// <summary>Waits for a batch.</summary>
    void Add(BatchReceipt receipt);

    /// <summary>Looks what is new.</summary>
    Task<IReadOnlyList<UploadStatusNews>> LookAsync(CancellationToken cancellationToken);
}
