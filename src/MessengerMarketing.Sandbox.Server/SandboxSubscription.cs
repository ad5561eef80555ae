using System;

namespace MessengerMarketing.Sandbox;

/// <summary>A subscription that came about without an opt-in request.</summary>
/// <param name="Psid">Page-scoped id of the subscriber, digits.</param>
/// <param name="Token">The subscription token.</param>
/// <param name="Title">Title of the subscription.</param>
/// <param name="Source">How the person became a subscriber.</param>
/// <param name="Time">When, UTC.</param>
public sealed record SandboxSubscription(string Psid, string Token, string Title, SubscriptionSource Source, DateTimeOffset Time)
{
    /// <returns>Title and source; neither the person nor the token.</returns>
    public override string ToString() => $"{Title}, {Source}";
}
