using System;
using System.Globalization;

namespace MessengerMarketing.Sandbox;

/// <summary>A private reply of the Page of a sandbox to a comment or a post.</summary>
/// <param name="Psid">Page-scoped id of the customer, digits.</param>
/// <param name="MessageId">Id of the message.</param>
/// <param name="Time">When it was sent, UTC.</param>
public sealed record SandboxPrivateReply(string Psid, string MessageId, DateTimeOffset Time)
{
    /// <summary>Id of the comment; null for a reply to a post.</summary>
    public string? CommentId { get; init; }

    /// <summary>Id of the post; null for a reply to a comment.</summary>
    public string? PostId { get; init; }

    /// <summary>The text; null for a message without text.</summary>
    public string? Text { get; init; }

    /// <returns>The time, without the person and the text.</returns>
    public override string ToString() => string.Format(CultureInfo.InvariantCulture, "Private reply of {0:u}", Time);
}
