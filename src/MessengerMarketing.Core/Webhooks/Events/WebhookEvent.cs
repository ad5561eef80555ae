using System;

namespace MessengerMarketing.Webhooks;

/// <summary>
/// Something that happened, as a webhook tells it. Ids are text, whether they come as numbers or as text: as a double, an id of
/// 17 digits would lose the last. Times are UTC. What a webhook does not tell is null.
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
    /// The same each time Meta delivers the event: lower-case hexadecimal SHA-256 of object, entry, time, field and value. Meta gives
    /// events no id of their own. The time is the event's, where it has one; an entry's is that of sending, which differs in a repetition.
    /// </summary>
    public required string Id { get; init; }

    /// <summary>What was subscribed to, <c>page</c> or <c>ad_account</c>; null in a delivery without an envelope.</summary>
#pragma warning disable CA1720 // Meta's own name for it, as in the body that the event comes from.
    public string? Object { get; init; }
#pragma warning restore CA1720

    /// <summary>Id of the Page or ad account whose entry it came in.</summary>
    public string? EntryId { get; init; }

    /// <summary>Name of the webhook field, or of the member that tells what a messaging event is.</summary>
    public string? Field { get; init; }

    /// <summary>When it happened; the entry's time where the event has none.</summary>
    public DateTimeOffset? Time { get; init; }

    /// <summary>The Page's id.</summary>
    public string? PageId { get; init; }

    /// <summary>The event's JSON as it came, members that this module does not know among it.</summary>
    public required string Raw { get; init; }

    /// <summary>The event in a line that holds no token, no person's id and no person's words.</summary>
    public abstract string ToDisplayText();

    /// <returns><see cref="Kind"/> and <see cref="ToDisplayText"/>.</returns>
    public sealed override string ToString() => $"{Kind}: {ToDisplayText()}";
}
