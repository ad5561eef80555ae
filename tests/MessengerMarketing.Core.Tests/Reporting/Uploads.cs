using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using MessengerMarketing.Reporting;
using MessengerMarketing.Uploads;
using MessengerMarketing.Uploads.Journal;
using MessengerMarketing.Webhooks.Uploads;

namespace MessengerMarketing.Tests.Reporting;

/// <summary>Creates synthetic input for a report.</summary>
internal static class Uploads
{
    public const string AudienceId = "120210000000000001";

    public static readonly DateTimeOffset Begin = new(2026, 3, 2, 8, 0, 0, TimeSpan.Zero);

    /// <summary>The default upload.</summary>
    public static readonly Guid Run = new("11111111-2222-3333-4444-555555555555");

    /// <summary>Creates a builder whose clock is 30 hours after the start of the uploads.</summary>
    public static UploadReportBuilder Builder() => new(new StoppedClock(Begin.AddHours(30)));

    public static AudienceReport Only(UploadReportBuilder builder) => Xunit.Assert.Single(builder.Build().Audiences);

    public static UploadReportEntry OnlyUpload(UploadReportBuilder builder) => Xunit.Assert.Single(Only(builder).Uploads);

    /// <summary>Creates a batch of the journal's upload.</summary>
    public static string Session(int batch) => UploadSession.DeriveId(Run, batch).ToString(CultureInfo.InvariantCulture);

    public static BatchReceipt Receipt(int batch, int rows, int rejected = 0, BatchStatus status = BatchStatus.Accepted, string audience = AudienceId, Guid? run = null) => new()
    {
        AudienceId = audience,
        RunId = run ?? Run,
        Batch = batch,
        FirstRow = ((batch - 1) * (rows + rejected)) + 1,
        LastRow = batch * (rows + rejected),
        Rows = rows,
        Rejected = rejected,
        Received = status == BatchStatus.Accepted ? rows : null,
        Invalid = status == BatchStatus.Accepted ? 0 : null,
        SessionId = status == BatchStatus.NotSent ? null : Session(batch),
        Status = status.ToString(),
        SentAt = status == BatchStatus.NotSent ? null : Begin.AddSeconds(batch),
        Duration = TimeSpan.FromSeconds(2),
    };

    public static UploadSummary Summary(long accepted, long rejected, long notAccepted = 0, long before = 0, int batches = 2, string audience = AudienceId, params Guid[] runs) => new()
    {
        AudienceId = audience,
        RunIds = runs.Length == 0 ? [Run] : runs,
        RowsRead = accepted + rejected + notAccepted,
        RowsAccepted = accepted,
        RowsNotAccepted = notAccepted,
        RowsRejected = rejected,
        RowsDoneBefore = before,
        Rejections = rejected == 0 ? new Dictionary<string, long>() : new Dictionary<string, long> { ["EMAIL NotAnEmailAddress"] = rejected },
        BlankedCells = new Dictionary<string, long>(),
        Received = accepted,
        Invalid = 0,
        Batches = batches,
        Retries = 1,
        Waited = TimeSpan.FromSeconds(2.5),
        Duration = TimeSpan.FromSeconds(10),
    };

    public static JournalBatch Batch(int number, int rows, int rejected = 0, JournalOutcome outcome = JournalOutcome.Accepted, string? error = null) => new()
    {
        Number = number,
        FirstRow = ((number - 1) * (rows + rejected)) + 1,
        LastRow = number * (rows + rejected),
        Rows = rows,
        Rejected = rejected == 0 ? new Dictionary<string, long>() : new Dictionary<string, long> { ["PHONE TooFewDigits"] = rejected },
        SessionId = Session(number),
        Outcome = outcome,
        Error = error,
        Received = outcome == JournalOutcome.Accepted ? rows : null,
        Time = Begin.AddSeconds(number),
    };

    /// <summary>Creates the record of a journal with these batches.</summary>
    public static UploadRecord Record(params JournalBatch[] batches) => new()
    {
        JournalPath = "/var/lists/big.journal",
        State = nameof(UploadState.Finished),
        AudienceId = AudienceId,
        Action = nameof(UploadAction.Add),
        SourcePath = "/home/somebody/secret folder/big.csv",
        RowsRead = batches.Sum(static batch => batch.Rows + batch.Rejected.Values.Sum()),
        RowsAccepted = Rows(batches, JournalOutcome.Accepted),
        RowsRejected = batches.Sum(static batch => batch.Rejected.Values.Sum()),
        RowsUnknown = Rows(batches, JournalOutcome.Unknown),
        RowsNotSent = Rows(batches, JournalOutcome.Rejected) + Rows(batches, JournalOutcome.NotSent),
        Rejections = batches.SelectMany(static batch => batch.Rejected).GroupBy(static count => count.Key).ToDictionary(static reason => reason.Key, static reason => reason.Sum(static count => count.Value)),
        Received = Rows(batches, JournalOutcome.Accepted),
        Invalid = 0,
        Batches = batches.Length,
        IsListComplete = true,
        RunId = Run,
        Started = Begin,
        LastWritten = Begin.AddMinutes(5),
    };

    public static AudienceUploadStatus Status(int batch, long? lower, long? upper, int hour, AudienceUploadState state = AudienceUploadState.Succeeded) => new()
    {
        AudienceId = AudienceId,
        Batch = batch,
        Rows = 100,
        Status = state.ToString(),
        LowerBound = lower,
        UpperBound = upper,
        Source = nameof(UploadStatusSource.Webhook),
        Time = Begin.AddHours(hour),
    };

    private static long Rows(IEnumerable<JournalBatch> batches, JournalOutcome outcome) => batches.Where(batch => batch.Outcome == outcome).Sum(static batch => (long)batch.Rows);

    private sealed class StoppedClock(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }
}
