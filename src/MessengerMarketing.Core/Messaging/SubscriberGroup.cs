using System;

namespace MessengerMarketing.Messaging;

/// <summary>The properties of a subscriber that can be counted by. Unknown ones are null.</summary>
/// <param name="OptInSource">The opt-in source.</param>
/// <param name="Title">The title that the person agreed to.</param>
/// <param name="Status">The token's status.</param>
/// <param name="Day">The time of the subscription, UTC.</param>
internal sealed record SubscriberGroup(string? OptInSource, string? Title, string? Status, DateTime? Day)
{
    /// <summary>How the person came to the Page: the name of a door of webhook events.</summary>
    public string? Door { get; init; }

    /// <summary>The <c>ref</c> of the link, QR code or ad that the person came from.</summary>
    public string? Ref { get; init; }
}
