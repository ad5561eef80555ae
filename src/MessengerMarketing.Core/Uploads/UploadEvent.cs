using System;
using System.Threading.Tasks;
using MessengerMarketing.Customers.Batches;

namespace MessengerMarketing.Uploads;

/// <summary>Something that happened during an upload, in the order in which it did.</summary>
public abstract record UploadEvent;

/// <summary>A batch is hashed and waits for leave to be sent. Call <see cref="Approve"/> or <see cref="Decline"/>.</summary>
/// <param name="Batch">The batch. Valid until it is answered for.</param>
public sealed record BatchPrepared(HashedBatch Batch) : UploadEvent
{
    private readonly TaskCompletionSource<bool> _decision = new(TaskCreationOptions.RunContinuationsAsynchronously);

    internal Task<bool> Decision => _decision.Task;

    /// <summary>Hash by which a journal knows the batch again; null without a journal.</summary>
    internal string? Payload { get; init; }

    /// <summary>Lets the batch be sent.</summary>
    public void Approve() => _decision.TrySetResult(true);

    /// <summary>Leaves the batch unsent; its receipt says <see cref="BatchStatus.NotSent"/>.</summary>
    public void Decline() => _decision.TrySetResult(false);
}

/// <summary>A batch is passed over: an earlier process has seen it through.</summary>
/// <param name="Rows">Rows of the list in it.</param>
public sealed record BatchSkipped(int Rows) : UploadEvent;

/// <summary>A batch is settled.</summary>
/// <param name="Receipt">What came of it.</param>
/// <param name="Error">Why it was not accepted; null when it was, or when it was not sent.</param>
/// <param name="StopsUpload">Whether the error ends the upload, because no other batch would fare better.</param>
public sealed record BatchCompleted(BatchReceipt Receipt, Exception? Error = null, bool StopsUpload = false) : UploadEvent;

/// <summary>The last event of an upload that stopped before its end: what followed was not sent.</summary>
/// <param name="Error">Why.</param>
public sealed record UploadStopped(Exception Error) : UploadEvent;
