using System;
using System.Collections.Concurrent;
using System.Globalization;
using MessengerMarketing.Sandbox.Errors;
using MessengerMarketing.Sandbox.State;

namespace MessengerMarketing.Sandbox.Messenger;

/// <summary>A campaign for marketing messages.</summary>
/// <param name="Id">The id, digits.</param>
/// <param name="Name">The name.</param>
/// <param name="PageId">The Page that sends.</param>
/// <param name="DailyBudget">Budget per day in the smallest unit of the currency, or null.</param>
/// <param name="LifetimeBudget">Total budget, or null.</param>
/// <param name="Created">When it was created.</param>
/// <param name="Start">When it starts to send.</param>
/// <param name="End">When it ends; null for no end.</param>
internal sealed record MessageCampaign(
    string Id, string Name, string PageId, long? DailyBudget, long? LifetimeBudget, DateTimeOffset Created, DateTimeOffset Start, DateTimeOffset? End);

/// <summary>The message campaigns of an ad account.</summary>
internal sealed class MessageCampaigns(AdAccount account, RandomSource random)
{
    private readonly ConcurrentDictionary<string, MessageCampaign> _campaigns = new(StringComparer.Ordinal);

    public MessageCampaign Add(
        string name, string pageId, long? dailyBudget, long? lifetimeBudget, DateTimeOffset now, DateTimeOffset start, DateTimeOffset? end)
    {
        string id = account.NewId().ToString(CultureInfo.InvariantCulture);
        return _campaigns[id] = new MessageCampaign(id, name, pageId, dailyBudget, lifetimeBudget, now, start, end);
    }

    public bool TryGet(string id, out MessageCampaign campaign) => _campaigns.TryGetValue(id, out campaign!);

    public bool Remove(string id) => _campaigns.TryRemove(id, out _);

    /// <summary>Sends a message to a subscriber.</summary>
    /// <param name="campaignId">The campaign.</param>
    /// <param name="token">The subscription token.</param>
    /// <param name="gap">Minimum time since the subscriber's last message; zero for none.</param>
    /// <param name="now">The current time.</param>
    /// <returns>The tracking id of the message in webhooks.</returns>
    /// <exception cref="GraphRefusalException">The message cannot be sent.</exception>
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

        TimeSpan wait = account.Subscriptions.Send(token, now);
        return wait == TimeSpan.Zero ? TrackingId() : throw MessengerErrors.TooSoon(wait);
    }

    private void CheckActive(MessageCampaign campaign, DateTimeOffset now)
    {
        if (now < campaign.Start || now >= campaign.End)
        {
            throw MessengerErrors.CampaignNotActive();
        }

        TimeSpan age = now - campaign.Created;
        TimeSpan readyAfter = account.Options.CampaignReadyAfter;
        if (age < readyAfter)
        {
            throw age.Ticks < readyAfter.Ticks / 2 ? MessengerErrors.CampaignStillPopulated() : MessengerErrors.CampaignNotReady();
        }
    }

    private string TrackingId()
    {
        string digits = random.Hex(32);
        return string.Join("-", digits.Substring(0, 8), digits.Substring(8, 4), digits.Substring(12, 4), digits.Substring(16, 4), digits.Substring(20));
    }
}
