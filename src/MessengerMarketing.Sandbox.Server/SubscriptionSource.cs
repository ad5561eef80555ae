namespace MessengerMarketing.Sandbox;

/// <summary>
/// How a person subscribed, as in <c>opt_in_source</c> of <c>/&lt;PAGE_ID&gt;/notification_message_tokens</c>. Source: the types of Meta's
/// SDKs, which have no value for an opt-in request.
/// </summary>
public enum SubscriptionSource
{
    /// <summary>The person approved an opt-in request.</summary>
    OptInRequest,

    /// <summary>The person sent a message to the Page from a click-to-Messenger ad: <c>CTM</c>.</summary>
    ClickToMessenger,

    /// <summary>The person commented on a post: <c>COMMENT_AUTOMATION</c>.</summary>
    CommentAutomation,

    /// <summary>The person was invited after 48 hours without a reply: <c>REPLY_AUTOMATION</c>.</summary>
    ReplyAutomation,

    /// <summary>The person matched a row of a customer list: <c>SUBSCRIBER_LIST</c>.</summary>
    SubscriberList,
}
