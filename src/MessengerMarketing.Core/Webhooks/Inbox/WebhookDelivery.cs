using System;

namespace MessengerMarketing.Webhooks.Inbox;

/// <summary>A stored delivery.</summary>
/// <param name="Sequence">Its sequence number in the inbox, from 1.</param>
/// <param name="Received">When it arrived, by the local clock, UTC.</param>
/// <param name="Body">The body as received.</param>
internal sealed record WebhookDelivery(long Sequence, DateTimeOffset Received, byte[] Body);
