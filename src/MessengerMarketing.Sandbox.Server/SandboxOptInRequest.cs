using System;

namespace MessengerMarketing.Sandbox;

/// <summary>What a customer has answered to an opt-in request.</summary>
public enum OptInAnswer
{
    /// <summary>Nothing yet.</summary>
    Pending,

    /// <summary>Yes: there is a token.</summary>
    Approved,

    /// <summary>No. Meta tells nobody, and neither does the sandbox.</summary>
    Declined,

    /// <summary>Yes at first, and later to stop: the token is there, and no message gets through.</summary>
    Stopped,
}

/// <summary>An opt-in request that the Page of a sandbox sent to a customer.</summary>
/// <param name="Psid">Page-scoped id of the customer, digits.</param>
/// <param name="Title">Title of the request, the topic that the customer is asked about.</param>
/// <param name="Payload">Text of the sender's, which comes back in the webhook.</param>
/// <param name="TimeZone">The customer's time zone as sent, if it was.</param>
/// <param name="MessageId">Id of the message that asked.</param>
/// <param name="Sent">When it was sent, UTC.</param>
/// <param name="Answer">What the customer has answered: the name of an <see cref="OptInAnswer"/>.</param>
public sealed record SandboxOptInRequest(
    string Psid, string Title, string Payload, string? TimeZone, string MessageId, DateTimeOffset Sent, string Answer)
{
    /// <summary><see cref="Answer"/> for the code of the module. PowerShell writes an enumeration to JSON as a number, so it gets the name.</summary>
    internal OptInAnswer AnswerValue => (OptInAnswer)Enum.Parse(typeof(OptInAnswer), Answer);

    /// <summary>Whether the customer is to be asked again before the subscription ends; ENABLED or DISABLED.</summary>
    internal string Reoptin { get; init; } = "ENABLED";

    /// <summary>What its button says, as <c>notification_messages_cta_text</c> has it.</summary>
    internal string CallToAction { get; init; } = Messenger.CallToAction.Usual;

    /// <summary>How many images it shows, 1 to 5.</summary>
    internal int Images { get; init; } = 1;

    /// <returns>Title and answer; not the person.</returns>
    public override string ToString() => $"{Title}: {Answer}";
}
