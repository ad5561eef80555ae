using System;
using System.Globalization;
using System.Text.Json;
using MessengerMarketing.Graph;

namespace MessengerMarketing.Messaging;

/// <summary>Reads campaigns, insights and estimates from responses. A message campaign is an ad, with an ad set that has its budget and times.</summary>
internal static class MessageCampaignReader
{
    /// <summary>The fields of a campaign. Source: Meta's guide to sending; the status and the creation time are fields of every ad.</summary>
    public const string Fields =
        "id,name,effective_status,created_time,campaign{name,is_message_campaign,is_direct_send_campaign},creative{actor_id},adset{id,name,daily_budget,lifetime_budget,start_time,end_time}";

    /// <summary>The fields of insights.</summary>
    public const string InsightFields =
        "marketing_messages_delivered,marketing_messages_read_rate,marketing_messages_link_btn_click,marketing_messages_link_btn_click_rate,"
        + "marketing_messages_spend,marketing_messages_cost_per_delivered,marketing_messages_cost_per_link_btn_click";

    /// <summary>The fields of an estimate.</summary>
    public const string EstimateFields = "estimate_delivery_lower_bound,estimate_delivery_upper_bound,estimate_cost_lower_bound,estimate_cost_upper_bound";

    /// <summary>Whether an ad is a message campaign. The ads of an account include others.</summary>
    public static bool IsMessageCampaign(JsonElement ad) =>
        ad.Object("campaign") is { } campaign && (campaign.Boolean("is_message_campaign") == true || campaign.Boolean("is_direct_send_campaign") == true);

    /// <summary>Reads an ad that is a message campaign.</summary>
    /// <exception cref="GraphException">It has no id.</exception>
    public static MessageCampaign Read(GraphResponse response, JsonElement ad, DateTimeOffset now)
    {
        string id = ad.Text("id") is { } text && GraphId.IsId(text) ? text : throw response.Unexpected("a campaign in the response has no ID");
        JsonElement? adSet = ad.Object("adset");
        DateTimeOffset? start = adSet?.Time("start_time");
        DateTimeOffset? end = adSet?.Time("end_time");
        DateTimeOffset? ready = ad.Time("created_time") + MessageCampaign.MinPreparation;
        ready = start > ready ? start : ready;
        string? status = ad.Text("effective_status") ?? ad.Text("status");
        return new MessageCampaign
        {
            Id = id,
            Name = ad.Object("campaign")?.Text("name") ?? ad.Text("name") ?? id,
            State = MessageCampaign.FindState(status, start, end, ready, now).ToString(),
            Status = status,
            PageId = ad.Object("creative")?.Text("actor_id"),
            DailyBudget = ReadBudget(adSet, "daily_budget"),
            LifetimeBudget = ReadBudget(adSet, "lifetime_budget"),
            Created = ad.Time("created_time"),
            StartTime = start,
            EndTime = end,
            ReadyFrom = ready,
            AdSetId = adSet?.Text("id"),
        };
    }

    /// <summary>Reads the insights of a campaign, whose numbers are text. Without a row, nothing was delivered.</summary>
    public static MessageInsight ReadInsight(string campaignId, JsonElement? row) => row is not { } numbers
        ? new MessageInsight { CampaignId = campaignId, Delivered = 0 }
        : new MessageInsight
        {
            CampaignId = campaignId,
            Delivered = numbers.Integer("marketing_messages_delivered"),
            ReadRate = numbers.Number("marketing_messages_read_rate"),
            Clicks = numbers.Integer("marketing_messages_link_btn_click"),
            ClickRate = numbers.Number("marketing_messages_link_btn_click_rate"),
            Spend = ReadAmount(numbers, "marketing_messages_spend"),
            CostPerDelivery = ReadAmount(numbers, "marketing_messages_cost_per_delivered"),
            CostPerClick = ReadAmount(numbers, "marketing_messages_cost_per_link_btn_click"),
            Since = ReadDay(numbers, "date_start"),
            Until = ReadDay(numbers, "date_stop"),
        };

    /// <summary>Reads an estimate: an object, or a list with one.</summary>
    /// <exception cref="GraphException">It has no bounds.</exception>
    public static MessageEstimate ReadEstimate(GraphResponse response, long? dailyBudget, long? lifetimeBudget)
    {
        JsonElement row = response.Body.Array("data") is { } data && data.GetArrayLength() > 0 ? data[0] : response.Body;
        var estimate = new MessageEstimate
        {
            DailyBudget = dailyBudget,
            LifetimeBudget = lifetimeBudget,
            DeliveryLowerBound = ReadWhole(row, "estimate_delivery_lower_bound"),
            DeliveryUpperBound = ReadWhole(row, "estimate_delivery_upper_bound"),
            CostLowerBound = ReadWhole(row, "estimate_cost_lower_bound"),
            CostUpperBound = ReadWhole(row, "estimate_cost_upper_bound"),
        };
        return estimate.DeliveryUpperBound is null && estimate.CostUpperBound is null ? throw response.Unexpected("the response has no estimate") : estimate;
    }

    // Meta returns 0 for the kind of budget that an ad set does not have.
    private static long? ReadBudget(JsonElement? adSet, string name) => adSet?.Integer(name) is { } budget and > 0 ? budget : null;

    private static long? ReadWhole(JsonElement row, string name) =>
        row.Integer(name) ?? (row.Number(name) is { } number && Math.Abs(number) < long.MaxValue / 2 ? (long)Math.Round(number) : null);

    private static decimal? ReadAmount(JsonElement row, string name) =>
        decimal.TryParse(row.Text(name), NumberStyles.Float, CultureInfo.InvariantCulture, out decimal amount) ? amount : null;

    private static DateTime? ReadDay(JsonElement row, string name) =>
        DateTime.TryParseExact(row.Text(name), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateTime day) ? day : null;
}
