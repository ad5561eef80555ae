using System;

namespace MessengerMarketing.Sandbox.Messenger;

/// <summary>A message from a customer to the Page.</summary>
/// <param name="Psid">Page-scoped id of the customer.</param>
/// <param name="MessageId">Id of the message.</param>
/// <param name="Text">The text.</param>
/// <param name="Time">When it was sent, UTC.</param>
internal sealed record WrittenMessage(string Psid, string MessageId, string Text, DateTimeOffset Time);
