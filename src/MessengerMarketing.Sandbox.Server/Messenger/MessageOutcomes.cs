using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using MessengerMarketing.Sandbox.State;
using MessengerMarketing.Sandbox.Webhooks;

namespace MessengerMarketing.Sandbox.Messenger;

/// <summary>The outcomes of accepted messages. An outcome is decided when a message is accepted, sent as webhooks, and counted in insights from the time at
/// which it occurs, so that webhooks and insights agree.</summary>
internal sealed class MessageOutcomes(AdAccount account)
{
    private readonly ConcurrentDictionary<string, ConcurrentQueue<MessageOutcome>> _byCampaign = new(StringComparer.Ordinal);

    /// <summary>Decides what happens to a message, and sends the webhooks.</summary>
    public void Add(MessageCampaign campaign, SubscriptionToken subscriber, string trackingId, DateTimeOffset now, RandomSource random)
    {
        SandboxMessageRates rates = account.Options.MessageRates;
        TimeSpan delay = account.Options.MessageDelay;
        double draw = random.NextShare();
        var message = new MessageWebhooks(account, campaign, subscriber, trackingId, random.Word("m_", 60));
        ConcurrentQueue<MessageOutcome> outcomes = _byCampaign.GetOrAdd(campaign.Id, static _ => new ConcurrentQueue<MessageOutcome>());
        message.PostEcho(now);
        if (draw < rates.Failed)
        {
            outcomes.Enqueue(new MessageOutcome(Failed: now + delay));
            message.PostFailure(now + delay, delay);
            return;
        }

        if (draw >= rates.Failed + rates.Delivered)
        {
            outcomes.Enqueue(new MessageOutcome());
            return;
        }

        bool isRead = random.NextShare() < rates.Read;
        bool isClicked = isRead && random.NextShare() < rates.Clicked;
        var outcome = new MessageOutcome(now + delay, isRead ? now + delay + delay : null, isClicked ? now + delay + delay + delay : null);
        outcomes.Enqueue(outcome);
        message.PostDelivery(now + delay, delay);
        if (outcome.Read is { } read)
        {
            message.PostRead(read, delay + delay);
        }

        if (outcome.Clicked is { } clicked)
        {
            message.PostClick(clicked, delay + delay + delay);
        }
    }

    /// <summary>Counts the outcomes in a period.</summary>
    /// <param name="campaignId">The campaign.</param>
    /// <param name="from">Start of the period.</param>
    /// <param name="to">End of the period, not included.</param>
    public (long Delivered, long Read, long Clicked) Count(string campaignId, DateTimeOffset from, DateTimeOffset to)
    {
        IEnumerable<MessageOutcome> outcomes = _byCampaign.TryGetValue(campaignId, out ConcurrentQueue<MessageOutcome>? all) ? all : [];
        MessageOutcome[] counted = [.. outcomes];
        return (counted.Count(each => Happened(each.Delivered)), counted.Count(each => Happened(each.Read)), counted.Count(each => Happened(each.Clicked)));

        bool Happened(DateTimeOffset? time) => time >= from && time < to;
    }

    /// <summary>Counts the messages of a campaign that were accepted, and those that have failed up to a time.</summary>
    public (long Sent, long Failed) CountSent(string campaignId, DateTimeOffset to) => _byCampaign.TryGetValue(campaignId, out ConcurrentQueue<MessageOutcome>? all)
        ? (all.Count, all.Count(each => each.Failed <= to))
        : (0, 0);

    private sealed record MessageOutcome(DateTimeOffset? Delivered = null, DateTimeOffset? Read = null, DateTimeOffset? Clicked = null, DateTimeOffset? Failed = null);
}
