using System;
using System.Globalization;

namespace MessengerMarketing.Sandbox;

/// <summary>An action of a customer on the Page of a sandbox.</summary>
/// <param name="Kind">The kind of the webhook event: Comment, VisitorPost, Postback, Referral, Reaction or Message.</param>
/// <param name="Psid">Page-scoped id of the customer, digits.</param>
/// <param name="Time">When it happened, UTC, by the sandbox's clock.</param>
public sealed record SandboxEvent(string Kind, string Psid, DateTimeOffset Time)
{
    /// <summary>Id of the comment.</summary>
    public string? CommentId { get; init; }

    /// <summary>Id of the post.</summary>
    public string? PostId { get; init; }

    /// <summary>The <c>ref</c> of the link or ad.</summary>
    public string? Ref { get; init; }

    /// <summary>Id of the message, or of the message that the customer reacted to.</summary>
    public string? MessageId { get; init; }

    /// <returns>The kind and the time, without the person.</returns>
    public override string ToString() => string.Format(CultureInfo.InvariantCulture, "{0} of {1:u}", Kind, Time);
}
