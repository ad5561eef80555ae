using System;
using System.Globalization;
using System.Linq;
using System.Text.Json;
using MessengerMarketing.Sandbox.Errors;
using MessengerMarketing.Sandbox.Http;
using MessengerMarketing.Sandbox.State;

namespace MessengerMarketing.Sandbox.Ads;

/// <summary>
/// Checks the objects of a click-to-Messenger ad. Source: Meta's guide to ads that click to Messenger. It checks only required parameters
/// and references to other objects.
/// </summary>
internal static class AdRules
{
    private static readonly string[] Statuses = ["ACTIVE", "PAUSED"];
    private static readonly string[] Objectives =
        ["OUTCOME_APP_PROMOTION", "OUTCOME_AWARENESS", "OUTCOME_ENGAGEMENT", "OUTCOME_LEADS", "OUTCOME_SALES", "OUTCOME_TRAFFIC"];

    private static readonly string[] SpecialCategories =
    [
        "NONE", "CREDIT", "EMPLOYMENT", "FINANCIAL_PRODUCTS_SERVICES", "HOUSING", "ISSUES_ELECTIONS_POLITICS", "ONLINE_GAMBLING_AND_GAMING",
    ];

    private static readonly string[] BillingEvents = ["CLICKS", "IMPRESSIONS", "LINK_CLICKS", "NONE", "PAGE_LIKES", "POST_ENGAGEMENT", "THRUPLAY"];
    private static readonly string[] Goals =
    [
        "CONVERSATIONS", "IMPRESSIONS", "LANDING_PAGE_VIEWS", "LEAD_GENERATION", "LINK_CLICKS", "OFFSITE_CONVERSIONS",
        "POST_ENGAGEMENT", "QUALITY_LEAD", "REACH",
    ];

    private static readonly string[] Strategies = ["COST_CAP", "LOWEST_COST_WITHOUT_CAP", "LOWEST_COST_WITH_BID_CAP", "LOWEST_COST_WITH_MIN_ROAS"];
    private static readonly string[] StoryData = ["link_data", "photo_data", "template_data", "text_data", "video_data"];

    public static void CheckCampaign(GraphParameters parameters)
    {
        parameters.Required("name");
        RequireOneOf(parameters, "objective", Objectives);
        RequireOneOf(parameters, "status", Statuses);
        parameters.Required("special_ad_categories");
        foreach (string category in parameters.List("special_ad_categories"))
        {
            if (!SpecialCategories.Contains(category))
            {
                throw NotOneOf("special_ad_categories", SpecialCategories);
            }
        }

        bool hasDaily = Budget(parameters, "daily_budget");
        bool hasBudget = Budget(parameters, "lifetime_budget") || hasDaily;
        if (!hasBudget && parameters.Boolean("is_adset_budget_sharing_enabled") is null)
        {
            throw GraphErrors.Invalid("The parameter is_adset_budget_sharing_enabled is required for a campaign without a budget of its own");
        }
    }

    public static void CheckAdSet(AdAccount account, GraphParameters parameters)
    {
        parameters.Required("name");
        string campaign = parameters.Required("campaign_id");
        if (!account.Ads.TryGet(campaign, out AdObject found) || found.Info.KindValue != AdObjectKind.Campaign)
        {
            throw GraphErrors.Invalid("Param campaign_id is not the ID of a campaign of this ad account");
        }

        RequireOneOf(parameters, "status", Statuses);
        RequireOneOf(parameters, "billing_event", BillingEvents);
        RequireOneOf(parameters, "optimization_goal", Goals);
        if (parameters["bid_strategy"] is not null)
        {
            RequireOneOf(parameters, "bid_strategy", Strategies);
        }

        if (parameters["bid_strategy"] is "COST_CAP" or "LOWEST_COST_WITH_BID_CAP")
        {
            parameters.Required("bid_amount");
        }

        CheckBudget(parameters, found);
        CheckDestination(account, parameters);
        if (parameters.RequiredObject("targeting").Object("geo_locations") is null)
        {
            throw GraphErrors.Missing("targeting[geo_locations]");
        }

        AdDeclarationRules.Check(parameters, found);
    }

    public static void CheckCreative(AdAccount account, GraphParameters parameters)
    {
        CheckStory(account, parameters.RequiredObject("object_story_spec"), "object_story_spec");
    }

    public static void CheckAd(AdAccount account, GraphParameters parameters)
    {
        parameters.Required("name");
        if (!account.Ads.Has(parameters.Required("adset_id"), AdObjectKind.AdSet))
        {
            throw GraphErrors.Invalid("Param adset_id is not the ID of an ad set of this ad account");
        }

        RequireOneOf(parameters, "status", Statuses);
        JsonElement creative = parameters.RequiredObject("creative");
        if (creative.Object("object_story_spec") is { } story)
        {
            CheckStory(account, story, "creative[object_story_spec]");
        }
        else if (!account.Ads.Has(creative.Text("creative_id") ?? throw GraphErrors.Missing("creative[creative_id]"), AdObjectKind.Creative))
        {
            throw GraphErrors.Invalid("Param creative[creative_id] is not the ID of an ad creative of this ad account");
        }
    }

    private static void CheckStory(AdAccount account, JsonElement story, string place)
    {
        RequirePage(account, story.Text("page_id") ?? throw GraphErrors.Missing($"{place}[page_id]"), $"{place}[page_id]");
        if (!StoryData.Any(member => story.Object(member) is not null))
        {
            throw GraphErrors.Invalid($"Param {place} must have one of {{{string.Join(", ", StoryData)}}}");
        }
    }

    private static void CheckDestination(AdAccount account, GraphParameters parameters)
    {
        if (!string.Equals(parameters.Required("destination_type"), "MESSENGER", StringComparison.Ordinal))
        {
            throw NotOneOf("destination_type", "MESSENGER");
        }

        string page = parameters.RequiredObject("promoted_object").Text("page_id") ?? throw GraphErrors.Missing("promoted_object[page_id]");
        RequirePage(account, page, "promoted_object[page_id]");
    }

    private static void CheckBudget(GraphParameters parameters, AdObject campaign)
    {
        bool campaignHasOne = campaign.Parameters.ContainsKey("daily_budget") || campaign.Parameters.ContainsKey("lifetime_budget");
        bool hasDaily = Budget(parameters, "daily_budget");
        bool hasLifetime = Budget(parameters, "lifetime_budget");
        if (!campaignHasOne && hasDaily == hasLifetime)
        {
            throw GraphErrors.Invalid("Either daily_budget or lifetime_budget is required, and not both");
        }

        if (campaignHasOne && (hasDaily || hasLifetime))
        {
            throw GraphErrors.Invalid("Params daily_budget and lifetime_budget cannot be set: the campaign has a budget");
        }

        if (hasLifetime)
        {
            parameters.Required("end_time");
        }
    }

    private static bool Budget(GraphParameters parameters, string name)
    {
        if (parameters[name] is not { } text)
        {
            return false;
        }

        return long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long amount) && amount > 0
            ? true
            : throw GraphErrors.Invalid($"Param {name} must be an integer greater than 0");
    }

    private static void RequirePage(AdAccount account, string page, string place)
    {
        if (!string.Equals(page, account.PageId, StringComparison.Ordinal))
        {
            throw GraphErrors.Invalid($"Param {place} is not the ID of a Page that this ad account can use");
        }
    }

    private static void RequireOneOf(GraphParameters parameters, string name, string[] values)
    {
        if (!values.Contains(parameters.Required(name)))
        {
            throw NotOneOf(name, values);
        }
    }

    private static GraphErrorException NotOneOf(string name, params string[] values) =>
        GraphErrors.Invalid($"Param {name} must be one of {{{string.Join(", ", values)}}}");
}
