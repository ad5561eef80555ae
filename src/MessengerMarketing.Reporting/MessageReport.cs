using System;
using System.Collections.Generic;

namespace MessengerMarketing.Reporting;

/// <summary>The marketing messages of a campaign, from all journals about it.</summary>
public sealed record MessageReport
{
    /// <summary>The campaign's id.</summary>
    public required string CampaignId { get; init; }

    /// <summary>The campaign's name; null when it is not known.</summary>
    public string? Name { get; init; }

    /// <summary>The host that received the messages; null for Meta.</summary>
    public string? Host { get; init; }

    /// <summary>When the first message was sent, UTC; null when it is not known.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Messages that Meta accepted.</summary>
    public long Sent { get; init; }

    /// <summary>Messages that were delivered.</summary>
    public long Delivered { get; init; }

    /// <summary>Messages that were read.</summary>
    public long Read { get; init; }

    /// <summary>Messages with a click.</summary>
    public long Clicked { get; init; }

    /// <summary>Messages that Meta accepted and could not deliver.</summary>
    public long Failed { get; init; }

    /// <summary>Messages that Meta rejected.</summary>
    public long Rejected { get; init; }

    /// <summary>Number of messages for which it is unknown whether they were sent.</summary>
    public long Unknown { get; init; }

    /// <summary>Messages that were not sent.</summary>
    public long NotSent { get; init; }

    /// <summary>Messages that failed, were refused or were not sent, by reason, most frequent first.</summary>
    public required IReadOnlyList<KeyValuePair<string, long>> Reasons { get; init; }
}

/// <summary>The cost of a campaign, as reported by Meta. Amounts are in the ad account's currency. Properties that are not known are null.</summary>
public sealed record CampaignCost
{
    /// <summary>The campaign's id.</summary>
    public required string CampaignId { get; init; }

    /// <summary>The campaign's name; null when it is not known.</summary>
    public string? Name { get; init; }

    /// <summary>First day that the numbers cover, in the ad account's time zone.</summary>
    public DateTime? Since { get; init; }

    /// <summary>Last day that the numbers cover, in the ad account's time zone.</summary>
    public DateTime? Until { get; init; }

    /// <summary>Number of messages delivered.</summary>
    public long? Delivered { get; init; }

    /// <summary>Number of clicks.</summary>
    public long? Clicks { get; init; }

    /// <summary>Amount spent.</summary>
    public decimal? Spend { get; init; }

    /// <summary>Average cost of a delivered message.</summary>
    public decimal? CostPerDelivery { get; init; }

    /// <summary>Average cost of a click.</summary>
    public decimal? CostPerClick { get; init; }
}
