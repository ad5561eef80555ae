using System;

namespace MessengerMarketing.Sandbox;

/// <summary>A webhook that a sandbox has delivered, or given up. It carries no body, so no token and no customer data.</summary>
/// <param name="Number">Running number of the delivery, from 1.</param>
/// <param name="Field">Webhook field, as <c>messages</c>; <c>verification</c> for the handshake.</param>
/// <param name="Status">HTTP status of the last attempt; 0 when none was answered in time.</param>
/// <param name="Attempts">How many attempts it took.</param>
/// <param name="IsDelivered">Whether the receiver has taken it: with HTTP 200, and a handshake with the challenge besides.</param>
/// <param name="IsDuplicate">Whether it repeats one that was taken already, as asked for by <see cref="SandboxOptions.WebhookDuplicates"/>.</param>
/// <param name="Time">When the last attempt ended, UTC.</param>
public sealed record SandboxDelivery(
    long Number, string Field, int Status, int Attempts, bool IsDelivered, bool IsDuplicate, DateTimeOffset Time)
{
    /// <summary>Value of the header X-Hub-Signature-256; null for the handshake, which has none.</summary>
    public string? Signature { get; init; }
}
