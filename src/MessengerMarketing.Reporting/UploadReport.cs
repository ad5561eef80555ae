using System;
using System.Collections.Generic;
using MessengerMarketing.Customers;
using MessengerMarketing.Reporting.Page;
using MessengerMarketing.Uploads;
using MessengerMarketing.Uploads.Journal;
using MessengerMarketing.Webhooks.Uploads;

namespace MessengerMarketing.Reporting;

/// <summary>The content of a report: counts, reasons, times, names and ids of audiences and campaigns, without personal data.</summary>
public sealed record UploadReport
{
    /// <summary>The title.</summary>
    public required string Title { get; init; }

    /// <summary>When the report was created, UTC.</summary>
    public required DateTimeOffset Made { get; init; }

    /// <summary>The audiences, in the order of the input.</summary>
    public required IReadOnlyList<AudienceReport> Audiences { get; init; }

    /// <summary>The people who came to the Page and subscribed; null when the input has none.</summary>
    internal SubscriberReport? Subscribers { get; init; }

    /// <summary>The marketing messages by campaign, in the order of sending.</summary>
    public IReadOnlyList<MessageReport> Messages { get; init; } = [];

    /// <summary>The costs of the campaigns.</summary>
    public IReadOnlyList<CampaignCost> Costs { get; init; } = [];

    /// <summary>
    /// Returns the report as one HTML file without scripts and external resources. The same report always gives the same text, in every
    /// culture.
    /// </summary>
    public string ToHtml() => ReportPage.Write(this);
}

/// <summary>The report of an audience.</summary>
public sealed record AudienceReport
{
    /// <summary>The audience's id.</summary>
    public required string Id { get; init; }

    /// <summary>The audience's name; null when it is not known.</summary>
    public string? Name { get; init; }

    /// <summary>The uploads. No row is counted in more than one upload.</summary>
    public required IReadOnlyList<UploadReportEntry> Uploads { get; init; }

    /// <summary>Batches by the result of matching.</summary>
    public required IReadOnlyList<MatchOutcome> Outcomes { get; init; }

    /// <summary>Number of matched people over time.</summary>
    public required IReadOnlyList<MatchPoint> Matches { get; init; }

    /// <summary>The uploads whose time is known, oldest first, with the number of people after each.</summary>
    public IReadOnlyList<UploadTrendPoint> Trend => UploadTrendPoint.Create(Uploads, Matches);
}

/// <summary>An upload, merged from all input. Properties that are not known are null.</summary>
public sealed record UploadReportEntry
{
    /// <summary>Name of the list file, without its folder.</summary>
    public string? FileName { get; init; }

    /// <summary>The host that received it; null for Meta.</summary>
    public string? Host { get; init; }

    /// <summary>The action.</summary>
    public UploadAction? Action { get; init; }

    /// <summary>The state in the journal.</summary>
    public UploadState? State { get; init; }

    /// <summary>Rows by result.</summary>
    public required RowCounts Rows { get; init; }

    /// <summary>The other results of a sync, or null for an upload.</summary>
    public SyncCounts? Sync { get; init; }

    /// <summary>Rows that an earlier process completed. They are not included in <see cref="Rows"/>.</summary>
    public long RowsDoneBefore { get; init; }

    /// <summary>Rows that the Graph API reports as received.</summary>
    public long? Received { get; init; }

    /// <summary>Rows that the Graph API reports as invalid.</summary>
    public long? Invalid { get; init; }

    /// <summary>Total number of batches.</summary>
    public int Batches { get; init; }

    /// <summary>Number of retries.</summary>
    public int? Retries { get; init; }

    /// <summary>Total delay before retries.</summary>
    public TimeSpan? Waited { get; init; }

    /// <summary>Duration.</summary>
    public TimeSpan? Duration { get; init; }

    /// <summary>When it started, UTC.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>When it was last updated, UTC.</summary>
    public DateTimeOffset? To { get; init; }

    /// <summary>Rejected rows by cause. The sum can be less than <see cref="RowCounts.Rejected"/>, because receipts do not include reasons.</summary>
    public required IReadOnlyDictionary<RejectCause, long> Rejections { get; init; }

    /// <summary>Cells that were left blank in accepted rows, by cause; null when they were not counted.</summary>
    public IReadOnlyDictionary<RejectCause, long>? BlankedCells { get; init; }

    /// <summary>The individually known batches, by number.</summary>
    public required IReadOnlyList<BatchLine> Lines { get; init; }

    /// <summary>Rows read per second; null when the duration is not known.</summary>
    public double? RowsPerSecond => Duration > TimeSpan.Zero ? Rows.Total / Duration.Value.TotalSeconds : null;
}

/// <summary>The results of a sync other than sent rows.</summary>
/// <param name="Removed">People who were removed.</param>
/// <param name="Unchanged">Rows that were as before and were not sent.</param>
/// <param name="Kept">People who left the list and were kept.</param>
/// <param name="IsFinished">Whether everything was done.</param>
public sealed record SyncCounts(long Removed, long Unchanged, long Kept, bool IsFinished);

/// <summary>A batch.</summary>
/// <param name="Number">The number in the upload, from 1.</param>
/// <param name="FirstRow">Number of the first row in the list.</param>
/// <param name="LastRow">Number of the last row in the list.</param>
/// <param name="Rows">Numbers of rows by outcome.</param>
/// <param name="Time">When it was sent or completed.</param>
/// <param name="ErrorId">Error id; null when there is no error.</param>
public sealed record BatchLine(int Number, long FirstRow, long LastRow, RowCounts Rows, DateTimeOffset? Time, string? ErrorId);

/// <summary>Why rows were rejected or cells were left blank.</summary>
/// <param name="Key">The schema key; null when the cause concerns the whole row.</param>
/// <param name="Reason">The reason; null when it comes from a newer version.</param>
public sealed record RejectCause(SchemaKey? Key, RejectReason? Reason);

/// <summary>Batches with the same result of matching.</summary>
/// <param name="Status">The result.</param>
/// <param name="Batches">Number of batches.</param>
/// <param name="Rows">Number of rows.</param>
public sealed record MatchOutcome(AudienceUploadState Status, int Batches, long Rows)
{
    /// <summary>Number of people who matched in <see cref="BatchesWithMatches"/>, as the Graph API reports for the upload sessions of the batches.</summary>
    public long Matched { get; init; }

    /// <summary>Number of batches for which the Graph API reported the number of people who matched.</summary>
    public int BatchesWithMatches { get; init; }

    /// <summary>Meta's names for the stage and progress of the sessions, such as <c>finished, 100</c>; null if the Graph API did not report them.</summary>
    public string? Stages { get; init; }
}

/// <summary>Bounds of the number of people in an audience at a time.</summary>
/// <param name="Time">The time, UTC.</param>
/// <param name="Lower">Lower bound.</param>
/// <param name="Upper">Upper bound.</param>
/// <param name="Source">The source of the bounds.</param>
public sealed record MatchPoint(DateTimeOffset Time, long Lower, long Upper, string Source);
