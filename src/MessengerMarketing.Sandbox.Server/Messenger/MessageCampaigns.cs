using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using MessengerMarketing.Sandbox.Errors;
using MessengerMarketing.Sandbox.State;

namespace MessengerMarketing.Sandbox.Messenger;

/// <summary>The message campaigns of an ad account.</summary>
internal sealed class MessageCampaigns(AdAccount account, RandomSource random)
{
    private readonly ConcurrentDictionary<string, MessageCampaign> _campaigns = new(StringComparer.Ordinal);

    /// <summary>The campaigns, newest first.</summary>
    public IEnumerable<MessageCampaign> All => _campaigns.Values.OrderByDescending(static campaign => campaign.Order);

    /// <summary>Results of the messages.</summary>
    public MessageOutcomes Outcomes { get; } = new(account);

    public MessageCampaign Add(
        string name, string pageId, long? dailyBudget, long? lifetimeBudget, DateTimeOffset now, DateTimeOffset start, DateTimeOffset? end)
    {
        string id = account.NewId().ToString(CultureInfo.InvariantCulture);
        string adSetId = account.NewId().ToString(CultureInfo.InvariantCulture);
        return _campaigns[id] = new MessageCampaign(id, adSetId, name, pageId, dailyBudget, lifetimeBudget, now, start, end);
    }

    public bool TryGet(string id, out MessageCampaign campaign) => _campaigns.TryGetValue(id, out campaign!);

    /// <summary>Finds the campaign that an ad set belongs to.</summary>
    public MessageCampaign? FindByAdSet(string adSetId) => _campaigns.Values.FirstOrDefault(campaign => campaign.AdSetId == adSetId);

    /// <summary>Changes a campaign.</summary>
    public void Set(MessageCampaign campaign) => _campaigns[campaign.Id] = campaign;

    public bool Remove(string id) => _campaigns.TryRemove(id, out _);

    /// <summary>Sends a message to a subscriber.</summary>
    /// <param name="campaignId">The campaign.</param>
    /// <param name="token">The subscription token.</param>
    /// <param name="gap">Minimum time since the subscriber's last message; zero for none.</param>
    /// <param name="now">The current time.</param>
    /// <returns>The tracking id of the message in webhooks.</returns>
    /// <exception cref="GraphErrorException">The message cannot be sent.</exception>
    public string Send(string campaignId, string token, TimeSpan gap, DateTimeOffset now)
    {
        if (!TryGet(campaignId, out MessageCampaign campaign))
        {
            throw MessengerErrors.UnknownCampaign();
        }

        CheckActive(campaign, now);
        SubscriptionToken subscriber = account.Subscriptions.Find(token) ?? throw MessengerErrors.UnknownToken();
        if (!string.Equals(campaign.PageId, account.PageId, StringComparison.Ordinal))
        {
            throw MessengerErrors.OtherPagesToken();
        }

        if (subscriber.IsStopped)
        {
            throw MessengerErrors.SubscriberStopped();
        }

        if (subscriber.Expires <= now)
        {
            throw MessengerErrors.TokenExpired();
        }

        if (subscriber.Psid is { } psid && now - account.Messenger.LastWrote(psid) < gap)
        {
            throw MessengerErrors.RecipientUnavailable();
        }

        if (random.NextShare() < account.Options.MessageRates.Capped)
        {
            throw MessengerErrors.FrequencyCapped();
        }

        TimeSpan wait = account.Subscriptions.Send(token, now);
        if (wait > TimeSpan.Zero)
        {
            throw MessengerErrors.TooSoon(wait);
        }

        string trackingId = TrackingId();
        Outcomes.Add(campaign, subscriber, trackingId, now, random);
        return trackingId;
    }

    private void CheckActive(MessageCampaign campaign, DateTimeOffset now)
    {
        if (campaign.Status == MessageCampaign.Paused || now >= campaign.End)
        {
            throw MessengerErrors.CampaignNotActive();
        }

        if (now < campaign.Start)
        {
            throw MessengerErrors.CampaignNotStarted(campaign.Start - now);
        }

        TimeSpan age = now - campaign.Created;
        TimeSpan readyAfter = account.Options.CampaignReadyAfter;
        if (age < readyAfter)
        {
            throw age.Ticks < readyAfter.Ticks / 2 ? MessengerErrors.CampaignStillPopulated(readyAfter - age) : MessengerErrors.CampaignNotReady(readyAfter - age);
        }
    }

    private string TrackingId()
    {
        string digits = random.Hex(32);
        return string.Join("-", digits.Substring(0, 8), digits.Substring(8, 4), digits.Substring(12, 4), digits.Substring(16, 4), digits.Substring(20));
    }
}
