using System.Collections.Generic;

namespace MessengerMarketing.Webhooks;

/// <summary>What was read from a delivery's body.</summary>
/// <param name="Events">Its events, in order; one that could not be told is an <see cref="OtherEvent"/>.</param>
/// <param name="Problem">Why the body could not be read, without repeating any of it; null when it could.</param>
public sealed record WebhookPayload(IReadOnlyList<WebhookEvent> Events, string? Problem);
