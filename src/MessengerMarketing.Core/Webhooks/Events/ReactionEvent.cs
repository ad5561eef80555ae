using System.Text.Json;
using MessengerMarketing.Graph;

namespace MessengerMarketing.Webhooks;

/// <summary>
/// A person reacted to a message, or took a reaction back (<c>message_reactions</c>). A reaction opens the 24-hour window; taking it back
/// does not.
/// </summary>
public sealed record ReactionEvent : ConversationEvent
{
    private const string TakenBack = "unreact";

    private ReactionEvent(WebhookItem item, JsonElement reaction)
        : base(item, referral: null)
    {
        Action = reaction.Text("action");
        Reaction = reaction.Text("reaction");
        Emoji = reaction.Text("emoji");
        MessageId = reaction.Text("mid");
    }

    /// <inheritdoc/>
    internal override WebhookEventKind KindValue => WebhookEventKind.Reaction;

    /// <summary><c>react</c> or <c>unreact</c>.</summary>
    public string? Action { get; }

    /// <summary>Name of the reaction, such as <c>love</c>.</summary>
    public string? Reaction { get; }

    /// <summary>The reaction as an emoji.</summary>
    public string? Emoji { get; }

    /// <summary>Id of the message that the person reacted to.</summary>
    public string? MessageId { get; }

    /// <inheritdoc/>
    public override bool OpensWindow => Action != TakenBack;

    private protected override WebhookDoor OwnDoor => WebhookDoor.Reaction;

    /// <inheritdoc/>
    public override string ToDisplayText() => $"{(OpensWindow ? "a reaction" : "a reaction taken back")}{(Reaction is null ? null : $": {Reaction}")}";

    internal static ReactionEvent? TryRead(WebhookItem item) => item.Body.Object("reaction") is { } reaction ? new(item, reaction) : null;
}
