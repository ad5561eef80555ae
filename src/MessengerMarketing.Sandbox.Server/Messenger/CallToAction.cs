using System;
using System.Collections.Generic;

namespace MessengerMarketing.Sandbox.Messenger;

/// <summary>The values of <c>notification_messages_cta_text</c>, and the words that Messenger puts on the button for each. Source: Meta's reference.</summary>
internal static class CallToAction
{
    /// <summary>What is shown when nothing was sent.</summary>
    public const string Usual = "GET_UPDATES";

    /// <summary>Words on the button, by value.</summary>
    public static readonly IReadOnlyDictionary<string, string> Words = new SortedDictionary<string, string>(StringComparer.Ordinal)
    {
        ["ALLOW"] = "Allow messages",
        ["GET"] = "Get messages",
        [Usual] = "Get updates",
        ["OPT_IN"] = "Opt in to messages",
        ["SIGN_UP"] = "Sign up for messages",
    };
}
