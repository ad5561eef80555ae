using System;
using System.Globalization;

namespace MessengerMarketing.Sandbox;

/// <summary>A message that a customer wrote to the Page of a sandbox.</summary>
/// <param name="Psid">Page-scoped id of the customer, digits.</param>
/// <param name="MessageId">Id of the message, as its webhook gives it.</param>
/// <param name="Time">When it was written, UTC; from then on the Page may answer for 24 hours.</param>
public sealed record SandboxMessage(string Psid, string MessageId, DateTimeOffset Time)
{
    /// <returns>When it was written; not by whom.</returns>
    public override string ToString() => string.Format(CultureInfo.InvariantCulture, "Message of {0:u}", Time);
}
