using System;

namespace MessengerMarketing.Webhooks;

/// <summary>An event from a webhook. IDs are text, even if they are numbers in the JSON, because a double cannot represent 17 digits. Times are UTC. Properties
/// that the webhook lacks are null.</summary>
public abstract record WebhookEvent
{
    // Source: Messenger Platform policy, standard messaging window.
    private static readonly TimeSpan Window = TimeSpan.FromHours(24);

    private protected WebhookEvent(WebhookItem item)
    {
        Id = item.CreateId();
        Object = item.Subscribed;
        EntryId = item.EntryId;
        Field = item.Field;
        Time = item.Time;
        PageId = item.PageId;
        Raw = item.Raw;
    }

    /// <summary>What the event is about: the name of a <see cref="WebhookEventKind"/>. Each type of event has one kind.</summary>
    public string Kind => KindValue.ToString();

    /// <summary><see cref="Kind"/> for the code of the module. PowerShell writes an enumeration to JSON as a number, so it gets the name.</summary>
    internal abstract WebhookEventKind KindValue { get; }

    /// <summary>
    /// An id that is the same for repeated deliveries: the lowercase hexadecimal SHA-256 of object, entry, time, field and value. Meta's
    /// events have no id. The time is the event's time, if it has one; the entry's time is the time of sending, which changes when a
    /// delivery is repeated.
    /// </summary>
    public string Id { get; internal init; }

    /// <summary>The subscribed object, <c>page</c> or <c>ad_account</c>; null for a delivery without an envelope.</summary>
#pragma warning disable CA1720 // This is Meta's name in the body of the event.
    public string? Object { get; }
#pragma warning restore CA1720

    /// <summary>Id of the Page or ad account of the entry.</summary>
    public string? EntryId { get; }

    /// <summary>Name of the webhook field, or of the member that determines the kind of a messaging event.</summary>
    public string? Field { get; }

    /// <summary>When it happened; the time of the entry when the event has none.</summary>
    public DateTimeOffset? Time { get; }

    /// <summary>The Page's id.</summary>
    public string? PageId { get; private protected init; }

    /// <summary>The person's Page-scoped id; null for events without one, such as comments.</summary>
    public string? Psid { get; private protected init; }

    /// <summary>
    /// How the person came to the Page: the name of a <see cref="WebhookDoor"/>. Null for events that are not a way to the Page, such as
    /// opt-ins.
    /// </summary>
    public string? Door => DoorValue?.ToString();

    /// <summary><see cref="Door"/> for the code of the module.</summary>
    internal virtual WebhookDoor? DoorValue => null;

    /// <summary>
    /// The <c>ref</c> of the link, QR code or ad that the person came from, at most 2,083 characters. Meta does not pass it on in every
    /// case. The person can change it, so do not trust it.
    /// </summary>
    public string? Ref { get; private protected init; }

    /// <summary>The source of the referral in Meta's spelling: <c>SHORTLINK</c> for m.me links and QR codes, <c>ADS</c> for ads.</summary>
    public string? Source { get; private protected init; }

    /// <summary>Id of the ad that the person came from.</summary>
    public string? AdId { get; private protected init; }

    /// <summary>
    /// Whether the event opens the 24-hour window, in which the Page can send the person messages and opt-in requests. The window of an old
    /// event can have ended: see <see cref="WindowEnds"/>. Source: Messenger Platform policy.
    /// </summary>
    public virtual bool OpensWindow => false;

    /// <summary>When the window that the event opens ends, 24 hours after <see cref="Time"/>; null when it opens none or its time is unknown.</summary>
    public DateTimeOffset? WindowEnds => OpensWindow && Time is { } time && time < DateTimeOffset.MaxValue - Window ? time + Window : null;

    /// <summary>The JSON of the event as received, including members that this module does not know.</summary>
    public string Raw { get; }

    /// <summary>Returns the event as a line of text without tokens, personal ids and message texts.</summary>
    public abstract string ToDisplayText();

    /// <returns><see cref="Kind"/> and <see cref="ToDisplayText"/>.</returns>
    public sealed override string ToString() => $"{Kind}: {ToDisplayText()}";
}
