using System;

namespace MessengerMarketing.Sandbox;

/// <summary>A webhook that a sandbox delivered or failed to deliver. It has no body, so it contains no tokens and customer data.</summary>
/// <param name="Number">Sequential number of the delivery, from 1.</param>
/// <param name="Field">Webhook field, such as <c>messages</c>; <c>verification</c> for the handshake.</param>
/// <param name="Status">HTTP status of the last attempt; 0 when there was no response in time.</param>
/// <param name="Attempts">Number of attempts.</param>
/// <param name="IsDelivered">Whether the receiver accepted it, with HTTP 200, and for a handshake also with the challenge.</param>
/// <param name="IsDuplicate">Whether it repeats an accepted webhook, see <see cref="SandboxOptions.WebhookDuplicates"/>.</param>
/// <param name="Time">When the last attempt ended, UTC.</param>
public sealed record SandboxDelivery(
    long Number, string Field, int Status, int Attempts, bool IsDelivered, bool IsDuplicate, DateTimeOffset Time)
{
    /// <summary>Value of the header X-Hub-Signature-256; null for the handshake.</summary>
    public string? Signature { get; init; }
}
