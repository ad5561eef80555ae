using System.Collections.Generic;
using System.Globalization;

namespace MessengerMarketing.Webhooks.Messages;

/// <summary>
/// The results of a marketing message to many subscribers. A message that was clicked counts as read and as delivered, also when Meta reported
/// only the click.
/// </summary>
public sealed record MessageResultSummary
{
    /// <summary>Id of the campaign.</summary>
    public required string CampaignId { get; init; }

    /// <summary>Subscribers in the journal.</summary>
    public required long Subscribers { get; init; }

    /// <summary>Messages that Meta accepted.</summary>
    public required long Sent { get; init; }

    /// <summary>Messages that were delivered.</summary>
    public required long Delivered { get; init; }

    /// <summary>Messages that were read.</summary>
    public required long Read { get; init; }

    /// <summary>Messages with a click.</summary>
    public required long Clicked { get; init; }

    /// <summary>Messages that Meta accepted and could not deliver.</summary>
    public required long Failed { get; init; }

    /// <summary>Messages that Meta rejected.</summary>
    public required long Rejected { get; init; }

    /// <summary>Number of messages for which it is unknown whether they were sent.</summary>
    public required long Unknown { get; init; }

    /// <summary>Messages that were not sent.</summary>
    public required long NotSent { get; init; }

    /// <summary>Messages read, in percent of those delivered; null when none was delivered.</summary>
    public double? ReadRate => Delivered == 0 ? null : 100.0 * Read / Delivered;

    /// <summary>Messages with a click, in percent of those delivered; null when none was delivered.</summary>
    public double? ClickRate => Delivered == 0 ? null : 100.0 * Clicked / Delivered;

    /// <summary>Rejected and failed messages by reason.</summary>
    public required IReadOnlyDictionary<string, long> Reasons { get; init; }

    /// <summary>The journal.</summary>
    public required string JournalPath { get; init; }

    /// <returns>The counts.</returns>
    public override string ToString() => string.Format(
        CultureInfo.InvariantCulture, "{0} sent, {1} delivered, {2} read, {3} clicked, {4} failed, {5} rejected", Sent, Delivered, Read, Clicked, Failed, Rejected);
}
