using System;
using System.Collections.Generic;

namespace MessengerMarketing.Sandbox.Messenger;

/// <summary>The values of <c>notification_messages_cta_text</c>, and the button text of each value in Messenger. Source: Meta's reference.</summary>
internal static class CallToAction
{
    /// <summary>The default value.</summary>
    public const string Usual = "GET_UPDATES";

    /// <summary>Button texts by value.</summary>
    public static readonly IReadOnlyDictionary<string, string> Words = new SortedDictionary<string, string>(StringComparer.Ordinal)
    {
        ["ALLOW"] = "Allow messages",
        ["GET"] = "Get messages",
        [Usual] = "Get updates",
        ["OPT_IN"] = "Opt in to messages",
        ["SIGN_UP"] = "Sign up for messages",
    };
}
