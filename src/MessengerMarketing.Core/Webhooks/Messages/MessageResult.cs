using System;
using System.Globalization;

namespace MessengerMarketing.Webhooks.Messages;

/// <summary>The progress of a marketing message.</summary>
internal enum MessageResultStatus
{
    /// <summary>Meta accepted it, and nothing else is known.</summary>
    Sent,

    /// <summary>It was delivered.</summary>
    Delivered,

    /// <summary>The person read it.</summary>
    Read,

    /// <summary>The person clicked a link or a button.</summary>
    Clicked,

    /// <summary>It could not be delivered.</summary>
    Failed,

    /// <summary>Meta rejected it.</summary>
    Rejected,

    /// <summary>It was about to be sent, or there was no response, so it may have been sent.</summary>
    Unknown,

    /// <summary>It was not sent.</summary>
    NotSent,
}

/// <summary>The result of a marketing message to one subscriber, from its journal and the inbox. Times are UTC, and null when nothing is known.</summary>
public sealed record MessageResult
{
    /// <summary>Number of the subscriber in the run that sent the message, from 1.</summary>
    public required long Number { get; init; }

    /// <summary>Id of the campaign.</summary>
    public required string CampaignId { get; init; }

    /// <summary>The progress of the message: the name of a <see cref="MessageResultStatus"/>.</summary>
    public required string Status
    {
        get => StatusValue.ToString();
        init => StatusValue = (MessageResultStatus)Enum.Parse(typeof(MessageResultStatus), value);
    }

    /// <summary><see cref="Status"/> for the code of the module. PowerShell writes an enumeration to JSON as a number, so it gets the name.</summary>
    internal MessageResultStatus StatusValue { get; private init; }

    /// <summary>The tracking id of the message.</summary>
    public string? TrackingId { get; init; }

    /// <summary>When it was sent, or when its result was recorded.</summary>
    public DateTimeOffset? Sent { get; init; }

    /// <summary>When it was delivered.</summary>
    public DateTimeOffset? Delivered { get; init; }

    /// <summary>When the person read it first.</summary>
    public DateTimeOffset? Read { get; init; }

    /// <summary>When the person clicked first.</summary>
    public DateTimeOffset? Clicked { get; init; }

    /// <summary>Number of clicks.</summary>
    public int Clicks { get; init; }

    /// <summary>When it failed.</summary>
    public DateTimeOffset? Failed { get; init; }

    /// <summary>Why it was rejected or failed: a stable error id, or Meta's words.</summary>
    public string? Reason { get; init; }

    /// <summary>When the subscriber can get the message, or null if Meta specified no time.</summary>
    public DateTimeOffset? NotBefore { get; init; }

    /// <summary>The journal.</summary>
    public required string JournalPath { get; init; }

    /// <returns>The number and the status.</returns>
    public override string ToString() => string.Format(CultureInfo.InvariantCulture, "Message {0}: {1}", Number, Status);
}
