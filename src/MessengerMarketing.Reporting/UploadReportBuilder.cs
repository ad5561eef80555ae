using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using MessengerMarketing.Audiences;
using MessengerMarketing.Messaging;
using MessengerMarketing.Reporting.Collecting;
using MessengerMarketing.Uploads;
using MessengerMarketing.Uploads.Journal;
using MessengerMarketing.Uploads.Sync;
using MessengerMarketing.Webhooks;
using MessengerMarketing.Webhooks.Inbox;
using MessengerMarketing.Webhooks.Messages;
using MessengerMarketing.Webhooks.Uploads;

namespace MessengerMarketing.Reporting;

/// <summary>
/// Collects data about uploads, subscribers and messages, and builds a report. Data about the same upload or message is merged, so that nothing
/// is counted twice. The order does not matter, except that an inbox comes after the journals.
/// </summary>
/// <param name="clock">The clock for the time of the report, which is also the time of an audience's bounds.</param>
public sealed class UploadReportBuilder(TimeProvider clock)
{
    private readonly List<AudienceMaterial> _audiences = [];
    private readonly SubscriberMaterial _subscribers = new();
    private readonly MessageMaterial _messages = new();
    private readonly EventMemory _events = new();
    private HashSet<string>? _audiencesOfOtherInput;

    /// <summary>The audiences in the input.</summary>
    public IReadOnlyCollection<string> AudienceIds => [.. _audiences.Select(static audience => audience.Id)];

    /// <summary>Whether the input has nothing to report.</summary>
    public bool IsEmpty => _audiences.Count == 0 && _subscribers.IsEmpty && _messages.IsEmpty;

    /// <summary>Adds a receipt of a batch.</summary>
    public void Add(BatchReceipt receipt) => About(receipt.AudienceId).Upload(receipt.RunId).Add(receipt);

    /// <summary>Adds the summary of an upload, or of the process that resumed it.</summary>
    public void Add(UploadSummary summary) => About(summary.AudienceId).Upload(summary.RunIds[0]).Add(summary);

    /// <summary>Adds the summary of a sync. A dry run sent nothing and is ignored.</summary>
    public void Add(SyncSummary summary)
    {
        if (summary.State != SyncUpload.DryRun)
        {
            About(summary.AudienceId).Upload(summary.RunId).Add(summary);
        }
    }

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
            About(id).Events.Add(MatchNote.Create(item));
        }
    }

    /// <summary>Adds counts of subscribers.</summary>
    public void Add(SubscriberMeasure measure) => _subscribers.Add(measure);

    /// <summary>Adds the results of the messages in a journal. They are used when the journal itself is not added.</summary>
    public void Add(MessageResultSummary summary) => _messages.Add(summary);

    /// <summary>Adds the cost of a campaign.</summary>
    public void Add(MessageInsight insight) => _messages.Add(insight);

    /// <summary>Adds a campaign. The report uses its name.</summary>
    public void Add(MessageCampaign campaign) => _messages.AddName(campaign.Id, campaign.Name);

    /// <summary>Adds the name of an audience in the input. Other audiences are ignored.</summary>
    public void AddAudienceName(string audienceId, string? name)
    {
        if (_audiences.Find(audience => audience.Id == audienceId) is { } material)
        {
            material.Name = name;
        }
    }

    /// <summary>Adds a journal of messages.</summary>
    /// <param name="path">The full path.</param>
    /// <exception cref="IOException">It cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    public void AddMessageJournal(string path) => _messages.AddJournal(path);

    /// <summary>Adds the events of an inbox and its rotated files, without changing them. Upload-status events are added only for audiences that other input
    /// contains, or for all audiences if no other input contains audiences.</summary>
    /// <param name="path">The inbox.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>The number of deliveries that cannot be read.</returns>
    /// <exception cref="IOException">It does not exist or cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    public long AddInbox(string path, CancellationToken cancellationToken)
    {
        // The audiences of a first inbox do not limit those of a second one.
        HashSet<string> audiences = _audiencesOfOtherInput ??= [.. AudienceIds];
        return InboxMaterial.Read(path, Add, _events, cancellationToken);

        void Add(WebhookEvent item)
        {
            switch (item)
            {
                case UploadStatusEvent status when audiences.Count == 0 || (status.CustomAudienceId is { } id && audiences.Contains(id)):
                    this.Add(status);
                    break;
                case MarketingMessageEvent message:
                    _messages.Add(message);
                    break;
                default:
                    _subscribers.Add(item);
                    break;
            }
        }
    }

    /// <summary>Builds the report.</summary>
    /// <param name="title">The title; null for the default title.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    public UploadReport Build(string? title = null, CancellationToken cancellationToken = default)
    {
        DateTimeOffset now = clock.GetUtcNow().ToUniversalTime();
        bool hasMore = !(_subscribers.IsEmpty && _messages.IsEmpty);
        return new UploadReport
        {
            Title = CleanText.Clean(title) ?? (hasMore ? "Messenger marketing: from list to click" : "Uploads to Messenger marketing audiences"),
            Made = now,
            Audiences = [.. _audiences.Select(audience => audience.Report(now))],
            Subscribers = _subscribers.IsEmpty ? null : _subscribers.Report(),
            Messages = _messages.Report(cancellationToken),
            Costs = _messages.ReportCosts(),
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
