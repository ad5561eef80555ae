using System.Text.Json;
using MessengerMarketing.Graph;

namespace MessengerMarketing.Webhooks;

/// <summary>A person sent a message to the Page. For 24 hours, the Page can send the person an opt-in request.</summary>
public sealed record MessageEvent : ConversationEvent
{
    private MessageEvent(WebhookItem item, JsonElement message)
        : base(item, message.Object("referral") ?? item.Body.Object("referral"))
    {
        MessageId = message.Text("mid");
        Text = message.Lines("text");
        Payload = message.Object("quick_reply")?.Text("payload");
    }

    /// <inheritdoc/>
    internal override WebhookEventKind KindValue => WebhookEventKind.Message;

    /// <summary>Id of the message.</summary>
    public string? MessageId { get; }

    /// <summary>The text; null for a picture or another attachment. Default views do not show it.</summary>
    public string? Text { get; }

    /// <summary>The payload of the quick reply that the person chose; null for a message that the person wrote.</summary>
    public string? Payload { get; }

    /// <inheritdoc/>
    public override bool OpensWindow => true;

    private protected override WebhookDoor OwnDoor => WebhookDoor.Message;

    /// <inheritdoc/>
    public override string ToDisplayText() => (Payload is not null ? "a quick reply" : Text is null ? "a message without text" : "a message") + FormatOrigin();

    // An echo is a message from the Page, and a deleted message does not open the 24-hour window.
    internal static MessageEvent? TryRead(WebhookItem item) =>
        item.Body.Object("message") is { } message && !message.IsTrue("is_echo") && !message.IsTrue("is_deleted") ? new(item, message) : null;
}
