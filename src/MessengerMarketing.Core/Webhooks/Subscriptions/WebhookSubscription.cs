using System.Collections.Generic;

namespace MessengerMarketing.Webhooks.Subscriptions;

/// <summary>An app that a Page's webhooks are sent to.</summary>
public sealed record WebhookSubscription
{
    /// <summary>The Page's id.</summary>
    public required string PageId { get; init; }

    /// <summary>The app's id.</summary>
    public string? AppId { get; init; }

    /// <summary>The app's name.</summary>
    public string? AppName { get; init; }

    /// <summary>The webhook fields it is subscribed to.</summary>
    public IReadOnlyList<string> Fields { get; init; } = [];
}
