using System;
using MessengerMarketing.Messaging.Sending.Journal;

namespace MessengerMarketing.Webhooks.Messages;

/// <summary>A message of a journal, with its events from the inbox.</summary>
internal sealed class TrackedMessage
{
    private bool _wasEchoed;
    private DateTimeOffset? _delivered;
    private DateTimeOffset? _read;
    private DateTimeOffset? _clicked;
    private DateTimeOffset? _failed;
    private string? _failure;
    private int _clicks;

    /// <summary>The last line of the journal about it.</summary>
    public required MessageJournalEntry Entry { get; set; }

    /// <summary>Records an event.</summary>
    public void Add(MarketingMessageEvent item)
    {
        DateTimeOffset time = item.Time ?? Entry.Time;
        switch (item)
        {
            case EchoEvent:
                _wasEchoed = true;
                break;
            case DeliveredEvent:
                _delivered = Earlier(_delivered, time);
                break;
            case ReadEvent:
                _read = Earlier(_read, time);
                break;
            case ClickedEvent:
                _clicked = Earlier(_clicked, time);
                _clicks++;
                break;
            case FailedEvent failure:
                _failed = Earlier(_failed, time);
                _failure = failure.ErrorMessage ?? _failure;
                break;
        }
    }

    /// <summary>Creates the result.</summary>
    public MessageResult ToResult(string campaignId, string journalPath)
    {
        MessageResultStatus status = FindStatus();
        return new MessageResult
        {
            Number = Entry.Number,
            CampaignId = campaignId,
            Status = status.ToString(),
            TrackingId = Entry.TrackingId,
            Sent = status is MessageResultStatus.Rejected or MessageResultStatus.NotSent ? null : Entry.Time,
            Delivered = _delivered,
            Read = _read,
            Clicked = _clicked,
            Clicks = _clicks,
            Failed = _failed,
            Reason = status == MessageResultStatus.Failed ? _failure ?? "no reason" : status is MessageResultStatus.Rejected or MessageResultStatus.NotSent or MessageResultStatus.Unknown ? Entry.Error : null,
            NotBefore = status is MessageResultStatus.Rejected or MessageResultStatus.NotSent ? Entry.NotBefore : null,
            JournalPath = journalPath,
        };
    }

    private MessageResultStatus FindStatus() =>
        _clicked is not null ? MessageResultStatus.Clicked
        : _read is not null ? MessageResultStatus.Read
        : _delivered is not null ? MessageResultStatus.Delivered
        : _failed is not null ? MessageResultStatus.Failed
        : _wasEchoed ? MessageResultStatus.Sent
        : Entry.Outcome switch
        {
            MessageOutcome.Accepted => MessageResultStatus.Sent,
            MessageOutcome.Rejected => MessageResultStatus.Rejected,
            MessageOutcome.NotSent => MessageResultStatus.NotSent,
            _ => MessageResultStatus.Unknown,
        };

    private static DateTimeOffset Earlier(DateTimeOffset? known, DateTimeOffset time) => known < time ? known.Value : time;
}
