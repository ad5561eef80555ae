using System;

namespace MessengerMarketing.Sandbox.Messenger;

/// <summary>What a customer wrote to the Page.</summary>
/// <param name="Psid">Page-scoped id of the customer.</param>
/// <param name="MessageId">Id of the message.</param>
/// <param name="Text">What was written.</param>
/// <param name="Time">When, UTC.</param>
internal sealed record WrittenMessage(string Psid, string MessageId, string Text, DateTimeOffset Time);
