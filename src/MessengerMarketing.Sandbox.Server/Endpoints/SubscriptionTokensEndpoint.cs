using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json.Nodes;
using MessengerMarketing.Sandbox.Errors;
using MessengerMarketing.Sandbox.Http;
using MessengerMarketing.Sandbox.Messenger;

namespace MessengerMarketing.Sandbox.Endpoints;

/// <summary>
/// <c>GET /&lt;PAGE_ID&gt;/notification_message_tokens</c> and <c>GET /notification_messages_&lt;TOKEN&gt;</c>.
/// </summary>
internal static class SubscriptionTokensEndpoint
{
    /// <summary>The prefix of a token id in a path.</summary>
    public const string IdPrefix = "notification_messages_";

    private const int UsualLimit = 100;
    private const int MaxLimit = 1000;
    private const int MaxWithoutDuplicates = 10_000;
    private const string Edge = "notification_message_tokens";

    private static readonly TimeSpan MinDelay = TimeSpan.FromHours(12);

    private static readonly Dictionary<string, SubscriptionSource> Sources = new(StringComparer.Ordinal)
    {
        ["COMMENT_AUTOMATION"] = SubscriptionSource.CommentAutomation,
        ["CTM"] = SubscriptionSource.ClickToMessenger,
        ["REPLY_AUTOMATION"] = SubscriptionSource.ReplyAutomation,
        ["SUBSCRIBER_LIST"] = SubscriptionSource.SubscriberList,
    };

    // Null members are left out: people in audiences have only four members.
    private static readonly NodeType<SubscriptionToken> Type = new(
        "UserPageOneTimeOptInTokenSettings",
        "notification_messages_token,recipient_id,notification_messages_reoptin,creation_timestamp,token_expiry_timestamp,user_token_status," +
        "topic_title,notification_messages_timezone,next_eligible_time,next_eligible_time_for_paid_messaging,custom_audience_ids",
        new Dictionary<string, Func<SubscriptionToken, JsonNode?>>
        {
            ["notification_messages_token"] = static token => token.Token,
            ["recipient_id"] = static token => token.Psid,
            ["notification_messages_reoptin"] = static token => token.Reoptin,
            ["creation_timestamp"] = static token => OfKnown(token, token.Created),
            ["token_expiry_timestamp"] = static token => OfKnown(token, token.Expires),
            ["user_token_status"] = static token => token.Psid is null ? null : token.IsRefreshed ? "REFRESHED" : "NOT_REFRESHED",
            ["topic_title"] = static token => token.Title,
            ["notification_messages_timezone"] = static token => token.TimeZone,
            ["next_eligible_time"] = static token => OfKnown(token, NextEligible(token)),
            ["next_eligible_time_for_paid_messaging"] = static token => OfKnown(token, NextEligible(token)),
            ["custom_audience_ids"] = static token => token.AudienceIds is { Count: > 0 } ids ? new JsonArray([.. ids.Select(static id => (JsonNode)id)]) : null,
        });

    public static GraphResponse List(GraphCall call)
    {
        GraphParameters parameters = call.Parameters;
        IReadOnlyList<FieldSelection> fields = Type.Select(parameters["fields"]);
        int limit = Page.Limit(parameters["limit"], UsualLimit, MaxLimit);
        TokenFilter filter = Filter(call);
        var position = TokenPosition.Parse(parameters["after"]);
        call.Account.TokenQueries.Count(call.Now);

        int max = filter.OncePerPerson ? Math.Max(0, MaxWithoutDuplicates - position.Listed) : int.MaxValue;
        (TokenPosition At, SubscriptionToken Token)[] found =
            [.. TokenList.After(call.Account, position, filter).Take(Math.Min(limit + 1, max))];
        (TokenPosition At, SubscriptionToken Token)[] page = [.. found.Take(limit)];
        var response = new JsonObject { ["data"] = new JsonArray([.. page.Select(each => (JsonNode)Type.Project(each.Token, fields))]) };
        if (page.Length > 0)
        {
            string after = page[page.Length - 1].At.ToString();
            var paging = new JsonObject { ["cursors"] = new JsonObject { ["before"] = page[0].At.ToString(), ["after"] = after } };
            if (found.Length > limit)
            {
                paging["next"] = Page.Next(call, Edge, limit, after);
            }

            response["paging"] = paging;
        }

        return GraphResponse.Json(response);
    }

    public static GraphResponse Get(GraphCall call)
    {
        call.Account.TokenQueries.Count(call.Now);
        string token = call.NodeId.Substring(IdPrefix.Length);
        return call.Account.Subscriptions.Find(token) is { } found && !call.Account.Subscriptions.IsGone(token)
            ? GraphResponse.Json(Type.Project(found, call.Parameters["fields"]))
            : throw GraphErrors.NoSuchObject(call.Method, IdPrefix + "…");
    }

    private static TokenFilter Filter(GraphCall call)
    {
        GraphParameters parameters = call.Parameters;
        IReadOnlyList<string> audiences = parameters.List("custom_audience_ids");
        if (audiences.FirstOrDefault(id => !call.Account.TryGetAudience(id, out _)) is { } unknown)
        {
            throw GraphErrors.Invalid($"Param custom_audience_ids: there is no custom audience with ID '{unknown}'");
        }

        SubscriptionSource? source = null;
        if (parameters["opt_in_source"] is { } text)
        {
            source = Sources.TryGetValue(text, out SubscriptionSource known)
                ? known
                : throw GraphErrors.Invalid($"Param opt_in_source must be one of {{{string.Join(", ", Sources.Keys)}}}");
        }

        return new TokenFilter(
            audiences.Count > 0 ? audiences : null,
            source,
            parameters.Time("since"),
            parameters.Time("until"),
            parameters.Boolean("has_received_marketing_message"),
            parameters.Boolean("do_not_return_duplicates") ?? false);
    }

    private static DateTimeOffset NextEligible(SubscriptionToken token) => token.LastSent is { } last ? last + MinDelay : token.Created;

    private static JsonNode? OfKnown(SubscriptionToken token, DateTimeOffset? time) => token.Psid is null ? null : time?.ToUnixTimeSeconds();
}
