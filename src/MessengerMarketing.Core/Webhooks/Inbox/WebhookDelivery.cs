using System;

namespace MessengerMarketing.Webhooks.Inbox;

/// <summary>A delivery as it was kept.</summary>
/// <param name="Sequence">Its number in the inbox, from 1.</param>
/// <param name="Received">When it came, by this machine's clock, UTC.</param>
/// <param name="Body">The bytes as they came.</param>
internal sealed record WebhookDelivery(long Sequence, DateTimeOffset Received, byte[] Body);
