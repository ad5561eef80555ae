using System;

namespace MessengerMarketing.Webhooks;

/// <summary>
/// An event from a webhook. Ids are text, even when the JSON has numbers, because a double cannot hold 17 digits. Times are UTC.
/// Properties that the webhook lacks are null.
/// </summary>
public abstract record WebhookEvent
{
    private protected WebhookEvent()
    {
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
    public required string Id { get; init; }

    /// <summary>The subscribed object, <c>page</c> or <c>ad_account</c>; null for a delivery without an envelope.</summary>
#pragma warning disable CA1720 // This is Meta's name in the body of the event.
    public string? Object { get; init; }
#pragma warning restore CA1720

    /// <summary>Id of the Page or ad account of the entry.</summary>
    public string? EntryId { get; init; }

    /// <summary>Name of the webhook field, or of the member that determines the kind of a messaging event.</summary>
    public string? Field { get; init; }

    /// <summary>When it happened; the time of the entry when the event has none.</summary>
    public DateTimeOffset? Time { get; init; }

    /// <summary>The Page's id.</summary>
    public string? PageId { get; init; }

    /// <summary>The JSON of the event as received, including members that this module does not know.</summary>
    public required string Raw { get; init; }

    /// <summary>Returns the event as a line of text without tokens, personal ids and message texts.</summary>
    public abstract string ToDisplayText();

    /// <returns><see cref="Kind"/> and <see cref="ToDisplayText"/>.</returns>
    public sealed override string ToString() => $"{Kind}: {ToDisplayText()}";
}
