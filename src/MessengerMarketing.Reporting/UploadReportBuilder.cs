using System;
using System.Collections.Generic;
using System.Linq;
using MessengerMarketing.Audiences;
using MessengerMarketing.Reporting.Collecting;
using MessengerMarketing.Uploads;
using MessengerMarketing.Uploads.Journal;
using MessengerMarketing.Webhooks;
using MessengerMarketing.Webhooks.Uploads;

namespace MessengerMarketing.Reporting;

/// <summary>
/// Collects data about uploads, in any order, and builds a report. Data about the same upload is merged, so that no row is counted twice.
/// </summary>
/// <param name="clock">The clock for the time of the report, which is also the time of an audience's bounds.</param>
public sealed class UploadReportBuilder(TimeProvider clock)
{
    private readonly List<AudienceMaterial> _audiences = [];

    /// <summary>The audiences in the input.</summary>
    public IReadOnlyCollection<string> AudienceIds => [.. _audiences.Select(static audience => audience.Id)];

    /// <summary>Adds a receipt of a batch.</summary>
    public void Add(BatchReceipt receipt) => About(receipt.AudienceId).Upload(receipt.RunId).Add(receipt);

    /// <summary>Adds the summary of an upload, or of the process that resumed it.</summary>
    public void Add(UploadSummary summary) => About(summary.AudienceId).Upload(summary.RunIds[0]).Add(summary);

    /// <summary>Adds the status of a batch.</summary>
    public void Add(AudienceUploadStatus status) => About(status.AudienceId).Statuses.Add(status);

    /// <summary>Adds an audience. The report uses its name and its current bounds.</summary>
    public void Add(CustomAudience audience) => About(audience.Id).Audience = audience;

    /// <summary>Adds the record of a journal, and its batches when they were read.</summary>
    public void Add(UploadRecord record, IReadOnlyList<JournalBatch>? batches = null) => About(record.AudienceId).Upload(record.RunId).Add(record, batches);

    /// <summary>Adds a webhook event. An event without an audience is ignored.</summary>
    public void Add(UploadStatusEvent item)
    {
        if (item.CustomAudienceId is { } id)
        {
            About(id).Events.Add(item);
        }
    }

    /// <summary>Builds the report.</summary>
    /// <param name="title">The title; null for the default title.</param>
    public UploadReport Build(string? title = null)
    {
        DateTimeOffset now = clock.GetUtcNow().ToUniversalTime();
        return new UploadReport
        {
            Title = CleanText.Clean(title) ?? "Uploads to Messenger marketing audiences",
            Made = now,
            Audiences = [.. _audiences.Select(audience => audience.Report(now))],
        };
    }

    private AudienceMaterial About(string id)
    {
        if (_audiences.Find(audience => audience.Id == id) is not { } material)
        {
            _audiences.Add(material = new AudienceMaterial(id));
        }

        return material;
    }
}
