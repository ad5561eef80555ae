using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using MessengerMarketing.Graph;
using MessengerMarketing.Uploads;

namespace MessengerMarketing.Webhooks.Uploads;

/// <summary>An update about batches whose status is awaited.</summary>
/// <param name="Status">The status of a batch.</param>
/// <param name="Error">The error that prevented reading the status of an audience.</param>
internal sealed record UploadStatusUpdate(AudienceUploadStatus? Status, GraphException? Error = null);

/// <summary>Reads the status of uploaded batches.</summary>
internal interface IUploadStatusSource : IDisposable
{
    /// <summary>The interval between polls.</summary>
    TimeSpan Interval { get; }

    /// <summary>Batches without a status.</summary>
    IReadOnlyList<BatchReceipt> Waiting { get; }

    /// <summary>Adds a batch to wait for.</summary>
    void Add(BatchReceipt receipt);

    /// <summary>Returns new updates.</summary>
    Task<IReadOnlyList<UploadStatusUpdate>> PollAsync(CancellationToken cancellationToken);
}
