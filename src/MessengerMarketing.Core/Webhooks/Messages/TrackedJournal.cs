using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using MessengerMarketing.Collections;
using MessengerMarketing.Messaging.Sending.Journal;

namespace MessengerMarketing.Webhooks.Messages;

/// <summary>A message journal whose messages can be found by webhook events.</summary>
internal sealed class TrackedJournal
{
    private readonly Dictionary<Guid, TrackedMessage> _byToken = [];
    private readonly Dictionary<string, TrackedMessage> _byTrackingId = new(StringComparer.OrdinalIgnoreCase);
    private readonly string _path;

    /// <summary>Reads a journal.</summary>
    /// <exception cref="MessageJournalException">It is not a message journal, or is empty.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    public TrackedJournal(string path)
    {
        _path = path;
        Header = MessageJournalReader.Read(path, Add);
    }

    /// <summary>The header of the journal.</summary>
    public MessageJournalHeader Header { get; }

    /// <summary>The messages, in the order in which they were first recorded.</summary>
    public IEnumerable<MessageResult> Results => _byToken.Values.Select(message => message.ToResult(Header.CampaignId, _path));

    /// <summary>Finds the message that an event is about; null when it is not in this journal.</summary>
    public TrackedMessage? Find(MarketingMessageEvent item)
    {
        if (item.CampaignId is { } campaign && campaign != Header.CampaignId)
        {
            return null;
        }

        if (item.TrackingId is { } trackingId && _byTrackingId.TryGetValue(trackingId, out TrackedMessage? tracked))
        {
            return tracked;
        }

        if (item.Token is not { } token || !TokenHash.TryParse(TokenHash.Compute(Header.RunId, token), out Guid key) || !_byToken.TryGetValue(key, out tracked))
        {
            return null;
        }

        // With two tracking ids, the event is about another message to the same subscriber.
        return item.TrackingId is null || tracked.Entry.TrackingId is null ? tracked : null;
    }

    /// <summary>Counts the results.</summary>
    public MessageResultSummary Summarize()
    {
        MessageResult[] results = [.. Results];
        return new MessageResultSummary
        {
            CampaignId = Header.CampaignId,
            Subscribers = results.Length,
            Sent = Count(static status => status is not (MessageResultStatus.Rejected or MessageResultStatus.NotSent or MessageResultStatus.Unknown)),
            Delivered = Count(static status => status is MessageResultStatus.Delivered or MessageResultStatus.Read or MessageResultStatus.Clicked),
            Read = Count(static status => status is MessageResultStatus.Read or MessageResultStatus.Clicked),
            Clicked = Count(static status => status == MessageResultStatus.Clicked),
            Failed = Count(static status => status == MessageResultStatus.Failed),
            Rejected = Count(static status => status == MessageResultStatus.Rejected),
            Unknown = Count(static status => status == MessageResultStatus.Unknown),
            NotSent = Count(static status => status == MessageResultStatus.NotSent),
            Reasons = new ReasonCounts(results
                .Where(static result => result.StatusValue is MessageResultStatus.Rejected or MessageResultStatus.NotSent or MessageResultStatus.Failed)
                .GroupBy(static result => result.Reason ?? "no reason")
                .OrderByDescending(static reason => reason.Count())
                .ToDictionary(static reason => reason.Key, static reason => (long)reason.Count())),
            JournalPath = _path,
        };

        long Count(Func<MessageResultStatus, bool> matches) => results.LongCount(result => matches(result.StatusValue));
    }

    private void Add(MessageJournalEntry entry, Guid key)
    {
        if (_byToken.TryGetValue(key, out TrackedMessage? message))
        {
            message.Entry = entry;
        }
        else
        {
            _byToken[key] = message = new TrackedMessage { Entry = entry };
        }

        if (entry.TrackingId is { } trackingId)
        {
            _byTrackingId[trackingId] = message;
        }
    }
}
