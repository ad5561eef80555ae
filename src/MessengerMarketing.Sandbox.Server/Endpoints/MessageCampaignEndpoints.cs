using System;
using System.Globalization;
using System.Text.Json.Nodes;
using MessengerMarketing.Sandbox.Errors;
using MessengerMarketing.Sandbox.Http;
using MessengerMarketing.Sandbox.Messenger;

namespace MessengerMarketing.Sandbox.Endpoints;

/// <summary>
/// <c>POST act_&lt;AD_ACCOUNT_ID&gt;/message_campaign</c>, which creates a campaign, the campaign itself, and
/// <c>POST act_&lt;AD_ACCOUNT_ID&gt;/messages</c>, which sends messages. Source: Meta's guide to the Marketing Message API for Messenger.
/// </summary>
internal static class MessageCampaignEndpoints
{
    private static readonly TimeSpan LatestStart = TimeSpan.FromDays(30);
    private static readonly TimeSpan UsualLifetime = TimeSpan.FromDays(30);
    private static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(5);

    public static GraphResponse Create(GraphCall call)
    {
        GraphParameters parameters = call.Parameters;
        string name = parameters.Required("name");
        string pageId = parameters["page_id"] is { Length: > 0 } text ? text : throw MessengerErrors.PageIdMissing();
        if (!ulong.TryParse(pageId, NumberStyles.None, CultureInfo.InvariantCulture, out _))
        {
            throw GraphErrors.Invalid("Param page_id must be the ID of a Page");
        }

        long? daily = Budget(parameters, "daily_budget");
        long? lifetime = Budget(parameters, "lifetime_budget");
        if (daily is null == lifetime is null)
        {
            throw GraphErrors.Invalid("Either daily_budget or lifetime_budget is required, and not both");
        }

        DateTimeOffset start = parameters.Time("start_time") ?? call.Now;
        if (start < call.Now - Tolerance || start > call.Now + LatestStart)
        {
            throw GraphErrors.Invalid("Param start_time must be now or within 30 days");
        }

        DateTimeOffset? end = parameters.Time("end_time") ?? (lifetime is null ? null : start + UsualLifetime);
        if (end <= start)
        {
            throw GraphErrors.Invalid("Param end_time must be after start_time");
        }

        MessageCampaign campaign = call.Account.Campaigns.Add(name, pageId, daily, lifetime, call.Now, start, end);
        return GraphResponse.Json(new JsonObject { ["id"] = campaign.Id });
    }

    public static GraphResponse Get(GraphCall call) => call.Account.Campaigns.TryGet(call.NodeId, out MessageCampaign campaign)
        ? GraphResponse.Json(MessageCampaignNode.Type.Project(campaign, call.Parameters["fields"]))
        : throw GraphErrors.NoSuchObject(call.Method, call.NodeId);

    /// <summary><c>POST /&lt;CAMPAIGN_ID&gt;</c>: pauses, resumes or deletes a campaign.</summary>
    public static GraphResponse Update(GraphCall call)
    {
        if (!call.Account.Campaigns.TryGet(call.NodeId, out MessageCampaign campaign))
        {
            throw GraphErrors.NoSuchObject(call.Method, call.NodeId);
        }

        switch (call.Parameters.Required("status"))
        {
            case MessageCampaign.Active or MessageCampaign.Paused:
                call.Account.Campaigns.Set(campaign with { Status = call.Parameters["status"]! });
                break;
            case "DELETED":
                call.Account.Campaigns.Remove(call.NodeId);
                break;
            default:
                throw GraphErrors.Invalid("Param status must be one of {ACTIVE, PAUSED, DELETED}");
        }

        return Success();
    }

    /// <summary><c>POST /&lt;AD_SET_ID&gt;</c>: changes the budget of a campaign.</summary>
    public static GraphResponse UpdateAdSet(GraphCall call)
    {
        MessageCampaign campaign = call.Account.Campaigns.FindByAdSet(call.NodeId) ?? throw GraphErrors.NoSuchObject(call.Method, call.NodeId);
        long? daily = Budget(call.Parameters, "daily_budget");
        long? lifetime = Budget(call.Parameters, "lifetime_budget");
        call.Account.Campaigns.Set((daily, lifetime) switch
        {
            (null, null) => throw GraphErrors.Missing("daily_budget"),
            (not null, not null) => throw GraphErrors.Invalid("Only one of daily_budget and lifetime_budget can be set"),
            _ => campaign with { DailyBudget = daily, LifetimeBudget = lifetime },
        });
        return Success();
    }

    public static GraphResponse Delete(GraphCall call) => call.Account.Campaigns.Remove(call.NodeId)
        ? Success()
        : throw GraphErrors.NoSuchObject(call.Method, call.NodeId);

    public static GraphResponse Send(GraphCall call)
    {
        GraphParameters parameters = call.Parameters;
        if (!call.Account.State.MarketingTermsAccepted)
        {
            throw GraphErrors.MarketingTerms();
        }

        string campaign = parameters.Required("message_id");
        string token = parameters.RequiredObject("messenger_delivery_data").Text("subscription_token") is { Length: > 0 } sent
            ? sent
            : throw GraphErrors.Missing("messenger_delivery_data[subscription_token]");
        if (parameters.RequiredObject("message") is var message && message.Text("text") is null && message.Object("attachment") is null)
        {
            throw GraphErrors.Invalid("Param message must have a text or an attachment");
        }

        var gap = TimeSpan.FromSeconds(Positive(parameters, "min_conversation_gap_seconds", int.MaxValue) ?? 0);
        string tracking = call.Account.Campaigns.Send(campaign, token, gap, call.Now);
        return GraphResponse.Json(new JsonObject { ["success"] = true, ["marketing_message_tracking_id"] = tracking });
    }

    private static long? Budget(GraphParameters parameters, string name) => Positive(parameters, name, long.MaxValue);

    private static long? Positive(GraphParameters parameters, string name, long max)
    {
        if (parameters[name] is not { } text)
        {
            return null;
        }

        return long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long number) && number > 0 && number <= max
            ? number
            : throw GraphErrors.Invalid($"Param {name} must be an integer greater than 0");
    }

    private static GraphResponse Success() => GraphResponse.Json(new JsonObject { ["success"] = true });
}
