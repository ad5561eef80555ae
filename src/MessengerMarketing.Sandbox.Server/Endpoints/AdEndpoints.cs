using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Text.Json.Nodes;
using MessengerMarketing.Sandbox.Ads;
using MessengerMarketing.Sandbox.Errors;
using MessengerMarketing.Sandbox.Http;
using MessengerMarketing.Sandbox.State;

namespace MessengerMarketing.Sandbox.Endpoints;

/// <summary>
/// <c>act_&lt;AD_ACCOUNT_ID&gt;/campaigns</c>, <c>/adsets</c>, <c>/adcreatives</c> and <c>/ads</c>, and their objects. The ads are never
/// displayed.
/// </summary>
internal sealed class AdEndpoints
{
    private const string NeverPaused = "ACTIVE";

    private static readonly Dictionary<AdObjectKind, NodeType<AdObject>> Types = new()
    {
        [AdObjectKind.Campaign] = TypeOf("Campaign", "objective,special_ad_categories,special_ad_category_country,buying_type,daily_budget,lifetime_budget,bid_strategy"),
        [AdObjectKind.AdSet] = TypeOf(
            "AdSet", "campaign_id,billing_event,optimization_goal,destination_type,promoted_object,daily_budget,lifetime_budget,bid_amount,bid_strategy,targeting,start_time,end_time,regional_regulated_categories,regional_regulation_identities,dsa_beneficiary,dsa_payor"),
        [AdObjectKind.Creative] = TypeOf("AdCreative", "object_story_spec"),
        [AdObjectKind.Ad] = TypeOf("Ad", "adset_id,creative"),
    };

    private readonly AdObjectKind _kind;
    private readonly string _edge;
    private readonly string? _parent;
    private readonly Action<AdAccount, GraphParameters> _check;

    private AdEndpoints(AdObjectKind kind, string edge, string? parent, Action<AdAccount, GraphParameters> check)
    {
        _kind = kind;
        _edge = edge;
        _parent = parent;
        _check = check;
    }

    public static AdEndpoints Campaigns { get; } = new(AdObjectKind.Campaign, "campaigns", null, static (_, parameters) => AdRules.CheckCampaign(parameters));

    public static AdEndpoints AdSets { get; } = new(AdObjectKind.AdSet, "adsets", "campaign_id", AdRules.CheckAdSet);

    public static AdEndpoints Creatives { get; } = new(AdObjectKind.Creative, "adcreatives", null, AdRules.CheckCreative);

    public static AdEndpoints Ads { get; } = new(AdObjectKind.Ad, "ads", "adset_id", AdRules.CheckAd);

    /// <summary>The fields of an ad.</summary>
    public static NodeType<AdObject> AdType => Types[AdObjectKind.Ad];

    public GraphResponse Create(GraphCall call)
    {
        _check(call.Account, call.Parameters);
        var kept = FieldsOf(_kind)
            .Where(name => call.Parameters[name] is not null)
            .ToDictionary(static name => name, name => call.Parameters[name]!, StringComparer.Ordinal);
        AdObject created = call.Account.Ads.Add(
            _kind,
            call.Parameters["name"] ?? string.Empty,
            _kind == AdObjectKind.Creative ? NeverPaused : call.Parameters.Required("status"),
            _parent is null ? null : call.Parameters[_parent],
            kept,
            call.Now);
        return GraphResponse.Json(new JsonObject { ["id"] = created.Info.Id });
    }

    public GraphResponse List(GraphCall call) =>
        Page.Respond(call, _edge, call.Account.Ads.GetByKind(_kind), Types[_kind], static each => each.Order, static _ => true);

    public static GraphResponse Get(GraphCall call) => call.Account.Ads.TryGet(call.NodeId, out AdObject found)
        ? GraphResponse.Json(Types[found.Info.KindValue].Project(found, call.Parameters["fields"]))
        : throw GraphErrors.NoSuchObject(call.Method, call.NodeId);

    public static GraphResponse Delete(GraphCall call) => call.Account.Ads.Remove(call.NodeId)
        ? GraphResponse.Json(new JsonObject { ["success"] = true })
        : throw GraphErrors.NoSuchObject(call.Method, call.NodeId);

    private static NodeType<AdObject> TypeOf(string name, string fields)
    {
        var members = new Dictionary<string, Func<AdObject, JsonNode?>>
        {
            ["id"] = static found => found.Info.Id,
            ["name"] = static found => found.Info.Name,
            ["status"] = static found => found.Info.Status,
            ["effective_status"] = static found => found.Info.Status,
            ["created_time"] = static found => found.Info.Created.ToString("yyyy-MM-ddTHH:mm:sszz'00'", System.Globalization.CultureInfo.InvariantCulture),
        };
        foreach (string field in fields.Split(','))
        {
            members[field] = found => found.Parameters.TryGetValue(field, out string? value) ? Node(value) : null;
        }

        return new NodeType<AdObject>(name, "id", members);
    }

    private static string[] FieldsOf(AdObjectKind kind) => [.. Types[kind].Fields];

    // Relevant objects and arrays were validated as JSON. Other values are returned as text.
    private static JsonNode? Node(string value)
    {
        if (value.Length == 0 || value[0] is not ('{' or '['))
        {
            return value;
        }

        try
        {
            return JsonNode.Parse(value);
        }
        catch (JsonException)
        {
            return value;
        }
    }
}
