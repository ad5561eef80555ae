using System;

namespace MessengerMarketing.Messaging;

/// <summary>How a person subscribed. The first four values are those of <c>opt_in_source</c> in Meta's SDKs.</summary>
public enum OptInSource
{
    /// <summary>SUBSCRIBER_LIST: a customer list uploaded to a custom audience (option 1).</summary>
    SubscriberList,

    /// <summary>CTM: an ad that clicks to Messenger (option 2).</summary>
    ClickToMessenger,

    /// <summary>COMMENT_AUTOMATION: a comment under a post (option 4).</summary>
    CommentAutomation,

    /// <summary>REPLY_AUTOMATION: a conversation left without a reply for 48 hours (option 4).</summary>
    ReplyAutomation,

    /// <summary>None of Meta's four values: opt-in requests (option 3) and older methods.</summary>
    Other,
}

/// <summary>Converts sources to Meta's spelling.</summary>
internal static class OptInSources
{
    /// <summary>The four sources that Meta accepts as a filter.</summary>
    public static readonly OptInSource[] Named = [OptInSource.SubscriberList, OptInSource.ClickToMessenger, OptInSource.CommentAutomation, OptInSource.ReplyAutomation];

    public static string ToParameter(this OptInSource source) => source switch
    {
        OptInSource.SubscriberList => "SUBSCRIBER_LIST",
        OptInSource.ClickToMessenger => "CTM",
        OptInSource.CommentAutomation => "COMMENT_AUTOMATION",
        OptInSource.ReplyAutomation => "REPLY_AUTOMATION",
        _ => throw new ArgumentOutOfRangeException(nameof(source), source, "Meta does not accept this source as a filter."),
    };
}
