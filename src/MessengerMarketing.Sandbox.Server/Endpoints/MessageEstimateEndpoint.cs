using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.Json.Nodes;
using MessengerMarketing.Sandbox.Errors;
using MessengerMarketing.Sandbox.Http;

namespace MessengerMarketing.Sandbox.Endpoints;

/// <summary><c>GET act_&lt;AD_ACCOUNT_ID&gt;/message_delivery_estimate</c>: the number of subscribers, or of messages that the budget pays for, with a lower
/// bound 10 percent below. Source: Meta's guide to sending.</summary>
internal static class MessageEstimateEndpoint
{
    private const long CentsPerMessage = (long)(MessageInsightsEndpoint.CostPerMessage * 100);

    private static readonly NodeType<long> Type = new("MessageDeliveryEstimate", string.Empty, new Dictionary<string, Func<long, JsonNode?>>
    {
        ["estimate_delivery_lower_bound"] = static messages => Lower(messages),
        ["estimate_delivery_upper_bound"] = static messages => messages,
        ["estimate_cost_lower_bound"] = static messages => Lower(messages) * CentsPerMessage,
        ["estimate_cost_upper_bound"] = static messages => messages * CentsPerMessage,
    });

    public static GraphResponse Handle(GraphCall call)
    {
        IReadOnlyList<FieldSelection> fields = Type.Select(call.Parameters.Required("fields"));
        if (call.Parameters.Boolean("is_direct_send_campaign") != true || !string.Equals(call.Parameters["pacing_type"], "no_pacing", StringComparison.OrdinalIgnoreCase))
        {
            throw GraphErrors.Invalid("An estimate for messages needs is_direct_send_campaign=true and pacing_type=no_pacing");
        }

        call.Parameters.RequiredObject("promoted_object");
        call.Parameters.RequiredObject("targeting_spec");
        long subscribers = call.Account.Subscriptions.After(-1, oncePerPerson: true).Count
            + call.Account.Audiences.Where(static audience => audience.HandsOutTokens).Sum(static audience => (long)audience.MatchedCount);
        long? daily = Number(call, "daily_budget");
        long? total = Number(call, "lifetime_budget") ?? (daily is { } perDay ? perDay * (Number(call, "lifetime_in_days") ?? 1) : null);
        long messages = total is { } budget ? Math.Min(subscribers, budget / CentsPerMessage) : subscribers;
        return GraphResponse.Json(new JsonObject { ["data"] = new JsonArray(Type.Project(messages, fields)) });
    }

    private static long Lower(long messages) => messages * 9 / 10;

    private static long? Number(GraphCall call, string name) => call.Parameters[name] is not { } text
        ? null
        : long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long number) && number > 0 ? number : throw GraphErrors.Invalid($"Param {name} must be an integer greater than 0");
}
