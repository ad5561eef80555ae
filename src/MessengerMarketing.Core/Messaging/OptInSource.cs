using System;

namespace MessengerMarketing.Messaging;

/// <summary>How a subscriber was won. Source: <c>opt_in_source</c> in Meta's SDKs, whose four values are the first four here.</summary>
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

    /// <summary>None of Meta's four: what opt-in requests (option 3) and older ways brought.</summary>
    Other,
}

/// <summary>Meta's spelling of the sources.</summary>
internal static class OptInSources
{
    /// <summary>The four that Meta can be asked for.</summary>
    public static readonly OptInSource[] Named = [OptInSource.SubscriberList, OptInSource.ClickToMessenger, OptInSource.CommentAutomation, OptInSource.ReplyAutomation];

    public static string ToParameter(this OptInSource source) => source switch
    {
        OptInSource.SubscriberList => "SUBSCRIBER_LIST",
        OptInSource.ClickToMessenger => "CTM",
        OptInSource.CommentAutomation => "COMMENT_AUTOMATION",
        OptInSource.ReplyAutomation => "REPLY_AUTOMATION",
        _ => throw new ArgumentOutOfRangeException(nameof(source), source, "Meta cannot be asked for this source."),
    };
}
