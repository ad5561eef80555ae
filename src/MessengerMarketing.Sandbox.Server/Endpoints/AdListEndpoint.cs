using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json.Nodes;
using MessengerMarketing.Sandbox.Ads;
using MessengerMarketing.Sandbox.Http;
using MessengerMarketing.Sandbox.Messenger;

namespace MessengerMarketing.Sandbox.Endpoints;

/// <summary><c>GET act_&lt;AD_ACCOUNT_ID&gt;/ads</c>: ads and message campaigns, newest first, in pages.</summary>
internal static class AdListEndpoint
{
    private static readonly NodeType<ListedAd> Type = new(
        "Ad",
        "id",
        MessageCampaignNode.Type.Fields.Union(AdEndpoints.AdType.Fields).ToDictionary(
            static field => field, static field => (Func<ListedAd, JsonNode?>)(ad => ad.Read(field))));

    public static GraphResponse Handle(GraphCall call)
    {
        IEnumerable<ListedAd> ads = call.Account.Ads.GetByKind(AdObjectKind.Ad).Select(static ad => new ListedAd(ad.Order, ad, null))
            .Concat(call.Account.Campaigns.All.Select(static campaign => new ListedAd(campaign.Order, null, campaign)))
            .OrderByDescending(static ad => ad.Order);
        return Page.Respond(call, "ads", ads, Type, static ad => ad.Order, static _ => true);
    }

    private sealed record ListedAd(long Order, AdObject? Ad, MessageCampaign? Campaign)
    {
        public JsonNode? Read(string field) => Ad is not null ? AdEndpoints.AdType.Read(Ad, field) : MessageCampaignNode.Type.Read(Campaign!, field);
    }
}
