using System;
using System.Collections.Generic;
using System.Linq;
using MessengerMarketing.Sandbox.Errors;
using MessengerMarketing.Sandbox.Http;
using MessengerMarketing.Sandbox.State;

namespace MessengerMarketing.Sandbox.Endpoints;

/// <summary>The kind of the object at the start of a path.</summary>
internal enum NodeKind
{
    Me,
    AdAccount,
    CustomAudience,
    Page,
    SubscriptionToken,
    MessageCampaign,
    MessageAdSet,
    AdObject,
    Token,
}

/// <summary>The usage headers of an endpoint's responses.</summary>
internal enum UsageKind
{
    App,
    BusinessUseCase,
    Upload,
}

/// <summary>An endpoint of the API.</summary>
/// <param name="Handle">Handles a call.</param>
/// <param name="Usage">The usage headers of its responses.</param>
/// <param name="IsMarketing">Whether it belongs to the Marketing API, which has its own version dates and does not accept a Page token.</param>
internal sealed record Endpoint(Func<GraphCall, GraphResponse> Handle, UsageKind Usage, bool IsMarketing)
{
    /// <summary>Whether it rejects the system-user token.</summary>
    public bool NeedsPageToken { get; init; }

    /// <summary>The permission that its token needs; null for none.</summary>
    public string? Permission { get; init; } = IsMarketing ? "ads_management" : null;
}

/// <summary>All endpoints, by kind of object, edge and method. Add new endpoints here.</summary>
internal static class EndpointTable
{
    private const string Node = "";

    private static readonly Dictionary<(NodeKind Kind, string Edge, string Method), Endpoint> Endpoints = new()
    {
        [(NodeKind.Me, Node, "GET")] = new(ObjectEndpoints.Me, UsageKind.App, false),
        [(NodeKind.Me, "permissions", "GET")] = new(TokenEndpoints.Permissions, UsageKind.App, false),
        [(NodeKind.Me, "accounts", "GET")] = new(TokenEndpoints.Pages, UsageKind.App, false),
        [(NodeKind.Token, Node, "GET")] = new(TokenEndpoints.Debug, UsageKind.App, false),
        [(NodeKind.Page, Node, "GET")] = new(ObjectEndpoints.Page, UsageKind.App, false),
        [(NodeKind.AdAccount, Node, "GET")] = new(ObjectEndpoints.Account, UsageKind.BusinessUseCase, true),
        [(NodeKind.AdAccount, "customaudiences", "POST")] = new(CreateAudienceEndpoint.Handle, UsageKind.BusinessUseCase, true),
        [(NodeKind.AdAccount, "customaudiences", "GET")] = new(ListAudiencesEndpoint.Handle, UsageKind.BusinessUseCase, true),
        [(NodeKind.AdAccount, AnyAudienceUsersEndpoint.Edge, "DELETE")] = new(AnyAudienceUsersEndpoint.Remove, UsageKind.Upload, true),
        [(NodeKind.CustomAudience, Node, "GET")] = new(AudienceEndpoints.Get, UsageKind.BusinessUseCase, true),
        [(NodeKind.CustomAudience, Node, "POST")] = new(UpdateAudienceEndpoint.Handle, UsageKind.BusinessUseCase, true),
        [(NodeKind.CustomAudience, Node, "DELETE")] = new(AudienceEndpoints.Delete, UsageKind.BusinessUseCase, true),
        [(NodeKind.CustomAudience, "users", "POST")] = new(AudienceUsersEndpoint.Add, UsageKind.Upload, true),
        [(NodeKind.CustomAudience, "users", "DELETE")] = new(AudienceUsersEndpoint.Remove, UsageKind.Upload, true),
        [(NodeKind.CustomAudience, "usersreplace", "POST")] = new(AudienceUsersEndpoint.Replace, UsageKind.Upload, true),
        [(NodeKind.CustomAudience, "sessions", "GET")] = new(AudienceSessionsEndpoint.Handle, UsageKind.BusinessUseCase, true),

        [(NodeKind.Page, "subscribed_apps", "GET")] = OfPage(SubscribedAppsEndpoint.List, "pages_manage_metadata"),
        [(NodeKind.Page, "subscribed_apps", "POST")] = OfPage(SubscribedAppsEndpoint.Subscribe, "pages_manage_metadata"),
        [(NodeKind.Page, "subscribed_apps", "DELETE")] = OfPage(SubscribedAppsEndpoint.Unsubscribe, "pages_manage_metadata"),
        [(NodeKind.Page, "messages", "POST")] = OfPage(
            static call => PrivateReplyEndpoint.IsPrivateReply(call) ? PrivateReplyEndpoint.Handle(call) : OptInRequestEndpoint.Handle(call), "pages_messaging"),
        [(NodeKind.Page, "notification_message_tokens", "GET")] = OfPage(SubscriptionTokensEndpoint.List, "pages_messaging"),
        [(NodeKind.SubscriptionToken, Node, "GET")] = OfPage(SubscriptionTokensEndpoint.Get, "pages_messaging"),
        [(NodeKind.Page, "messaging_customer_base/unsubscribe", "POST")] = OfPage(UnsubscribeEndpoint.Handle, "pages_messaging"),

        [(NodeKind.AdAccount, "message_campaign", "POST")] = OfAds(MessageCampaignEndpoints.Create),
        [(NodeKind.AdAccount, "messages", "POST")] = OfAds(MessageCampaignEndpoints.Send),
        [(NodeKind.AdAccount, "message_delivery_estimate", "GET")] = OfAds(MessageEstimateEndpoint.Handle),
        [(NodeKind.MessageCampaign, Node, "GET")] = OfAds(MessageCampaignEndpoints.Get),
        [(NodeKind.MessageCampaign, Node, "POST")] = OfAds(MessageCampaignEndpoints.Update),
        [(NodeKind.MessageCampaign, Node, "DELETE")] = OfAds(MessageCampaignEndpoints.Delete),
        [(NodeKind.MessageCampaign, "insights", "GET")] = OfAds(MessageInsightsEndpoint.Handle),
        [(NodeKind.MessageAdSet, Node, "POST")] = OfAds(MessageCampaignEndpoints.UpdateAdSet),

        [(NodeKind.AdAccount, "campaigns", "POST")] = OfAds(AdEndpoints.Campaigns.Create),
        [(NodeKind.AdAccount, "campaigns", "GET")] = OfAds(AdEndpoints.Campaigns.List),
        [(NodeKind.AdAccount, "adsets", "POST")] = OfAds(AdEndpoints.AdSets.Create),
        [(NodeKind.AdAccount, "adsets", "GET")] = OfAds(AdEndpoints.AdSets.List),
        [(NodeKind.AdAccount, "adcreatives", "POST")] = OfAds(AdEndpoints.Creatives.Create),
        [(NodeKind.AdAccount, "adcreatives", "GET")] = OfAds(AdEndpoints.Creatives.List),
        [(NodeKind.AdAccount, "ads", "POST")] = OfAds(AdEndpoints.Ads.Create),
        [(NodeKind.AdAccount, "ads", "GET")] = OfAds(AdListEndpoint.Handle),
        [(NodeKind.AdObject, Node, "GET")] = OfAds(AdEndpoints.Get),
        [(NodeKind.AdObject, Node, "DELETE")] = OfAds(AdEndpoints.Delete),
    };

    /// <summary>Finds the endpoint of a path, without its version.</summary>
    /// <exception cref="GraphErrorException">The object does not exist or does not support the operation.</exception>
    public static Endpoint Find(AdAccount account, string method, IReadOnlyList<string> path)
    {
        string id = path.Count > 0 ? path[0] : string.Empty;
        string edge = string.Join("/", path.Skip(1));
        return KindOf(account, id) is { } kind
            && Endpoints.TryGetValue((kind, edge, method), out Endpoint? endpoint)
                ? endpoint
                : throw GraphErrors.NoSuchObject(method, id);
    }

    private static NodeKind? KindOf(AdAccount account, string id)
    {
        if (string.Equals(id, "me", StringComparison.Ordinal))
        {
            return NodeKind.Me;
        }

        if (string.Equals(id, TokenEndpoints.DebugPath, StringComparison.Ordinal))
        {
            return NodeKind.Token;
        }

        if (id.StartsWith("act_", StringComparison.Ordinal))
        {
            return string.Equals(id.Substring(4), account.Id, StringComparison.Ordinal) ? NodeKind.AdAccount : null;
        }

        if (string.Equals(id, account.PageId, StringComparison.Ordinal))
        {
            return NodeKind.Page;
        }

        if (id.StartsWith(SubscriptionTokensEndpoint.IdPrefix, StringComparison.Ordinal))
        {
            return NodeKind.SubscriptionToken;
        }

        if (account.TryGetAudience(id, out _))
        {
            return NodeKind.CustomAudience;
        }

        if (account.Campaigns.TryGet(id, out _))
        {
            return NodeKind.MessageCampaign;
        }

        if (account.Campaigns.FindByAdSet(id) is not null)
        {
            return NodeKind.MessageAdSet;
        }

        return account.Ads.TryGet(id, out _) ? NodeKind.AdObject : null;
    }

    private static Endpoint OfPage(Func<GraphCall, GraphResponse> handle, string permission) =>
        new(handle, UsageKind.App, false) { NeedsPageToken = true, Permission = permission };

    private static Endpoint OfAds(Func<GraphCall, GraphResponse> handle) => new(handle, UsageKind.BusinessUseCase, true);
}
