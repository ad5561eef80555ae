using System;
using System.Globalization;

namespace MessengerMarketing.Messaging;

/// <summary>What a marketing message campaign can do now.</summary>
internal enum MessageCampaignState
{
    /// <summary>It can send messages.</summary>
    Active,

    /// <summary>It was created within the last hour, so Meta still prepares it.</summary>
    Preparing,

    /// <summary>Its start time is in the future.</summary>
    Scheduled,

    /// <summary>It was paused. It sends nothing until it is resumed.</summary>
    Paused,

    /// <summary>Its end time is over.</summary>
    Ended,

    /// <summary>It was deleted or archived.</summary>
    Deleted,

    /// <summary>Meta reviews it, found a problem, or reports a status that this module does not know; see <see cref="MessageCampaign.Status"/>.</summary>
    Other,
}

/// <summary>A marketing message campaign. Amounts are in the smallest unit of the ad account's currency. Properties that the response lacks are null.</summary>
public sealed record MessageCampaign
{
    /// <summary>Minimum time before a new campaign can send messages, as Meta documents it. Times of up to 139 minutes were measured.</summary>
    public static readonly TimeSpan MinPreparation = TimeSpan.FromMinutes(60);

    /// <summary>Id of the campaign, digits. Messages refer to it.</summary>
    public required string Id { get; init; }

    /// <summary>Name given at creation.</summary>
    public required string Name { get; init; }

    /// <summary>The state at the time of the call: the name of a <see cref="MessageCampaignState"/>.</summary>
    public required string State
    {
        get => StateValue.ToString();
        init => StateValue = (MessageCampaignState)Enum.Parse(typeof(MessageCampaignState), value);
    }

    /// <summary><see cref="State"/> for the code of the module. PowerShell writes an enumeration to JSON as a number, so it gets the name.</summary>
    internal MessageCampaignState StateValue { get; private init; }

    /// <summary>The status as Meta reports it, such as <c>ACTIVE</c> or <c>PENDING_REVIEW</c>.</summary>
    public string? Status { get; init; }

    /// <summary>Id of the Page that sends.</summary>
    public string? PageId { get; init; }

    /// <summary>Daily budget; null when there is none.</summary>
    public long? DailyBudget { get; init; }

    /// <summary>Lifetime budget; null when there is none.</summary>
    public long? LifetimeBudget { get; init; }

    /// <summary>When the campaign was created, UTC.</summary>
    public DateTimeOffset? Created { get; init; }

    /// <summary>When sending starts, UTC; null for immediately.</summary>
    public DateTimeOffset? StartTime { get; init; }

    /// <summary>When sending ends, UTC; null when no end was given.</summary>
    public DateTimeOffset? EndTime { get; init; }

    /// <summary>The earliest time at which messages can be sent, UTC. It can be an hour later.</summary>
    public DateTimeOffset? ReadyFrom { get; init; }

    /// <summary>Meta's remark about the budget, masked; null when there is none.</summary>
    public string? Warning { get; init; }

    /// <summary>Id of the ad set, which has the budget.</summary>
    internal string? AdSetId { get; init; }

    /// <returns>The name and the id.</returns>
    public override string ToString() => string.Format(CultureInfo.InvariantCulture, "Message campaign '{0}' ({1})", Name, Id);

    /// <summary>The state of a campaign.</summary>
    /// <param name="status">Meta's status; null when it is not known.</param>
    /// <param name="start">Its start.</param>
    /// <param name="end">Its end.</param>
    /// <param name="readyFrom">The earliest time at which it can send.</param>
    /// <param name="now">The current time.</param>
    internal static MessageCampaignState FindState(string? status, DateTimeOffset? start, DateTimeOffset? end, DateTimeOffset? readyFrom, DateTimeOffset now) => status switch
    {
        "DELETED" or "ARCHIVED" => MessageCampaignState.Deleted,
        _ when end <= now => MessageCampaignState.Ended,
        "PAUSED" or "ADSET_PAUSED" or "CAMPAIGN_PAUSED" => MessageCampaignState.Paused,
        null or "ACTIVE" or "PREAPPROVED" or "IN_PROCESS" when start > now => MessageCampaignState.Scheduled,
        null or "ACTIVE" or "PREAPPROVED" or "IN_PROCESS" when readyFrom > now => MessageCampaignState.Preparing,
        null or "ACTIVE" => MessageCampaignState.Active,
        "PREAPPROVED" or "IN_PROCESS" => MessageCampaignState.Preparing,
        _ => MessageCampaignState.Other,
    };
}
