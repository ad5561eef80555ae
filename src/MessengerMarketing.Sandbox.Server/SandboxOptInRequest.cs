using System;

namespace MessengerMarketing.Sandbox;

/// <summary>The answer of a customer to an opt-in request.</summary>
public enum OptInAnswer
{
    /// <summary>No answer yet.</summary>
    Pending,

    /// <summary>The customer approved. There is a token.</summary>
    Approved,

    /// <summary>The customer declined. As with Meta, there is no webhook.</summary>
    Declined,

    /// <summary>The customer approved first and later stopped messages. There is a token, but messages are rejected.</summary>
    Stopped,
}

/// <summary>An opt-in request that the Page of a sandbox sent to a customer.</summary>
/// <param name="Psid">Page-scoped id of the customer, digits.</param>
/// <param name="Title">Title of the request, which is its topic.</param>
/// <param name="Payload">The payload of the webhook.</param>
/// <param name="TimeZone">The customer's time zone; null when the request has none.</param>
/// <param name="MessageId">Id of the message.</param>
/// <param name="Sent">When it was sent, UTC.</param>
/// <param name="Answer">What the customer has answered: the name of an <see cref="OptInAnswer"/>.</param>
public sealed record SandboxOptInRequest(
    string Psid, string Title, string Payload, string? TimeZone, string MessageId, DateTimeOffset Sent, string Answer)
{
    /// <summary><see cref="Answer"/> for the code of the module. PowerShell writes an enumeration to JSON as a number, so it gets the name.</summary>
    internal OptInAnswer AnswerValue => (OptInAnswer)Enum.Parse(typeof(OptInAnswer), Answer);

    /// <summary>Whether the customer is asked again before the subscription expires: ENABLED or DISABLED.</summary>
    internal string Reoptin { get; init; } = "ENABLED";

    /// <summary>The value of <c>notification_messages_cta_text</c> for the button text.</summary>
    internal string CallToAction { get; init; } = Messenger.CallToAction.Usual;

    /// <summary>Number of images, 1 to 5.</summary>
    internal int Images { get; init; } = 1;

    /// <returns>The title and the answer, without the person.</returns>
    public override string ToString() => $"{Title}: {Answer}";
}
