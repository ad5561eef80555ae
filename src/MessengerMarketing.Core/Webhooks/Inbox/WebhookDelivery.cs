using System;
using System.Collections.Generic;

namespace MessengerMarketing.Webhooks.Inbox;

/// <summary>A stored delivery.</summary>
/// <param name="Sequence">Its sequence number in the inbox, from 1.</param>
/// <param name="Received">When it arrived, by the local clock, UTC.</param>
/// <param name="Body">The body as received.</param>
internal sealed record WebhookDelivery(long Sequence, DateTimeOffset Received, byte[] Body)
{
    /// <summary>The first half of the id of each event, as the line has them; null when it has none, or they were not read.</summary>
    public IReadOnlyList<string>? EventIds { get; init; }
}
