using System.Collections.Generic;

namespace MessengerMarketing.Webhooks.Subscriptions;

/// <summary>A subscription of an app to a Page's webhooks.</summary>
public sealed record WebhookSubscription
{
    /// <summary>The Page's id.</summary>
    public required string PageId { get; init; }

    /// <summary>The app's id.</summary>
    public string? AppId { get; init; }

    /// <summary>The app's name.</summary>
    public string? AppName { get; init; }

    /// <summary>The subscribed webhook fields.</summary>
    public IReadOnlyList<string> Fields { get; init; } = [];
}
