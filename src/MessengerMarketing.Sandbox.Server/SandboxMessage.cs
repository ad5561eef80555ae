using System;
using System.Globalization;

namespace MessengerMarketing.Sandbox;

/// <summary>A message from a customer to the Page of a sandbox.</summary>
/// <param name="Psid">Page-scoped id of the customer, digits.</param>
/// <param name="MessageId">Id of the message, as in its webhook.</param>
/// <param name="Time">When it was sent, UTC. The Page can reply for 24 hours.</param>
public sealed record SandboxMessage(string Psid, string MessageId, DateTimeOffset Time)
{
    /// <returns>The time, without the person.</returns>
    public override string ToString() => string.Format(CultureInfo.InvariantCulture, "Message of {0:u}", Time);
}
