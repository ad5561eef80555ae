using System.Text.Json;
using MessengerMarketing.Graph;

namespace MessengerMarketing.Webhooks;

/// <summary>An event in the conversation of a person with the Page, which can come with a referral.</summary>
public abstract record ConversationEvent : WebhookEvent
{
    // Source: m.me links, and referrals of ads that click to Messenger.
    private const string LinkSource = "SHORTLINK";
    private const string AdSource = "ADS";

    private protected ConversationEvent(WebhookItem item, JsonElement? referral)
        : base(item)
    {
        Psid = item.SenderId;
        PageId = item.RecipientId ?? item.PageId;
        Ref = referral?.Text("ref");
        Source = referral?.Text("source");
        AdId = referral?.Text("ad_id");
        AdTitle = referral?.Object("ads_context_data")?.Text("ad_title");
        HasReferral = referral is not null;
    }

    /// <summary>Title of the ad that the person came from.</summary>
    public string? AdTitle { get; }

    /// <summary>Whether the person came through an m.me link or a QR code.</summary>
    private protected bool IsFromLink => Source == LinkSource;

    private protected bool HasReferral { get; }

    /// <inheritdoc/>
    internal override WebhookDoor? DoorValue =>
        IsFromLink ? WebhookDoor.Link
        : Source == AdSource || AdId is not null ? WebhookDoor.Ad
        : HasReferral ? WebhookDoor.Referral
        : OwnDoor;

    /// <summary>The door of the event without a referral.</summary>
    private protected abstract WebhookDoor OwnDoor { get; }

    /// <summary>Returns where the person came from, to follow the text of an event; empty without a referral.</summary>
    private protected string FormatOrigin()
    {
        string? origin = DoorValue switch
        {
            WebhookDoor.Link => " from a link",
            WebhookDoor.Ad => " from an ad",
            WebhookDoor.Referral => $" from {Source ?? "an unknown source"}",
            _ => null,
        };
        return origin + (Ref is null ? null : $", ref '{Ref}'");
    }
}
