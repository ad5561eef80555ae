using System.Text.Json;
using MessengerMarketing.Graph;

namespace MessengerMarketing.Webhooks;

/// <summary>
/// A person tapped Get Started, an ice breaker, a menu item or a button of a message (<c>messaging_postbacks</c>). For 24 hours, the Page
/// can send the person an opt-in request.
/// </summary>
public sealed record PostbackEvent : ConversationEvent
{
    private PostbackEvent(WebhookItem item, JsonElement postback)
        : base(item, postback.Object("referral") ?? item.Body.Object("referral"))
    {
        Title = postback.Text("title");
        Payload = postback.Text("payload");
        MessageId = postback.Text("mid");
    }

    /// <inheritdoc/>
    internal override WebhookEventKind KindValue => WebhookEventKind.Postback;

    /// <summary>The text of the button.</summary>
    public string? Title { get; }

    /// <summary>The payload that the Page gave the button.</summary>
    public string? Payload { get; }

    /// <summary>Id of the message.</summary>
    public string? MessageId { get; }

    /// <inheritdoc/>
    public override bool OpensWindow => true;

    private protected override WebhookDoor OwnDoor => WebhookDoor.Button;

    /// <inheritdoc/>
    public override string ToDisplayText() => $"button{(Title is null ? null : $" '{Title}'")}{FormatOrigin()}";

    internal static PostbackEvent? TryRead(WebhookItem item) => item.Body.Object("postback") is { } postback ? new(item, postback) : null;
}
