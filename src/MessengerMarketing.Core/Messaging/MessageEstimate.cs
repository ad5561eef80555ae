using System.Globalization;

namespace MessengerMarketing.Messaging;

/// <summary>
/// Meta's estimate of how many messages a budget pays for, or of what messages to all subscribers of the Page cost. Amounts are in the smallest
/// unit of the ad account's currency, such as cents. Source: Meta's guide to sending, delivery estimation.
/// </summary>
public sealed record MessageEstimate
{
    /// <summary>The daily budget that the estimate is for; null when there is none.</summary>
    public long? DailyBudget { get; init; }

    /// <summary>The lifetime budget that the estimate is for; null when there is none.</summary>
    public long? LifetimeBudget { get; init; }

    /// <summary>Lower bound of the number of messages.</summary>
    public long? DeliveryLowerBound { get; init; }

    /// <summary>Upper bound of the number of messages.</summary>
    public long? DeliveryUpperBound { get; init; }

    /// <summary>Lower bound of the cost.</summary>
    public long? CostLowerBound { get; init; }

    /// <summary>Upper bound of the cost.</summary>
    public long? CostUpperBound { get; init; }

    /// <returns>The bounds.</returns>
    public override string ToString() => string.Format(
        CultureInfo.InvariantCulture, "{0} to {1} messages, cost {2} to {3}", DeliveryLowerBound, DeliveryUpperBound, CostLowerBound, CostUpperBound);
}
