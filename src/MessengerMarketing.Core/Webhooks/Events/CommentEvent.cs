using MessengerMarketing.Graph;

namespace MessengerMarketing.Webhooks;

/// <summary>A visitor commented on a post of the Page (<c>feed</c>).</summary>
public sealed record CommentEvent : FeedEvent
{
    private CommentEvent(WebhookItem item, string commentId)
        : base(item)
    {
        CommentId = commentId;
        ParentId = item.Body.Text("parent_id");
    }

    /// <inheritdoc/>
    internal override WebhookEventKind KindValue => WebhookEventKind.Comment;

    /// <inheritdoc/>
    internal override WebhookDoor? DoorValue => WebhookDoor.Comment;

    /// <summary>Id of the comment.</summary>
    public string CommentId { get; }

    /// <summary>Id of the comment that this one answers, or of the post.</summary>
    public string? ParentId { get; }

    /// <inheritdoc/>
    public override string ToDisplayText() => ParentId is { } parent && parent != PostId ? "a reply to a comment" : "a comment";

    internal static CommentEvent? TryRead(WebhookItem item) =>
        IsNewEntryOfVisitor(item) && item.Body.Text("item") == "comment" && item.Body.Text("comment_id") is { } id ? new(item, id) : null;
}
