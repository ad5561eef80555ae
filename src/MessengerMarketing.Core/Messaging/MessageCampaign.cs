using System;
using System.Globalization;

namespace MessengerMarketing.Messaging;

/// <summary>A marketing-message campaign that is to be made. Amounts are in the smallest unit of the ad account's currency, such as cents.</summary>
internal sealed record MessageCampaignDraft
{
    private static readonly TimeSpan LatestStart = TimeSpan.FromDays(30);

    /// <summary>Not blank.</summary>
    public required string Name { get; init; }

    /// <summary>What may be spent a day on average, more than zero; or a lifetime budget.</summary>
    public long? DailyBudget { get; init; }

    /// <summary>What may be spent in all, more than zero; or a daily budget.</summary>
    public long? LifetimeBudget { get; init; }

    /// <summary>When sending begins, within 30 days; null for now.</summary>
    public DateTimeOffset? StartTime { get; init; }

    /// <summary>When sending ends; null for 30 days after the start with a lifetime budget, and for no end with a daily one.</summary>
    public DateTimeOffset? EndTime { get; init; }

    /// <summary>Meta Pixel to which sales on a web site are attributed; null for none of your choice.</summary>
    public string? PixelId { get; init; }

    /// <summary>
    /// Checks the limits of Meta's guide to sending. Meta would also take a campaign without a budget and set an amount itself; this module
    /// does not leave that to chance.
    /// </summary>
    /// <param name="now">The moment to judge by.</param>
    /// <exception cref="ArgumentException">A member is out of its limits; <see cref="ArgumentException.ParamName"/> names it.</exception>
    public void Check(DateTimeOffset now)
    {
        Limits.Require(!string.IsNullOrWhiteSpace(Name), nameof(Name), "A campaign needs a name.");
        Limits.Require(DailyBudget is null != LifetimeBudget is null, nameof(DailyBudget), "A campaign has either a daily or a lifetime budget.");
        Limits.Require((DailyBudget ?? LifetimeBudget) > 0, DailyBudget is null ? nameof(LifetimeBudget) : nameof(DailyBudget), "A budget is more than zero.");
        Limits.Require(StartTime is null || StartTime <= now + LatestStart, nameof(StartTime), "A campaign starts within 30 days.");
        Limits.Require(EndTime is null || EndTime > (StartTime > now ? StartTime : now), nameof(EndTime), "A campaign ends after its start, and not in the past.");
    }
}

/// <summary>A marketing-message campaign. Amounts are in the smallest unit of the ad account's currency.</summary>
public sealed record MessageCampaign
{
    /// <summary>How long a new campaign takes at least before messages can be sent, by Meta's word; 139 minutes have been measured.</summary>
    public static readonly TimeSpan MinPreparation = TimeSpan.FromMinutes(60);

    /// <summary>Digits; what messages name as their campaign.</summary>
    public required string Id { get; init; }

    /// <summary>Name given at creation.</summary>
    public required string Name { get; init; }

    /// <summary>Id of the Page that sends.</summary>
    public required string PageId { get; init; }

    /// <summary>Daily budget, when it has one.</summary>
    public long? DailyBudget { get; init; }

    /// <summary>Lifetime budget, when it has one.</summary>
    public long? LifetimeBudget { get; init; }

    /// <summary>When sending begins, UTC; null for at once.</summary>
    public DateTimeOffset? StartTime { get; init; }

    /// <summary>When sending ends, UTC; null when it was not said.</summary>
    public DateTimeOffset? EndTime { get; init; }

    /// <summary>The earliest moment at which messages can be sent, UTC. It may well be an hour later.</summary>
    public required DateTimeOffset ReadyFrom { get; init; }

    /// <summary>What Meta remarked on the budget, masked; null when nothing.</summary>
    public string? Warning { get; init; }

    /// <returns>Name and id.</returns>
    public override string ToString() => string.Format(CultureInfo.InvariantCulture, "Message campaign '{0}' ({1})", Name, Id);
}
