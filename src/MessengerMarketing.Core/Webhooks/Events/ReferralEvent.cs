using System.Text.Json;
using MessengerMarketing.Graph;

namespace MessengerMarketing.Webhooks;

/// <summary>A person opened an existing conversation from an m.me link, a QR code or an ad (<c>messaging_referrals</c>). A link or QR code opens the 24-hour
/// window. An ad opens it only when the person writes, which is a separate <see cref="MessageEvent"/>.</summary>
public sealed record ReferralEvent : ConversationEvent
{
    private ReferralEvent(WebhookItem item, JsonElement referral)
        : base(item, referral)
    {
    }

    /// <inheritdoc/>
    internal override WebhookEventKind KindValue => WebhookEventKind.Referral;

    /// <inheritdoc/>
    public override bool OpensWindow => IsFromLink && AdId is null;

    private protected override WebhookDoor OwnDoor => WebhookDoor.Referral;

    /// <inheritdoc/>
    public override string ToDisplayText() => $"opened the conversation{FormatOrigin()}";

    internal static ReferralEvent? TryRead(WebhookItem item) => item.Body.Object("referral") is { } referral ? new(item, referral) : null;
}
