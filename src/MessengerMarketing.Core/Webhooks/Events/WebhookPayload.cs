using System.Collections.Generic;

namespace MessengerMarketing.Webhooks;

/// <summary>The content of a delivery's body.</summary>
/// <param name="Events">The events, in order. An unknown event is an <see cref="OtherEvent"/>.</param>
/// <param name="Problem">Why the body could not be read, without any of its content; null when it was read.</param>
internal sealed record WebhookPayload(IReadOnlyList<WebhookEvent> Events, string? Problem);
