using System;
using System.Threading.Tasks;
using MessengerMarketing.Customers.Batches;
using MessengerMarketing.Customers.Filters;
using MessengerMarketing.Graph;
using MessengerMarketing.Uploads.Pacing;

namespace MessengerMarketing.Uploads;

/// <summary>Something that happened during an upload. Events come in the order in which they happened.</summary>
internal abstract record UploadEvent;

/// <summary>The people who must not be uploaded were read.</summary>
/// <param name="List">Who they are, as hashes.</param>
internal sealed record SuppressionLoaded(SuppressionList List) : UploadEvent;

/// <summary>Other users had access to the journal. Now only its owner has.</summary>
internal sealed record JournalRestricted : UploadEvent;

/// <summary>A list begins. Its columns are known, and nothing of it was sent.</summary>
/// <param name="List">The list.</param>
/// <param name="Options">How it is uploaded.</param>
/// <param name="RowsBefore">Rows read from earlier lists for the same audience.</param>
internal sealed record ListStarted(UploadList List, UploadOptions Options, long RowsBefore) : UploadEvent;

/// <summary>A batch is hashed and waits for approval. Call <see cref="Approve"/> or <see cref="Decline"/>.</summary>
/// <param name="Batch">The batch. Valid until it is approved or declined.</param>
internal sealed record BatchPrepared(HashedBatch Batch) : UploadEvent
{
    private readonly TaskCompletionSource<bool> _decision = new(TaskCreationOptions.RunContinuationsAsynchronously);

    internal Task<bool> Decision => _decision.Task;

    /// <summary>Hash by which a journal recognizes the batch; null without a journal.</summary>
    internal string? Payload { get; init; }

    /// <summary>Lets the batch be sent.</summary>
    public void Approve() => _decision.TrySetResult(true);

    /// <summary>Leaves the batch unsent; its receipt says <see cref="BatchStatus.NotSent"/>.</summary>
    public void Decline() => _decision.TrySetResult(false);
}

/// <summary>A batch is skipped, because an earlier process completed it.</summary>
/// <param name="Rows">Rows of the list in it.</param>
internal sealed record BatchSkipped(int Rows) : UploadEvent;

/// <summary>The result of a batch is known.</summary>
/// <param name="Receipt">Its receipt.</param>
/// <param name="Error">Why it was not accepted; null when it was, or when it was not sent.</param>
/// <param name="StopsUpload">Whether the error ends the upload, because no other batch would fare better.</param>
internal sealed record BatchCompleted(BatchReceipt Receipt, Exception? Error = null, bool StopsUpload = false) : UploadEvent;

/// <summary>The last event of an <see cref="AudienceUpload"/> that stopped before its end: what followed was not sent.</summary>
/// <param name="Error">Why.</param>
internal sealed record UploadStopped(Exception Error) : UploadEvent;

/// <summary>Counts changed.</summary>
/// <param name="Progress">The counts.</param>
internal sealed record ProgressChanged(UploadProgress Progress) : UploadEvent;

/// <summary>A call failed and is tried again after a wait.</summary>
/// <param name="AudienceId">The audience's id.</param>
/// <param name="Retry">What failed, and how long the wait is.</param>
internal sealed record CallRetried(string AudienceId, GraphRetry Retry) : UploadEvent;

/// <summary>The rate limits changed how fast batches are sent.</summary>
/// <param name="AudienceId">The audience's id.</param>
/// <param name="Pace">How fast they are sent now.</param>
internal sealed record PaceChanged(string AudienceId, UploadPace Pace) : UploadEvent;

/// <summary>The last event of a list.</summary>
/// <param name="AudienceId">The audience's id.</param>
/// <param name="RowsRead">Rows read from the list.</param>
/// <param name="RowsPrepared">Rows of it that are fit to be sent.</param>
/// <param name="RowsAccepted">Rows of it in batches that the Graph API accepted.</param>
/// <param name="Error">Why the upload stopped before the list's end; null when it did not.</param>
internal sealed record ListCompleted(string AudienceId, long RowsRead, long RowsPrepared, long RowsAccepted, Exception? Error) : UploadEvent
{
    /// <summary>Whether the list itself could not be read to its end. What was read before is uploaded, and other lists may follow.</summary>
    public bool IsSourceError => Error is Customers.Files.CustomerFileException or System.IO.IOException or SourceChangedException;
}
