using System;
using MessengerMarketing.Graph;

namespace MessengerMarketing.Messaging.Sending.Journal;

/// <summary>The first line of a message journal: its campaign and message.</summary>
internal sealed record MessageJournalHeader
{
    /// <summary>ID of the journal, which salts the hashes of tokens.</summary>
    public required Guid RunId { get; init; }

    /// <summary>When it was started, UTC.</summary>
    public required DateTimeOffset Started { get; init; }

    /// <summary>Version of the module that started it.</summary>
    public required string Version { get; init; }

    /// <summary>Ad account, digits without <c>act_</c>.</summary>
    public required string AdAccountId { get; init; }

    /// <summary>The campaign's id.</summary>
    public required string CampaignId { get; init; }

    /// <summary>The host that receives the messages; null when it is Meta's.</summary>
    public string? Host { get; init; }

    /// <summary>Hash of the message's content.</summary>
    public required string Message { get; init; }

    /// <summary>Describes a message that is sent now.</summary>
    public static MessageJournalHeader Create(Guid runId, GraphContext context, string campaignId, MarketingMessage message) => new()
    {
        RunId = runId,
        Started = DateTimeOffset.UtcNow,
        Version = typeof(MessageJournalHeader).Assembly.GetName().Version!.ToString(3),
        AdAccountId = context.AdAccountId,
        CampaignId = campaignId,
        Host = context.ForeignHost(),
        Message = TokenHash.Compute(runId, message.Content.GetRawText()),
    };
}
