using System;
using System.Collections.Generic;
using System.Linq;

namespace MessengerMarketing.Sandbox;

/// <content>Simulates the ways in which customers come to the Page.</content>
public sealed partial class SandboxServer
{
    /// <summary>The last 1,000 private replies of the Page, oldest first.</summary>
    public IReadOnlyList<SandboxPrivateReply> PrivateReplies => _account.Feed.Replies;

    /// <summary>Simulates a comment on a post of the Page. It does not open the 24-hour window.</summary>
    /// <param name="text">The text.</param>
    /// <param name="psid">Page-scoped id, digits; null for a new customer.</param>
    /// <param name="postId">Id of the post; null for a post of the Page.</param>
    /// <exception cref="ArgumentException">The text is blank, or an id is not valid.</exception>
    public SandboxEvent Comment(string text, string? psid = null, string? postId = null)
    {
        RequireText(text, nameof(text));
        RequirePsid(psid);
        if (postId is not null && (postId.Length == 0 || postId.Any(static letter => letter is not ((>= '0' and <= '9') or '_'))))
        {
            throw new ArgumentException("The ID of a post must consist of digits and an underscore.", nameof(postId));
        }

        return _account.Feed.Comment(psid, text, postId);
    }

    /// <summary>Simulates a post of a visitor on the Page. It does not open the 24-hour window.</summary>
    /// <param name="text">The text.</param>
    /// <param name="psid">Page-scoped id, digits; null for a new customer.</param>
    /// <exception cref="ArgumentException">The text is blank, or the id is not valid.</exception>
    public SandboxEvent VisitorPost(string text, string? psid = null)
    {
        RequireText(text, nameof(text));
        RequirePsid(psid);
        return _account.Feed.VisitorPost(psid, text);
    }

    /// <summary>Simulates a tap on Get Started, an ice breaker, a menu item or a button of a message. It opens the window.</summary>
    /// <param name="payload">The payload of the button.</param>
    /// <param name="psid">Page-scoped id, digits; null for a new customer.</param>
    /// <param name="title">The text of the button; null for Get Started.</param>
    /// <exception cref="ArgumentException">The payload is blank, or the id is not valid.</exception>
    public SandboxEvent TapButton(string payload, string? psid = null, string? title = null)
    {
        RequireText(payload, nameof(payload));
        RequirePsid(psid);
        return _account.Doors.Tap(psid, payload, title);
    }

    /// <summary>Simulates an m.me link or a QR code: a postback of a new customer, a referral of another one. It opens the window.</summary>
    /// <param name="reference">The <c>ref</c> of the link.</param>
    /// <param name="psid">Page-scoped id, digits; null for a new customer.</param>
    /// <exception cref="ArgumentException">The ref is blank, or the id is not valid.</exception>
    public SandboxEvent OpenLink(string reference, string? psid = null)
    {
        RequireText(reference, nameof(reference));
        RequirePsid(psid);
        return _account.Doors.OpenLink(psid, reference);
    }

    /// <summary>Simulates an ad that clicks to Messenger. Only a text opens the window.</summary>
    /// <param name="reference">The <c>ref</c> of the ad.</param>
    /// <param name="text">The text of the customer, or null if the customer only opens the conversation.</param>
    /// <param name="psid">Page-scoped id, digits; null for a new customer.</param>
    /// <param name="adId">Id of the ad; null for a random one.</param>
    /// <exception cref="ArgumentException">The ref is blank, or the id is not valid.</exception>
    public SandboxEvent OpenAd(string reference, string? text = null, string? psid = null, string? adId = null)
    {
        RequireText(reference, nameof(reference));
        RequirePsid(psid);
        return _account.Doors.OpenAd(psid, reference, adId ?? _account.NewId().ToString(System.Globalization.CultureInfo.InvariantCulture), text);
    }

    /// <summary>Simulates a reaction to a message of the Page. It opens the window.</summary>
    /// <param name="psid">Page-scoped id, digits, of a customer who has a conversation with the Page.</param>
    /// <param name="reaction">The name of the reaction.</param>
    /// <exception cref="ArgumentException">The id is not valid, or the customer has no conversation with the Page.</exception>
    public SandboxEvent React(string psid, string reaction = "love")
    {
        RequirePsid(psid);
        RequireText(reaction, nameof(reaction));
        return _account.Doors.React(psid, reaction);
    }

    private static void RequireText(string text, string name)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            throw new ArgumentException("The text is blank.", name);
        }
    }
}
