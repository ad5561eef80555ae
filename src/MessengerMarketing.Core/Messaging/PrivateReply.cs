using System;
using System.Globalization;
using System.Linq;

namespace MessengerMarketing.Messaging;

/// <summary>
/// A message to the author of a comment or post. Meta allows one for each comment or post, within seven days. Source: Messenger Platform,
/// private replies.
/// </summary>
internal sealed record PrivateReply
{
    /// <summary>Maximum length of a text, in characters. Source: Send API reference, message.text.</summary>
    public const int MaxText = 2000;

    /// <summary>How long a comment or post can be answered.</summary>
    public static readonly TimeSpan MaxAge = TimeSpan.FromDays(7);

    /// <summary>Id of the comment; null for a reply to a post.</summary>
    public string? CommentId { get; init; }

    /// <summary>Id of the post; null for a reply to a comment.</summary>
    public string? PostId { get; init; }

    /// <summary>The text.</summary>
    public required string Text { get; init; }

    /// <summary>Checks the id of a comment or post.</summary>
    /// <exception cref="ArgumentException">It is not digits, or two numbers of digits with an underscore in between. The exception message does not repeat it.</exception>
    public static string CheckId(string id)
    {
        string trimmed = id.Trim();
        string[] parts = trimmed.Split('_');
        return trimmed.Length <= 100 && parts.Length is 1 or 2 && Array.TrueForAll(parts, static part => part.Length > 0 && part.All(static letter => letter is >= '0' and <= '9'))
            ? trimmed
            : throw new ArgumentException("The ID of a comment or post consists of one number, or of two numbers with an underscore between them.", nameof(id));
    }

    /// <summary>Checks a text.</summary>
    /// <exception cref="ArgumentException">It is blank or too long.</exception>
    public static string CheckText(string text)
    {
        Limits.Require(!string.IsNullOrWhiteSpace(text), nameof(Text), "The text is blank.");
        Limits.Require(
            text.Length <= MaxText, nameof(Text), string.Format(CultureInfo.InvariantCulture, "The text has {0:N0} characters; at most {1:N0} are allowed.", text.Length, MaxText));
        return text;
    }
}

/// <summary>A private reply that Meta accepted. When the person answers it, the 24-hour window opens.</summary>
public sealed record PrivateReplyResult
{
    /// <summary>Page-scoped id of the person, as Meta reports it. Messages can be sent to it only after the person answers.</summary>
    public string? Psid { get; init; }

    /// <summary>Meta's id of the message.</summary>
    public required string MessageId { get; init; }

    /// <summary>Id of the comment; null for a reply to a post.</summary>
    public string? CommentId { get; init; }

    /// <summary>Id of the post; null for a reply to a comment.</summary>
    public string? PostId { get; init; }

    /// <summary>When the response arrived, UTC.</summary>
    public required DateTimeOffset Time { get; init; }

    /// <returns>The comment or post and the time, without the person.</returns>
    public override string ToString() => string.Format(CultureInfo.InvariantCulture, "Private reply to {0} at {1:u}", CommentId ?? PostId, Time);
}
