using MessengerMarketing.Graph;

namespace MessengerMarketing.Webhooks;

/// <summary>
/// A visitor commented or posted on the Page (<c>feed</c>). It does not open the 24-hour window: the Page can send one private reply within
/// seven days, and the window opens when the person answers. Source: Messenger Platform, private replies.
/// </summary>
public abstract record FeedEvent : WebhookEvent
{
    private const string FieldName = "feed";
    private const string Added = "add";

    private protected FeedEvent(WebhookItem item)
        : base(item)
    {
        PostId = item.Body.Text("post_id");
        FromId = item.Body.Object("from")?.Text("id");
        Text = item.Body.Lines("message");
    }

    /// <summary>Id of the post.</summary>
    public string? PostId { get; }

    /// <summary>Id of the visitor, if the app can see it. Messages cannot be sent to it.</summary>
    public string? FromId { get; }

    /// <summary>What the visitor wrote. Default views do not show it.</summary>
    public string? Text { get; }

    /// <summary>
    /// Returns whether the item is a new entry of a visitor. Changes, removals, and the Page's own comments and posts need no reply, so
    /// they are other events.
    /// </summary>
    private protected static bool IsNewEntryOfVisitor(WebhookItem item) =>
        item.Field == FieldName
        && item.Body.Text("verb") == Added
        && (item.PageId is not { } page || item.Body.Object("from")?.Text("id") != page);
}
