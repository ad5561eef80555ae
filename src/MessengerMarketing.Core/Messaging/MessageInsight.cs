using System;
using System.Globalization;

namespace MessengerMarketing.Messaging;

/// <summary>
/// The performance of a message campaign. Meta counts no messages to Europe and Japan, and no clicks in Argentina, Turkey and South Korea.
/// The numbers can be estimates. Properties that the response lacks are null. Source: Meta's guide to measuring performance, May 2026.
/// </summary>
public sealed record MessageInsight
{
    /// <summary>Id of the campaign.</summary>
    public required string CampaignId { get; init; }

    /// <summary>Name of the campaign, when the session has seen it.</summary>
    public string? CampaignName { get; init; }

    /// <summary>Number of messages delivered.</summary>
    public long? Delivered { get; init; }

    /// <summary>Messages read, in percent of those delivered.</summary>
    public double? ReadRate { get; init; }

    /// <summary>Number of clicks on links and buttons.</summary>
    public long? Clicks { get; init; }

    /// <summary>Messages with a click, in percent of those delivered.</summary>
    public double? ClickRate { get; init; }

    /// <summary>Amount spent, in the ad account's currency: 12.34 for 12 dollars and 34 cents.</summary>
    public decimal? Spend { get; init; }

    /// <summary>Average cost of a delivered message, in the ad account's currency.</summary>
    public decimal? CostPerDelivery { get; init; }

    /// <summary>Average cost of a click, in the ad account's currency.</summary>
    public decimal? CostPerClick { get; init; }

    /// <summary>First day that the numbers cover, in the ad account's time zone.</summary>
    public DateTime? Since { get; init; }

    /// <summary>Last day that the numbers cover, in the ad account's time zone.</summary>
    public DateTime? Until { get; init; }

    /// <returns>The campaign and the number of deliveries.</returns>
    public override string ToString() => string.Format(CultureInfo.InvariantCulture, "Message campaign '{0}': {1} delivered", CampaignName ?? CampaignId, Delivered ?? 0);
}
