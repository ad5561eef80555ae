using System;
using System.Globalization;

namespace MessengerMarketing.Messaging;

/// <summary>The result of a marketing message to one subscriber.</summary>
public sealed record MarketingMessageReceipt
{
    /// <summary>Number of the token in the input, from 1.</summary>
    public required long Number { get; init; }

    /// <summary>Id of the campaign, digits.</summary>
    public required string CampaignId { get; init; }

    /// <summary>The result: the name of a <see cref="SendStatus"/>.</summary>
    public required string Status
    {
        get => StatusValue.ToString();
        init => StatusValue = (SendStatus)Enum.Parse(typeof(SendStatus), value);
    }

    /// <summary><see cref="Status"/> for the code of the module. PowerShell writes an enumeration to JSON as a number, so it gets the name.</summary>
    internal SendStatus StatusValue { get; private init; }

    /// <summary>The id of this message in later webhooks; null when it was not accepted.</summary>
    public string? TrackingId { get; init; }

    /// <summary>Stable error id; null when there is no error.</summary>
    public string? ErrorId { get; init; }

    /// <summary>When to retry this subscriber, UTC; null when Meta did not name a time.</summary>
    public DateTimeOffset? NotBefore { get; init; }

    /// <summary>When the response arrived, UTC.</summary>
    public required DateTimeOffset Time { get; init; }

    /// <summary>The subscription token, which is a secret. Default views and <see cref="ToString"/> do not show it.</summary>
    public required string Token { get; init; }

    /// <returns>The number and the status, without the token.</returns>
    public override string ToString() => string.Format(CultureInfo.InvariantCulture, "Message {0}: {1}", Number, Status);
}
