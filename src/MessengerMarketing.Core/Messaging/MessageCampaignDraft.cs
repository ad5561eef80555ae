using System;

namespace MessengerMarketing.Messaging;

/// <summary>A marketing message campaign to create. Amounts are in the smallest unit of the ad account's currency, such as cents.</summary>
internal sealed record MessageCampaignDraft
{
    private static readonly TimeSpan LatestStart = TimeSpan.FromDays(30);

    /// <summary>Not blank.</summary>
    public required string Name { get; init; }

    /// <summary>Average budget per day, more than zero. Exclusive with the lifetime budget.</summary>
    public long? DailyBudget { get; init; }

    /// <summary>Total budget, more than zero. Exclusive with the daily budget.</summary>
    public long? LifetimeBudget { get; init; }

    /// <summary>When sending starts, within 30 days; null for now.</summary>
    public DateTimeOffset? StartTime { get; init; }

    /// <summary>When sending ends. Null means 30 days after the start for a lifetime budget, and no end for a daily budget.</summary>
    public DateTimeOffset? EndTime { get; init; }

    /// <summary>Meta Pixel that website sales are attributed to; null to leave it to Meta.</summary>
    public string? PixelId { get; init; }

    /// <summary>
    /// Checks the limits of Meta's guide to sending. Meta also accepts a campaign without a budget and then sets an amount. This module
    /// requires a budget.
    /// </summary>
    /// <param name="now">The current time.</param>
    /// <exception cref="ArgumentException">A property is not valid; <see cref="ArgumentException.ParamName"/> names it.</exception>
    public void Check(DateTimeOffset now)
    {
        Limits.Require(!string.IsNullOrWhiteSpace(Name), nameof(Name), "A campaign needs a name.");
        Limits.Require(DailyBudget is null != LifetimeBudget is null, nameof(DailyBudget), "A campaign must have either a daily or a lifetime budget.");
        Limits.Require((DailyBudget ?? LifetimeBudget) > 0, DailyBudget is null ? nameof(LifetimeBudget) : nameof(DailyBudget), "A budget must be more than zero.");
        Limits.Require(StartTime is null || StartTime <= now + LatestStart, nameof(StartTime), "A campaign must start within 30 days.");
        Limits.Require(EndTime is null || EndTime > (StartTime > now ? StartTime : now), nameof(EndTime), "A campaign must end after its start, and not in the past.");
    }
}
