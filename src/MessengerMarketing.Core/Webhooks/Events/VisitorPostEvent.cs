using System;
using MessengerMarketing.Graph;

namespace MessengerMarketing.Webhooks;

/// <summary>A visitor posted on the Page (<c>feed</c>).</summary>
public sealed record VisitorPostEvent : FeedEvent
{
    // Source: reference of the Page webhook field feed, member item.
    private static readonly string[] Items = ["post", "status", "photo", "video", "share", "link", "album"];

    private VisitorPostEvent(WebhookItem item)
        : base(item)
    {
    }

    /// <inheritdoc/>
    internal override WebhookEventKind KindValue => WebhookEventKind.VisitorPost;

    /// <inheritdoc/>
    internal override WebhookDoor? DoorValue => WebhookDoor.VisitorPost;

    /// <inheritdoc/>
    public override string ToDisplayText() => "a post on the Page";

    internal static VisitorPostEvent? TryRead(WebhookItem item) =>
        IsNewEntryOfVisitor(item) && Array.IndexOf(Items, item.Body.Text("item")) >= 0 && item.Body.Text("post_id") is not null ? new(item) : null;
}
