namespace MessengerMarketing.Sandbox;

/// <summary>
/// How a person became a subscriber, as <c>opt_in_source</c> of <c>/&lt;PAGE_ID&gt;/notification_message_tokens</c> knows it.
/// Source: the types of Meta's own SDKs; an answered opt-in request has none of these.
/// </summary>
public enum SubscriptionSource
{
    /// <summary>The person allowed an opt-in request.</summary>
    OptInRequest,

    /// <summary>The person wrote to the Page from a Click-to-Messenger ad: <c>CTM</c>.</summary>
    ClickToMessenger,

    /// <summary>The person commented on a post with a high intent: <c>COMMENT_AUTOMATION</c>.</summary>
    CommentAutomation,

    /// <summary>The person was invited after 48 hours without a reply: <c>REPLY_AUTOMATION</c>.</summary>
    ReplyAutomation,

    /// <summary>The person matched a row of a customer list: <c>SUBSCRIBER_LIST</c>.</summary>
    SubscriberList,
}
