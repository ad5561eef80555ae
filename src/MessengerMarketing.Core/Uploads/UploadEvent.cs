using System;
using System.Threading.Tasks;
using MessengerMarketing.Customers.Batches;
using MessengerMarketing.Customers.Filters;
using MessengerMarketing.Graph;
using MessengerMarketing.Uploads.Pacing;

namespace MessengerMarketing.Uploads;

/// <summary>An event of an upload. Events are in the order in which they occurred.</summary>
internal abstract record UploadEvent;

/// <summary>The people who must not be uploaded were read.</summary>
/// <param name="List">The people, as hashes.</param>
internal sealed record SuppressionLoaded(SuppressionList List) : UploadEvent;

/// <summary>Other users had access to the journal. Now only its owner has.</summary>
internal sealed record JournalRestricted : UploadEvent;

/// <summary>A list has started. Its columns are known, and nothing was sent yet.</summary>
/// <param name="List">The list.</param>
/// <param name="Options">The upload options.</param>
/// <param name="RowsBefore">Number of rows read from earlier lists for the same audience.</param>
internal sealed record ListStarted(UploadList List, UploadOptions Options, long RowsBefore) : UploadEvent;

/// <summary>A batch is hashed and waits for approval. Call <see cref="Approve"/> or <see cref="Decline"/>.</summary>
/// <param name="Batch">The batch. Valid until it is approved or declined.</param>
internal sealed record BatchPrepared(HashedBatch Batch) : UploadEvent
{
    private readonly TaskCompletionSource<bool> _decision = new(TaskCreationOptions.RunContinuationsAsynchronously);

    internal Task<bool> Decision => _decision.Task;

    /// <summary>Hash that identifies the batch in a journal, or null without a journal.</summary>
    internal string? Payload { get; init; }

    /// <summary>Lets the batch be sent.</summary>
    public void Approve() => _decision.TrySetResult(true);

    /// <summary>Does not send the batch. The status of its receipt is <see cref="BatchStatus.NotSent"/>.</summary>
    public void Decline() => _decision.TrySetResult(false);
}

/// <summary>A batch is skipped, because an earlier process completed it.</summary>
/// <param name="Rows">Number of list rows in it.</param>
internal sealed record BatchSkipped(int Rows) : UploadEvent;

/// <summary>The result of a batch is known.</summary>
/// <param name="Receipt">Its receipt.</param>
/// <param name="Error">Why it was not accepted, or null if it was accepted or not sent.</param>
/// <param name="StopsUpload">Whether the error ends the upload, because all other batches would fail too.</param>
internal sealed record BatchCompleted(BatchReceipt Receipt, Exception? Error = null, bool StopsUpload = false) : UploadEvent;

/// <summary>The last event of an <see cref="AudienceUpload"/> that stopped early. The rest was not sent.</summary>
/// <param name="Error">The reason.</param>
internal sealed record UploadStopped(Exception Error) : UploadEvent;

/// <summary>Counts changed.</summary>
/// <param name="Progress">The counts.</param>
internal sealed record ProgressChanged(UploadProgress Progress) : UploadEvent;

/// <summary>A call failed and is retried after a wait.</summary>
/// <param name="AudienceId">The audience's id.</param>
/// <param name="Retry">The failure and the wait.</param>
internal sealed record CallRetried(string AudienceId, GraphRetry Retry) : UploadEvent;

/// <summary>The rate limits changed how fast batches are sent.</summary>
/// <param name="AudienceId">The audience's id.</param>
/// <param name="Pace">The current pace.</param>
internal sealed record PaceChanged(string AudienceId, UploadPace Pace) : UploadEvent;

/// <summary>The last event of a list.</summary>
/// <param name="AudienceId">The audience's id.</param>
/// <param name="RowsRead">Number of rows read from the list.</param>
/// <param name="RowsPrepared">Number of rows that can be sent.</param>
/// <param name="RowsAccepted">Number of rows in accepted batches.</param>
/// <param name="Error">Why the upload stopped before the end of the list, or null.</param>
internal sealed record ListCompleted(string AudienceId, long RowsRead, long RowsPrepared, long RowsAccepted, Exception? Error) : UploadEvent
{
    /// <summary>Whether the list could not be read to its end. The rows that were read are uploaded, and other lists can follow.</summary>
    public bool IsSourceError => Error is Customers.Files.CustomerFileException or System.IO.IOException or SourceChangedException;
}
