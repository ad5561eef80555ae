using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using MessengerMarketing.Sandbox.Errors;
using MessengerMarketing.Sandbox.Http;
using MessengerMarketing.Sandbox.Messenger;

namespace MessengerMarketing.Sandbox.Endpoints;

/// <summary>
/// <c>GET /&lt;CAMPAIGN_ID&gt;/insights</c>, with numbers as text, like Meta. The numbers are those of the webhooks. Source: Meta's guide to
/// measuring performance.
/// </summary>
internal static class MessageInsightsEndpoint
{
    /// <summary>The cost of a delivered message, in the currency of the account.</summary>
    public const decimal CostPerMessage = 0.02m;

    private static readonly NodeType<Totals> Type = new("AdsInsights", string.Empty, new Dictionary<string, Func<Totals, JsonNode?>>
    {
        ["marketing_messages_delivered"] = static totals => Text(totals.Delivered),
        ["marketing_messages_read_rate"] = static totals => Rate(totals.Read, totals.Delivered),
        ["marketing_messages_link_btn_click"] = static totals => Text(totals.Clicked),
        ["marketing_messages_link_btn_click_rate"] = static totals => Rate(totals.Clicked, totals.Delivered),
        ["marketing_messages_spend"] = static totals => Text(totals.Delivered * CostPerMessage),
        ["marketing_messages_cost_per_delivered"] = static _ => Text(CostPerMessage),
        ["marketing_messages_cost_per_link_btn_click"] = static totals => totals.Clicked == 0 ? null : Text(Math.Round(totals.Delivered * CostPerMessage / totals.Clicked, 6)),
    });

    public static GraphResponse Handle(GraphCall call)
    {
        if (!call.Account.Campaigns.TryGet(call.NodeId, out MessageCampaign campaign))
        {
            throw GraphErrors.NoSuchObject(call.Method, call.NodeId);
        }

        IReadOnlyList<FieldSelection> fields = Type.Select(call.Parameters.Required("fields"));
        (DateTime since, DateTime until) = Period(call, campaign);
        DateTimeOffset end = Start(until.AddDays(1));
        (long delivered, long read, long clicked) = call.Account.Campaigns.Outcomes.Count(campaign.Id, Start(since), end < call.Now ? end : call.Now.AddTicks(1));
        var data = new JsonArray();
        if (delivered + read + clicked > 0)
        {
            JsonObject row = Type.Project(new Totals(delivered, read, clicked), fields);
            row["date_start"] = Text(since);
            row["date_stop"] = Text(until);
            data.Add((JsonNode)row);
        }

        return GraphResponse.Json(new JsonObject { ["data"] = data });
    }

    private static (DateTime Since, DateTime Until) Period(GraphCall call, MessageCampaign campaign)
    {
        DateTime today = call.Now.UtcDateTime.Date;
        if (call.Parameters["time_range"] is null)
        {
            return call.Parameters["date_preset"] switch
            {
                null or "last_30d" => (today.AddDays(-30), today.AddDays(-1)),
                "maximum" => (campaign.Created.UtcDateTime.Date, today),
                "today" => (today, today),
                _ => throw GraphErrors.Invalid("Param date_preset must be one of {today, last_30d, maximum} in the sandbox"),
            };
        }

        JsonElement range = call.Parameters.RequiredObject("time_range");
        (DateTime since, DateTime until) = (Day(range, "since"), Day(range, "until"));
        return since <= until ? (since, until) : throw GraphErrors.Invalid("Param time_range must have a since that is not after its until");
    }

    private static DateTime Day(JsonElement range, string name) =>
        range.TryGetProperty(name, out JsonElement member) && member.ValueKind == JsonValueKind.String
        && DateTime.TryParseExact(member.GetString(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateTime day)
            ? day
            : throw GraphErrors.Invalid($"Param time_range[{name}] must be a date as YYYY-MM-DD");

    private static DateTimeOffset Start(DateTime day) => new(day, TimeSpan.Zero);

    private static string Rate(long part, long whole) => whole == 0 ? "0" : (100.0 * part / whole).ToString("0.000000", CultureInfo.InvariantCulture);

    private static string Text(IFormattable value) => value.ToString(value is DateTime ? "yyyy-MM-dd" : null, CultureInfo.InvariantCulture);

    private sealed record Totals(long Delivered, long Read, long Clicked);
}
