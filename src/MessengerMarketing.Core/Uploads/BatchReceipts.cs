using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using MessengerMarketing.Collections;
using MessengerMarketing.Customers.Batches;
using MessengerMarketing.Graph;

namespace MessengerMarketing.Uploads;

/// <summary>Creates the receipts of an upload for each result of a batch.</summary>
internal sealed class BatchReceipts(string audienceId, UploadOptions options)
{
    private const int MaxSamples = 100;

    public BatchReceipt NotSent(HashedBatch batch)
        => Create(batch, BatchStatus.NotSent);

    public BatchReceipt FromResponse(HashedBatch batch, long sessionId, BatchResponse response, TimeSpan duration)
        => Create(batch, BatchStatus.Accepted) with
        {
            Received = response.Received,
            Invalid = response.Invalid,
            InvalidSamples = new ReadableList<InvalidSample>([.. response.InvalidEntries.Take(MaxSamples).Select(entry => Locate(batch, entry))], ", "),
            SubscribersReceived = response.SubscribersReceived,
            SubscribersInvalid = response.SubscribersInvalid,
            SessionId = response.SessionId ?? sessionId.ToString(CultureInfo.InvariantCulture),
            Duration = duration,
        };

    public BatchReceipt FromError(HashedBatch batch, long sessionId, GraphException error, bool isOpen, TimeSpan duration)
    {
        BatchStatus status = error.RequestMayHaveArrived || isOpen ? BatchStatus.Unknown
            : error.StatusCode is null ? BatchStatus.NotSent
            : BatchStatus.Rejected;
        return Create(batch, status) with
        {
            SessionId = status == BatchStatus.NotSent ? null : sessionId.ToString(CultureInfo.InvariantCulture),
            Duration = duration,
        };
    }

    private BatchReceipt Create(HashedBatch batch, BatchStatus status) => new()
    {
        AudienceId = audienceId,
        Action = options.Action.ToString(),
        Host = options.Host,
        RunId = options.RunId,
        Batch = batch.Number,
        FirstRow = batch.FirstRow,
        LastRow = batch.LastRow,
        Rows = batch.Rows,
        FurtherRows = batch.FurtherRows,
        Rejected = batch.Rejected,
        Status = status.ToString(),
    };

    private static InvalidSample Locate(HashedBatch batch, KeyValuePair<string, string> entry)
        => new(batch.FindRow(entry.Key), SensitiveText.Mask(entry.Value));
}
