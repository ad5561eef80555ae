using System;
using System.Collections.Generic;
using MessengerMarketing.Customers;
using MessengerMarketing.Reporting.Page;
using MessengerMarketing.Uploads;
using MessengerMarketing.Uploads.Journal;
using MessengerMarketing.Webhooks.Uploads;

namespace MessengerMarketing.Reporting;

/// <summary>What a report of uploads tells. It holds counts, reasons, times and ids of audiences, and nobody's data.</summary>
public sealed record UploadReport
{
    /// <summary>Its heading.</summary>
    public required string Title { get; init; }

    /// <summary>When it was made, UTC.</summary>
    public required DateTimeOffset Made { get; init; }

    /// <summary>The audiences, in the order in which they came in.</summary>
    public required IReadOnlyList<AudienceReport> Audiences { get; init; }

    /// <summary>
    /// The report as one HTML file without a script that asks for nothing outside itself. The same report always makes the same text,
    /// whatever the culture.
    /// </summary>
    public string ToHtml() => ReportPage.Write(this);
}

/// <summary>What a report tells of an audience.</summary>
public sealed record AudienceReport
{
    /// <summary>The audience's id.</summary>
    public required string Id { get; init; }

    /// <summary>Its name, where it is known.</summary>
    public string? Name { get; init; }

    /// <summary>Its uploads; none of them counts a row that another one counts.</summary>
    public required IReadOnlyList<UploadReportEntry> Uploads { get; init; }

    /// <summary>Batches by how their matching ended.</summary>
    public required IReadOnlyList<MatchOutcome> Outcomes { get; init; }

    /// <summary>How many people matched, by time.</summary>
    public required IReadOnlyList<MatchPoint> Matches { get; init; }
}

/// <summary>An upload: what is known of it from all that came in. What is not known is null.</summary>
public sealed record UploadReportEntry
{
    /// <summary>Name of the list's file, without its folder.</summary>
    public string? FileName { get; init; }

    /// <summary>The host that received it, where that is not Meta's.</summary>
    public string? Host { get; init; }

    /// <summary>What is done with the people.</summary>
    public UploadAction? Action { get; init; }

    /// <summary>How it stands, as its journal has it.</summary>
    public UploadState? State { get; init; }

    /// <summary>Rows by what became of them.</summary>
    public required RowCounts Rows { get; init; }

    /// <summary>Rows that an earlier process had seen through, which are not among <see cref="Rows"/>.</summary>
    public long RowsDoneBefore { get; init; }

    /// <summary>Rows that the Graph API says it received.</summary>
    public long? Received { get; init; }

    /// <summary>Rows that the Graph API says are invalid.</summary>
    public long? Invalid { get; init; }

    /// <summary>Batches in all.</summary>
    public int Batches { get; init; }

    /// <summary>Calls that were tried again.</summary>
    public int? Retries { get; init; }

    /// <summary>Time that calls waited before they were tried again, added up.</summary>
    public TimeSpan? Waited { get; init; }

    /// <summary>How long it took.</summary>
    public TimeSpan? Duration { get; init; }

    /// <summary>When it began, UTC.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>When it was last heard of, UTC.</summary>
    public DateTimeOffset? To { get; init; }

    /// <summary>Rows rejected, by cause. They may be fewer than <see cref="RowCounts.Rejected"/>: receipts count without a reason.</summary>
    public required IReadOnlyDictionary<RejectCause, long> Rejections { get; init; }

    /// <summary>Cells left blank in rows that were kept, by cause; null where nobody counted.</summary>
    public IReadOnlyDictionary<RejectCause, long>? BlankedCells { get; init; }

    /// <summary>The batches that are known one by one, by number.</summary>
    public required IReadOnlyList<BatchLine> Lines { get; init; }

    /// <summary>Rows read in a second; null where the duration is not known.</summary>
    public double? RowsPerSecond => Duration > TimeSpan.Zero ? Rows.Total / Duration.Value.TotalSeconds : null;
}

/// <summary>A batch.</summary>
/// <param name="Number">Its number in the upload, from 1.</param>
/// <param name="FirstRow">Number of its first row in the list.</param>
/// <param name="LastRow">Number of its last row.</param>
/// <param name="Rows">Its rows by what became of them.</param>
/// <param name="Time">When it was sent, or settled.</param>
/// <param name="ErrorId">Id of the error that stood in its way.</param>
public sealed record BatchLine(int Number, long FirstRow, long LastRow, RowCounts Rows, DateTimeOffset? Time, string? ErrorId);

/// <summary>Why rows were rejected or cells left blank.</summary>
/// <param name="Key">The schema key; null where it is about the whole row.</param>
/// <param name="Reason">The reason; null where a newer version than this one gave it.</param>
public sealed record RejectCause(SchemaKey? Key, RejectReason? Reason);

/// <summary>Batches whose matching ended in the same way.</summary>
/// <param name="Status">How.</param>
/// <param name="Batches">How many.</param>
/// <param name="Rows">Their rows.</param>
public sealed record MatchOutcome(AudienceUploadState Status, int Batches, long Rows);

/// <summary>Bounds of the people in an audience at a time.</summary>
/// <param name="Time">When, UTC.</param>
/// <param name="Lower">Lower bound.</param>
/// <param name="Upper">Upper bound.</param>
/// <param name="Source">Who told.</param>
public sealed record MatchPoint(DateTimeOffset Time, long Lower, long Upper, string Source);
