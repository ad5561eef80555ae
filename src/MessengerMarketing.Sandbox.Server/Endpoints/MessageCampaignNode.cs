using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text.Json.Nodes;
using MessengerMarketing.Sandbox.Messenger;

namespace MessengerMarketing.Sandbox.Endpoints;

/// <summary>The fields of a message campaign, which is an ad.</summary>
internal static class MessageCampaignNode
{
    public static NodeType<MessageCampaign> Type { get; } = new("Ad", "id", new Dictionary<string, Func<MessageCampaign, JsonNode?>>
    {
        ["id"] = static campaign => campaign.Id,
        ["name"] = static campaign => campaign.Name,
        ["status"] = static campaign => campaign.Status,
        ["effective_status"] = static campaign => campaign.Status,
        ["created_time"] = static campaign => campaign.Created.ToString("yyyy-MM-ddTHH:mm:sszz'00'", CultureInfo.InvariantCulture),
        ["campaign"] = static campaign => new JsonObject
        {
            ["name"] = campaign.Name, ["is_message_campaign"] = true, ["is_direct_send_campaign"] = true,
        },
        ["creative"] = static campaign => new JsonObject { ["actor_id"] = campaign.PageId },
        ["adset"] = static campaign => new JsonObject
        {
            ["id"] = campaign.AdSetId,
            ["name"] = campaign.Name,
            ["daily_budget"] = Text(campaign.DailyBudget),
            ["lifetime_budget"] = Text(campaign.LifetimeBudget),
            ["start_time"] = Text(campaign.Start.ToUnixTimeSeconds()),
            ["end_time"] = campaign.End is { } end ? Text(end.ToUnixTimeSeconds()) : null,
        },
    });

    private static string? Text(long? number) => number?.ToString(CultureInfo.InvariantCulture);
}
