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
/// Gathers what is known of uploads, in any order, and makes a report of it that counts no row twice: what tells of the same upload is
/// joined.
/// </summary>
/// <param name="clock">Tells when the report is made, which is also when an audience's own bounds hold.</param>
public sealed class UploadReportBuilder(TimeProvider clock)
{
    private readonly List<AudienceMaterial> _audiences = [];

    /// <summary>The audiences that something came in about.</summary>
    public IReadOnlyCollection<string> AudienceIds => [.. _audiences.Select(static audience => audience.Id)];

    /// <summary>Takes a receipt of a batch.</summary>
    public void Add(BatchReceipt receipt) => About(receipt.AudienceId).Upload(receipt.RunId).Add(receipt);

    /// <summary>Takes the account of an upload, or of the process that went on with one.</summary>
    public void Add(UploadSummary summary) => About(summary.AudienceId).Upload(summary.RunIds[0]).Add(summary);

    /// <summary>Takes what became of a batch.</summary>
    public void Add(AudienceUploadStatus status) => About(status.AudienceId).Statuses.Add(status);

    /// <summary>Takes an audience, of which the name and the bounds of now are used.</summary>
    public void Add(CustomAudience audience) => About(audience.Id).Audience = audience;

    /// <summary>Takes the account of a journal, and its batches where they were read too.</summary>
    public void Add(UploadRecord record, IReadOnlyList<JournalBatch>? batches = null) => About(record.AudienceId).Upload(record.RunId).Add(record, batches);

    /// <summary>Takes a webhook; one that names no audience is passed over.</summary>
    public void Add(UploadStatusEvent item)
    {
        if (item.CustomAudienceId is { } id)
        {
            About(id).Events.Add(item);
        }
    }

    /// <summary>Makes the report.</summary>
    /// <param name="title">Its heading; null for one that says what it is.</param>
    public UploadReport Build(string? title = null)
    {
        DateTimeOffset now = clock.GetUtcNow().ToUniversalTime();
        return new UploadReport
        {
            Title = CleanText.Of(title) ?? "Report of uploads to Messenger marketing audiences",
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
