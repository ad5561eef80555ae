namespace MessengerMarketing.Messaging;

/// <summary>The number of subscribers with the same properties, counted also by what an inbox says about them.</summary>
public sealed record SubscriberDoorMeasure : SubscriberMeasure
{
    /// <summary>
    /// How they last came to the Page before they subscribed: the name of a door of webhook events; <c>Unknown</c> when the inbox has no such
    /// event. Null when it is not counted by.
    /// </summary>
    public string? Door { get; init; }

    /// <summary>
    /// The <c>ref</c> of the link, QR code or ad that they came from; null when there is none, and <c>Other</c> for the less frequent ones.
    /// Anyone can change it, so do not trust it.
    /// </summary>
    public string? Ref { get; init; }
}
