using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using MessengerMarketing.Messaging;
using MessengerMarketing.Webhooks;
using MessengerMarketing.Webhooks.Messages;

namespace MessengerMarketing.Reporting.Collecting;

/// <summary>The input data about marketing messages: journals joined with webhooks, summaries, and costs of campaigns.</summary>
internal sealed class MessageMaterial
{
    private readonly MessageResults _results = new();
    private readonly Dictionary<string, MessageResultSummary> _summaries = new(StringComparer.Ordinal);
    private readonly HashSet<string> _journals = new(StringComparer.Ordinal);
    private readonly HashSet<MessageInsight> _insights = [];
    private readonly Dictionary<string, string> _names = new(StringComparer.Ordinal);

    /// <summary>Whether there is nothing to report.</summary>
    public bool IsEmpty => _journals.Count + _summaries.Count + _insights.Count == 0;

    /// <summary>Adds a journal, once.</summary>
    /// <param name="path">The full path.</param>
    public void AddJournal(string path)
    {
        if (!_journals.Contains(path))
        {
            _results.AddJournal(path);
            _journals.Add(path);
        }
    }

    /// <summary>Adds the summary of a journal. It is used when the journal itself is not added.</summary>
    public void Add(MessageResultSummary summary) => _summaries[summary.JournalPath] = summary;

    /// <summary>Adds the cost of a campaign. The same numbers are counted once.</summary>
    public void Add(MessageInsight insight)
    {
        _insights.Add(insight with { CampaignName = null });
        AddName(insight.CampaignId, insight.CampaignName);
    }

    /// <summary>Adds an event about a message. Add the journals before.</summary>
    public void Add(MarketingMessageEvent item) => _results.Add(item);

    /// <summary>Adds the name of a campaign.</summary>
    public void AddName(string campaignId, string? name)
    {
        if (CleanText.Clean(name) is { } clean)
        {
            _names[campaignId] = clean;
        }
    }

    public IReadOnlyList<MessageReport> Report(CancellationToken cancellationToken)
    {
        var parts = new List<MessageReport>();
        foreach (TrackedJournal journal in _results.Journals)
        {
            cancellationToken.ThrowIfCancellationRequested();
            parts.Add(Create(journal.Summarize()) with { Host = CleanText.Clean(journal.Header.Host), From = journal.Header.Started.ToUniversalTime() });
        }

        parts.AddRange(_summaries.Values.Where(summary => !_journals.Contains(summary.JournalPath)).Select(Create));
        return [.. parts
            .GroupBy(static part => part.CampaignId)
            .Select(static campaign => campaign.Aggregate(Add))
            .OrderBy(static campaign => campaign.From ?? DateTimeOffset.MaxValue)
            .ThenBy(static campaign => campaign.CampaignId, StringComparer.Ordinal)];
    }

    public IReadOnlyList<CampaignCost> ReportCosts() => [.. _insights
        .Select(insight => new CampaignCost
        {
            CampaignId = CleanText.Clean(insight.CampaignId) ?? string.Empty,
            Name = FindName(insight.CampaignId),
            Since = insight.Since,
            Until = insight.Until,
            Delivered = insight.Delivered,
            Clicks = insight.Clicks,
            Spend = insight.Spend,
            CostPerDelivery = insight.CostPerDelivery,
            CostPerClick = insight.CostPerClick,
        })
        .OrderBy(static cost => cost.Since ?? DateTime.MaxValue)
        .ThenBy(static cost => cost.CampaignId, StringComparer.Ordinal)];

    private MessageReport Create(MessageResultSummary summary) => new()
    {
        CampaignId = CleanText.Clean(summary.CampaignId) ?? string.Empty,
        Name = FindName(summary.CampaignId),
        Sent = summary.Sent,
        Delivered = summary.Delivered,
        Read = summary.Read,
        Clicked = summary.Clicked,
        Failed = summary.Failed,
        Rejected = summary.Rejected,
        Unknown = summary.Unknown,
        NotSent = summary.NotSent,
        Reasons = Combine(summary.Reasons),
    };

    private string? FindName(string campaignId) => _names.TryGetValue(campaignId, out string? name) ? name : null;

    private static MessageReport Add(MessageReport one, MessageReport other) => one with
    {
        Host = one.Host ?? other.Host,
        From = one.From < other.From ? one.From : other.From ?? one.From,
        Sent = one.Sent + other.Sent,
        Delivered = one.Delivered + other.Delivered,
        Read = one.Read + other.Read,
        Clicked = one.Clicked + other.Clicked,
        Failed = one.Failed + other.Failed,
        Rejected = one.Rejected + other.Rejected,
        Unknown = one.Unknown + other.Unknown,
        NotSent = one.NotSent + other.NotSent,
        Reasons = Combine(one.Reasons.Concat(other.Reasons)),
    };

    private static IReadOnlyList<KeyValuePair<string, long>> Combine(IEnumerable<KeyValuePair<string, long>> reasons) => [.. reasons
        .GroupBy(static reason => CleanText.Clean(reason.Key) ?? "no reason", static reason => reason.Value)
        .Select(static reason => new KeyValuePair<string, long>(reason.Key, reason.Sum()))
        .OrderByDescending(static reason => reason.Value)
        .ThenBy(static reason => reason.Key, StringComparer.Ordinal)];
}
