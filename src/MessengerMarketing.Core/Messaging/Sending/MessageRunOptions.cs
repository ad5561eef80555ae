using System;

namespace MessengerMarketing.Messaging.Sending;

/// <summary>What a run sends, and how long it waits.</summary>
internal sealed record MessageRunOptions
{
    /// <summary>The campaign, digits.</summary>
    public required string CampaignId { get; init; }

    /// <summary>The message.</summary>
    public required MarketingMessage Message { get; init; }

    /// <summary>Maximum time to wait while the campaign is being prepared, or Meta does not send for now; zero not to wait.</summary>
    public TimeSpan MaxWait { get; init; }

    /// <summary>Whether messages are sent that may have been sent before. Meta rejects a second message within 12 hours.</summary>
    public bool RetriesUnknown { get; init; }

    /// <summary>Called before each wait with the reason and the time.</summary>
    public Action<MessageWait>? OnWait { get; init; }
}

/// <summary>A wait before a message is sent again.</summary>
/// <param name="IsPreparation">Whether the campaign is being prepared. Otherwise Meta paces its messages.</param>
/// <param name="Elapsed">The time since the first attempt.</param>
/// <param name="Delay">The time until the next attempt.</param>
internal sealed record MessageWait(bool IsPreparation, TimeSpan Elapsed, TimeSpan Delay);
