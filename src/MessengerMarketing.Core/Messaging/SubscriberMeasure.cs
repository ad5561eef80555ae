using System;

namespace MessengerMarketing.Messaging;

/// <summary>What subscribers can be counted by.</summary>
public enum SubscriberProperty
{
    /// <summary>How they were won.</summary>
    OptInSource,

    /// <summary>The title they agreed to.</summary>
    Title,

    /// <summary>Meta's word for the state of the token.</summary>
    Status,

    /// <summary>The day on which they subscribed, UTC.</summary>
    Day,
}

/// <summary>How many subscribers have the same properties. Properties that were not counted by are null.</summary>
public sealed record SubscriberMeasure
{
    /// <summary>How they were won; <c>Unknown</c> when the tokens do not say.</summary>
    public string? OptInSource { get; init; }

    /// <summary>The title they agreed to; null when the tokens do not say.</summary>
    public string? Title { get; init; }

    /// <summary>The state of their tokens; null when the tokens do not say, as for people of a customer list.</summary>
    public string? Status { get; init; }

    /// <summary>The day on which they subscribed, UTC; null when the tokens do not say, as for people of a customer list.</summary>
    public DateTime? Day { get; init; }

    /// <summary>How many there are.</summary>
    public required long Count { get; init; }

    /// <summary>Their share of all that were counted, 0 to 1.</summary>
    public required double Share { get; init; }
}
