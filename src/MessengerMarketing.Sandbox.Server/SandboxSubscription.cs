using System;

namespace MessengerMarketing.Sandbox;

/// <summary>A subscription without an opt-in request.</summary>
/// <param name="Psid">Page-scoped id of the subscriber, digits.</param>
/// <param name="Token">The subscription token.</param>
/// <param name="Title">Title of the subscription.</param>
/// <param name="Source">How the person became a subscriber.</param>
/// <param name="Time">The time of the subscription, UTC.</param>
public sealed record SandboxSubscription(string Psid, string Token, string Title, SubscriptionSource Source, DateTimeOffset Time)
{
    /// <returns>The title and the source, without the person and the token.</returns>
    public override string ToString() => $"{Title}, {Source}";
}
