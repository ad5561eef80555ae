using System;

namespace MessengerMarketing.Messaging;

/// <summary>A property to count subscribers by.</summary>
public enum SubscriberProperty
{
    /// <summary>The opt-in source.</summary>
    OptInSource,

    /// <summary>The title that they agreed to.</summary>
    Title,

    /// <summary>The token's status, as Meta reports it.</summary>
    Status,

    /// <summary>The day of the subscription, UTC.</summary>
    Day,

    /// <summary>How they last came to the Page before they subscribed.</summary>
    Door,

    /// <summary>The <c>ref</c> of the link, QR code or ad that they came from.</summary>
    Ref,
}

/// <summary>The number of subscribers with the same properties. Properties that are not counted by are null.</summary>
public record SubscriberMeasure
{
    /// <summary>The opt-in source; <c>Unknown</c> when the tokens do not have it.</summary>
    public string? OptInSource { get; init; }

    /// <summary>The title that they agreed to; null when the tokens do not have it.</summary>
    public string? Title { get; init; }

    /// <summary>The status of their tokens; null when the tokens do not have it, for example for people from a customer list.</summary>
    public string? Status { get; init; }

    /// <summary>The day of the subscription, UTC; null when the tokens do not have it, for example for people from a customer list.</summary>
    public DateTime? Day { get; init; }

    /// <summary>The number of subscribers.</summary>
    public required long Count { get; init; }

    /// <summary>Their share of all counted subscribers, 0 to 1.</summary>
    public required double Share { get; init; }
}
