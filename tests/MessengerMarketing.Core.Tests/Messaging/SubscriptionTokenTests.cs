using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Threading.Tasks;
using MessengerMarketing.Graph;
using MessengerMarketing.Messaging;
using MessengerMarketing.Tests.Graph;
using Xunit;

namespace MessengerMarketing.Tests.Messaging;

public sealed class SubscriptionTokenTests
{
    [Fact]
    public async Task Every_member_is_read_from_both_kinds_of_entries()
    {
        using var server = new ScriptedServer(Scripted.Ok("""
            {"data":[
              {"notification_messages_token":"1111222233334444555","recipient_id":"7000800090001000","notification_messages_reoptin":"ENABLED","creation_timestamp":1793534400,
               "token_expiry_timestamp":1809432000000,"user_token_status":"REFRESHED","topic_title":"Weekly offers","notification_messages_timezone":"Asia/Ho_Chi_Minh",
               "next_eligible_time":1793577600,"next_eligible_time_for_paid_messaging":"2026-11-02T12:00:00+0000"},
              {"notification_messages_token":"6666777788889999000","topic_title":"Updates and promotions","notification_messages_reoptin":"DISABLED","custom_audience_ids":["120000000000000001",120000000000000002]}
            ]}
            """));

        List<SubscriptionToken> tokens = await ListAsync(server, new SubscriptionTokenQuery());

        Assert.Equal(2, tokens.Count);
        SubscriptionToken person = tokens[0];
        Assert.Equal("1111222233334444555", person.Token);
        Assert.Equal("7000800090001000", person.RecipientId);
        Assert.Equal("Weekly offers", person.Title);
        Assert.Equal("REFRESHED", person.Status);
        Assert.Equal("ENABLED", person.Reoptin);
        Assert.Equal("Asia/Ho_Chi_Minh", person.TimeZone);
        Assert.Equal(new DateTimeOffset(2026, 11, 1, 12, 0, 0, TimeSpan.Zero), person.Created);
        Assert.Equal(new DateTimeOffset(2027, 5, 4, 12, 0, 0, TimeSpan.Zero), person.Expires);
        Assert.Equal(new DateTimeOffset(2026, 11, 2, 0, 0, 0, TimeSpan.Zero), person.NextEligible);
        Assert.Equal(new DateTimeOffset(2026, 11, 2, 12, 0, 0, TimeSpan.Zero), person.NextEligibleForPaid);
        Assert.Null(person.OptInSource);

        SubscriptionToken listed = tokens[1];
        Assert.Null(listed.RecipientId);
        Assert.Null(listed.Created);
        Assert.Equal(["120000000000000001", "120000000000000002"], listed.AudienceIds);
        Assert.Equal("120000000000000001 120000000000000002", listed.AudienceIds.ToString());
        Assert.Equal("SubscriberList", listed.OptInSource);
    }

    [Fact]
    public async Task The_query_is_sent_with_the_Page_token_and_all_bounds()
    {
        using var server = new ScriptedServer(Scripted.Ok("""{"data":[]}"""));

        await ListAsync(server, new SubscriptionTokenQuery
        {
            AudienceIds = ["120000000000000001", "120000000000000002"],
            Sources = [OptInSource.ClickToMessenger],
            Since = new DateTimeOffset(2026, 11, 1, 12, 0, 0, TimeSpan.Zero),
            Until = new DateTimeOffset(2026, 11, 2, 19, 0, 0, TimeSpan.FromHours(7)),
        });

        Received request = Assert.Single(server.Requests);
        Assert.Equal("/v26.0/2000300040005000/notification_message_tokens", request.Path);
        Assert.Equal("Bearer EAAtestpagetoken00000001", request.Headers["Authorization"]);
        Assert.Equal("1000", request.Parameter("limit"));
        Assert.Equal("120000000000000001,120000000000000002", request.Parameter("custom_audience_ids"));
        Assert.Equal("CTM", request.Parameter("opt_in_source"));
        Assert.Equal("1793534400", request.Parameter("since"));
        Assert.Equal("1793620800", request.Parameter("until"));
        Assert.Null(request.Parameter("do_not_return_duplicates"));
    }

    [Theory]
    [InlineData(OptInSource.SubscriberList, "SubscriberList", "SUBSCRIBER_LIST")]
    [InlineData(OptInSource.ClickToMessenger, "ClickToMessenger", "CTM")]
    [InlineData(OptInSource.CommentAutomation, "CommentAutomation", "COMMENT_AUTOMATION")]
    [InlineData(OptInSource.ReplyAutomation, "ReplyAutomation", "REPLY_AUTOMATION")]
    public async Task A_source_is_sent_with_the_name_that_Meta_uses_and_set_on_its_tokens(OptInSource source, string name, string parameter)
    {
        using var server = new ScriptedServer(Scripted.Ok("""{"data":[{"notification_messages_token":"1111222233334444555"}]}"""));

        SubscriptionToken token = Assert.Single(await ListAsync(server, new SubscriptionTokenQuery { Sources = [source] }));

        Assert.Equal(parameter, Assert.Single(server.Requests).Parameter("opt_in_source"));
        Assert.Equal(name, token.OptInSource);
    }

    [Fact]
    public async Task Tokens_of_no_known_source_are_Other()
    {
        using var server = new ScriptedServer(request => Scripted.Ok(request.Parameter("opt_in_source") switch
        {
            "CTM" => """{"data":[{"notification_messages_token":"1111222233334444555"}]}""",
            null => """{"data":[{"notification_messages_token":"1111222233334444555"},{"notification_messages_token":"6666777788889999000"}]}""",
            _ => """{"data":[]}""",
        }));

        List<SubscriptionToken> all = await ListAsync(server, new SubscriptionTokenQuery { Sources = [.. Enum.GetValues<OptInSource>()] });
        List<SubscriptionToken> other = await ListAsync(server, new SubscriptionTokenQuery { Sources = [OptInSource.Other] });

        Assert.Equal(["ClickToMessenger", "Other"], all.Select(token => token.OptInSource));
        Assert.Equal("6666777788889999000", Assert.Single(other).Token);
        Assert.Equal(10, server.Requests.Count);
    }

    [Fact]
    public async Task The_pages_are_followed_to_the_end_without_the_links_token()
    {
        int page = 0;
        using var server = new ScriptedServer(_ => Scripted.Ok(++page switch
        {
            1 => """{"data":[{"notification_messages_token":"1"}],"paging":{"cursors":{"after":"QVFI1"},"next":"https://graph.facebook.com/v26.0/2/notification_message_tokens?access_token=EAAsecretsecret"}}""",
            2 => """{"data":[],"paging":{"cursors":{"after":"QVFI2"},"next":"https://graph.facebook.com/v26.0/2/notification_message_tokens?access_token=EAAsecretsecret"}}""",
            _ => """{"data":[{"notification_messages_token":"2"}],"paging":{"cursors":{"after":"QVFI3"}}}""",
        }));

        List<SubscriptionToken> tokens = await ListAsync(server, new SubscriptionTokenQuery());

        Assert.Equal(["1", "2"], tokens.Select(token => token.Token));
        Assert.Equal([null, "QVFI1", "QVFI2"], server.Requests.Select(request => request.Parameter("after")));
        Assert.DoesNotContain(server.Requests, request => request.Query.Contains("access_token", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Unique_keeps_the_first_token_of_each_person_across_pages()
    {
        int page = 0;
        using var server = new ScriptedServer(_ => Scripted.Ok(++page == 1
            ? """{"data":[{"notification_messages_token":"1","recipient_id":"70"},{"notification_messages_token":"2","recipient_id":"71"}],"paging":{"cursors":{"after":"a"},"next":"https://x/"}}"""
            : """{"data":[{"notification_messages_token":"3","recipient_id":"70"},{"notification_messages_token":"4"},{"notification_messages_token":"4"}]}"""));

        List<SubscriptionToken> tokens = await ListAsync(server, new SubscriptionTokenQuery { Unique = true });

        Assert.Equal(["1", "2", "4"], tokens.Select(token => token.Token));
    }

    [Fact]
    public async Task An_exhausted_query_rate_causes_a_wait_of_the_time_in_the_response()
    {
        using var server = new ScriptedServer(
            new Scripted(400, """{"error":{"message":"Too many","type":"OAuthException","code":2300080,"error_data":{"remaining_seconds":120}}}"""),
            Scripted.Ok("""{"data":[]}"""));
        var retries = new List<GraphRetry>();
        var client = new GraphClient(server.Account(), new GraphClientOptions { TimeProvider = new InstantTime(), OnRetry = retries.Add });

        await foreach (SubscriptionToken token in new SubscriptionTokenClient(client).ListAsync(new SubscriptionTokenQuery()))
        {
            Assert.Fail("The list is empty.");
        }

        Assert.InRange(Assert.Single(retries).Delay, TimeSpan.FromSeconds(120), TimeSpan.FromSeconds(121));
    }

    [Fact]
    public void The_text_of_a_token_contains_neither_the_token_nor_the_person()
    {
        var token = new SubscriptionToken { Token = "1111222233334444555", RecipientId = "7000800090001000", Title = "Weekly offers", Created = new DateTimeOffset(2026, 11, 1, 12, 0, 0, TimeSpan.Zero) };

        Assert.Equal("Subscription 'Weekly offers' since 2026-11-01", token.ToString());
        Assert.Equal("Subscription 'Weekly offers'", (token with { Created = null }).ToString());
    }

    [Fact]
    public void Invalid_queries_are_refused_before_anything_is_sent()
    {
        using var server = new ScriptedServer();
        var client = new GraphClient(server.Account());
        var tokens = new SubscriptionTokenClient(client);

        Assert.Throws<ArgumentException>(() => tokens.ListAsync(new SubscriptionTokenQuery { AudienceIds = ["1,2"] }));
        Assert.Throws<ArgumentException>(() => tokens.ListAsync(new SubscriptionTokenQuery { Since = DateTimeOffset.UnixEpoch.AddDays(1), Until = DateTimeOffset.UnixEpoch }));
        Assert.Empty(server.Requests);
    }

    [Fact]
    public void A_tally_counts_by_the_requested_properties_with_shares()
    {
        var tally = new SubscriberTally([SubscriberProperty.OptInSource, SubscriberProperty.Day]);
        var evening = DateTimeOffset.Parse("2026-11-02T02:00:00+07:00", CultureInfo.InvariantCulture);
        tally.Add(new("ClickToMessenger", "Weekly offers", "REFRESHED", evening.UtcDateTime));
        tally.Add(new("ClickToMessenger", "Other title", "NOT_REFRESHED", evening.AddHours(-3).UtcDateTime));
        tally.Add(new("SubscriberList", null, null, null));
        tally.Add(new(" ", null, null, null));

        IReadOnlyList<SubscriberMeasure> measures = tally.Measures();

        Assert.Equal(["ClickToMessenger", "SubscriberList", "Unknown"], measures.Select(measure => measure.OptInSource!));
        Assert.Equal([2, 1, 1], measures.Select(measure => measure.Count));
        Assert.Equal([0.5, 0.25, 0.25], measures.Select(measure => measure.Share));
        Assert.Equal(new DateTime(2026, 11, 1), measures[0].Day);
        Assert.All(measures, measure => Assert.Null(measure.Title));
        Assert.Null(measures[1].Day);
    }

    private static async Task<List<SubscriptionToken>> ListAsync(ScriptedServer server, SubscriptionTokenQuery query)
    {
        var client = new GraphClient(server.Account(), new GraphClientOptions { TimeProvider = new InstantTime() });
        var tokens = new List<SubscriptionToken>();
        await foreach (SubscriptionToken token in new SubscriptionTokenClient(client).ListAsync(query))
        {
            tokens.Add(token);
        }

        return tokens;
    }
}
