using System;
using System.Linq;
using System.Text;
using MessengerMarketing.Webhooks;
using Xunit;

namespace MessengerMarketing.Tests.Webhooks;

/// <summary>Bodies as the seed document, Meta's guides and other tools show them.</summary>
public class WebhookShapeTests
{
    private const string Flat = """
        {
           "field": "marketing_messages_subscriber_upload_status",
           "app_id": 12313123123123,
           "page_id": 134141414124123,
           "custom_audience_id": 140984918491243,
           "ad_account_id": 12348141984909088,
           "timestamp": 41412414141,
           "num_rows": 1000,
           "business_id": 12313123123123,
           "approximate_count_lower_bound": 105,
           "approximate_count_upper_bound": 120,
           "batch_uploading_status": "SUCCESS"
        }
        """;

    private const string Value = """{"app_id":12313123123123,"page_id":134141414124123,"custom_audience_id":140984918491243,"ad_account_id":12348141984909088,"timestamp":1767225600,"num_rows":1000,"business_id":12313123123123,"approximate_count_lower_bound":105,"approximate_count_upper_bound":120,"batch_uploading_status":"SUCCESS"}""";

    private const string OptIn = """{"sender":{"id":"7770001"},"recipient":{"id":"134141414124123"},"timestamp":1767225600123,"optin":{"type":"notification_messages","payload":"spring","notification_messages_token":"token-1","notification_messages_timezone":"America/New_York","user_token_status":"REFRESHED","title":"Weekly offers","token_expiry_timestamp":1798761600000}}""";

    private const string Message = """{"sender":{"id":"7770001"},"recipient":{"id":"134141414124123"},"timestamp":1767225600123,"message":{"mid":"m_1","text":"Hello"}}""";

    [Fact]
    public void The_seed_documents_upload_status_has_every_member_of_its_field_reference()
    {
        var status = Assert.IsType<UploadStatusEvent>(Single(Flat));

        Assert.Equal(WebhookEventKind.UploadStatus, status.Kind);
        Assert.Equal("marketing_messages_subscriber_upload_status", status.Field);
        Assert.Equal("12313123123123", status.AppId);
        Assert.Equal("134141414124123", status.PageId);
        Assert.Equal("140984918491243", status.CustomAudienceId);
        Assert.Equal("140984918491243", status.AudienceId);
        Assert.Equal("12348141984909088", status.AdAccountId);
        Assert.Equal(new DateTimeOffset(3282, 4, 22, 8, 22, 21, TimeSpan.Zero), status.Timestamp);
        Assert.Equal(status.Timestamp, status.Time);
        Assert.Equal(1000, status.NumRows);
        Assert.Equal("12313123123123", status.BusinessId);
        Assert.Equal(105, status.ApproximateCountLowerBound);
        Assert.Equal(120, status.ApproximateCountUpperBound);
        Assert.Equal("SUCCESS", status.BatchUploadingStatus);
        Assert.Null(status.Object);
        Assert.Null(status.EntryId);
    }

    [Theory]
    [InlineData("page", "134141414124123")]
    [InlineData("ad_account", "12348141984909088")]
    public void An_upload_status_comes_as_a_change_of_a_page_or_an_ad_account(string subscribed, string id)
    {
        var status = Assert.IsType<UploadStatusEvent>(Single(
            $$"""{"object":"{{subscribed}}","entry":[{"id":"{{id}}","time":1767225700,"changes":[{"field":"marketing_messages_subscriber_upload_status","value":{{Value}}}]}]}"""));

        Assert.Equal(subscribed, status.Object);
        Assert.Equal(id, status.EntryId);
        Assert.Equal("12348141984909088", status.AdAccountId);
        Assert.Equal(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero), status.Time);
        Assert.Equal(1000, status.NumRows);
    }

    [Fact]
    public void A_change_without_an_envelope_is_read()
    {
        var status = Assert.IsType<UploadStatusEvent>(Single($$"""{"field":"marketing_messages_subscriber_upload_status","value":{{Value}}}"""));

        Assert.Equal("140984918491243", status.AudienceId);
    }

    [Fact]
    public void A_change_whose_members_stand_beside_its_field_is_read()
    {
        var status = Assert.IsType<UploadStatusEvent>(Single($$"""{"object":"page","entry":[{"id":"1","time":1,"changes":[{{Flat}}]}]}"""));

        Assert.Equal("140984918491243", status.AudienceId);
    }

    [Fact]
    public void Ids_keep_all_their_digits_whether_they_are_numbers_or_text()
    {
        var numbers = (UploadStatusEvent)Single("""{"field":"marketing_messages_subscriber_upload_status","custom_audience_id":12348141984909087123,"app_id":9007199254740993}""");
        var texts = (UploadStatusEvent)Single("""{"field":"marketing_messages_subscriber_upload_status","custom_audience_id":"12348141984909087123","num_rows":"12"}""");

        Assert.Equal("12348141984909087123", numbers.CustomAudienceId);
        Assert.Equal("9007199254740993", numbers.AppId);
        Assert.Equal("12348141984909087123", texts.CustomAudienceId);
        Assert.Equal(12, texts.NumRows);
    }

    [Theory]
    [InlineData("1767225600")]
    [InlineData("1767225600000")]
    [InlineData("\"1767225600\"")]
    [InlineData("\"1767225600000\"")]
    [InlineData("\"2026-01-01T00:00:00+0000\"")]
    public void A_time_may_be_in_seconds_in_milliseconds_or_text(string timestamp)
    {
        WebhookEvent status = Single($$"""{"field":"marketing_messages_subscriber_upload_status","timestamp":{{timestamp}}}""");

        Assert.Equal(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero), status.Time);
        Assert.Equal(TimeSpan.Zero, status.Time!.Value.Offset);
    }

    [Theory]
    [InlineData("\"<TIMESTAMP>}\"")]
    [InlineData("-1")]
    [InlineData("99999999999999999999999")]
    [InlineData("{}")]
    [InlineData("null")]
    public void A_time_that_is_none_is_null(string timestamp)
    {
        Assert.Null(Single($$"""{"field":"marketing_messages_subscriber_upload_status","timestamp":{{timestamp}}}""").Time);
    }

    [Fact]
    public void An_opt_in_has_every_member_of_the_seed_document()
    {
        var optIn = Assert.IsType<OptInEvent>(Single($$"""{"object":"page","entry":[{"id":"134141414124123","time":1767225601000,"messaging":[{{OptIn}}]}]}"""));

        Assert.Equal(WebhookEventKind.OptIn, optIn.Kind);
        Assert.Equal("7770001", optIn.Psid);
        Assert.Equal("134141414124123", optIn.PageId);
        Assert.Equal(new DateTimeOffset(2026, 1, 1, 0, 0, 0, 123, TimeSpan.Zero), optIn.Time);
        Assert.Equal("token-1", optIn.Token);
        Assert.Equal("spring", optIn.Payload);
        Assert.Equal("America/New_York", optIn.TimeZone);
        Assert.Equal("REFRESHED", optIn.TokenStatus);
        Assert.Equal("Weekly offers", optIn.Title);
        Assert.Equal(new DateTimeOffset(2027, 1, 1, 0, 0, 0, TimeSpan.Zero), optIn.TokenExpires);
        Assert.Null(optIn.MessageStatus);
    }

    [Fact]
    public void The_seed_documents_bare_opt_in_is_read()
    {
        var optIn = Assert.IsType<OptInEvent>(Single("""
            {
              "sender": { "id": "<PSID>" },
              "recipient": { "id": "<PAGE-ID>" },
              "timestamp": "<TIMESTAMP>}",
              "optin": {
                "type": "notification_messages",
                "payload": "<ADDITIONAL-WEBHOOK-INFORMATION>",
                "notification_messages_token": "<SUBSCRIPTION_TOKEN_ID>",
                "notification_messages_timezone": "<TIMEZONE-ID>",
                "user_token_status": "<TOKEN-STATUS>",
                "notification_messages_status": "<MESSAGE-STATUS>",
                "title": "<TITLE-FOR-THE-NOTIFICATION>"
              }
            }
            """));

        Assert.Equal("<PSID>", optIn.Psid);
        Assert.Equal("<SUBSCRIPTION_TOKEN_ID>", optIn.Token);
        Assert.Equal("<PAGE-ID>", optIn.PageId);
        Assert.Null(optIn.Time);
    }

    [Theory]
    [InlineData("messaging_optin")]
    [InlineData("messaging_optins")]
    public void An_opt_in_that_comes_as_a_change_is_read_under_either_name(string field)
    {
        var optIn = Assert.IsType<OptInEvent>(Single($$"""{"object":"page","entry":[{"id":"1","time":1,"changes":[{"field":"{{field}}","value":{{OptIn}}}]}]}"""));

        Assert.Equal(field, optIn.Field);
        Assert.Equal("token-1", optIn.Token);
    }

    [Theory]
    [InlineData("STOP NOTIFICATIONS", OptInEvent.Stop)]
    [InlineData("STOP_NOTIFICATIONS", OptInEvent.Stop)]
    [InlineData("resume notifications", OptInEvent.Resume)]
    [InlineData("RESUME_NOTIFICATIONS", OptInEvent.Resume)]
    public void Leaving_and_coming_back_are_told_in_either_spelling(string sent, string status)
    {
        var optIn = (OptInEvent)Single($$$"""{"sender":{"id":"7"},"optin":{"type":"notification_messages","notification_messages_status":"{{{sent}}}"}}""");

        Assert.Equal(status, optIn.MessageStatus);
        Assert.Null(optIn.Token);
    }

    [Fact]
    public void A_message_brings_the_persons_id()
    {
        var message = Assert.IsType<MessageEvent>(Single($$"""{"object":"page","entry":[{"id":"134141414124123","time":1,"messaging":[{{Message}}]}]}"""));

        Assert.Equal(WebhookEventKind.Message, message.Kind);
        Assert.Equal("7770001", message.Psid);
        Assert.Equal("134141414124123", message.PageId);
        Assert.Equal("m_1", message.MessageId);
        Assert.Equal("Hello", message.Text);
    }

    [Fact]
    public void The_dashboards_test_message_comes_as_a_change()
    {
        var message = Assert.IsType<MessageEvent>(Single($$"""{"object":"page","entry":[{"id":"0","time":1,"changes":[{"field":"messages","value":{{Message}}}]}]}"""));

        Assert.Equal("messages", message.Field);
        Assert.Equal("7770001", message.Psid);
    }

    [Fact]
    public void Half_an_emoji_costs_a_message_its_text_and_nothing_else()
    {
        var message = Assert.IsType<MessageEvent>(Single("""{"sender":{"id":"7"},"message":{"mid":"m_1","text":"hi \ud83d"}}"""));

        Assert.Equal("7", message.Psid);
        Assert.Null(message.Text);
        Assert.Contains("""hi \ud83d""", message.Raw, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"sender":{"id":"1"},"recipient":{"id":"7"},"message":{"mid":"m","text":"x","is_echo":true}}""", "message")]
    [InlineData("""{"sender":{"id":"7"},"recipient":{"id":"1"},"message":{"mid":"m","is_deleted":true}}""", "message")]
    [InlineData("""{"sender":{"id":"7"},"recipient":{"id":"1"},"delivery":{"mids":["m"],"watermark":1}}""", "delivery")]
    [InlineData("""{"sender":{"id":"7"},"recipient":{"id":"1"},"read":{"watermark":1}}""", "read")]
    [InlineData("""{"sender":{"id":"7"},"recipient":{"id":"1"},"postback":{"title":"Start","payload":"x"}}""", "postback")]
    [InlineData("""{"sender":{"id":"7"},"recipient":{"id":"1"},"reaction":{"reaction":"love"}}""", "reaction")]
    [InlineData("""{"recipient":{"id":"1"},"optin":{"ref":"checkbox","user_ref":"x"}}""", "optin")]
    [InlineData("""{"sender":{"id":"7"},"something_new":{"a":1}}""", null)]
    public void What_is_no_persons_message_or_opt_in_is_other(string item, string? field)
    {
        var other = Assert.IsType<OtherEvent>(Single($$"""{"object":"page","entry":[{"id":"1","time":1767225600000,"messaging":[{{item}}]}]}"""));

        Assert.Equal(WebhookEventKind.Other, other.Kind);
        Assert.Equal(field, other.Field);
        Assert.Equal("1", other.PageId);
        Assert.Equal(item, other.Raw);
    }

    [Theory]
    [InlineData("""{"object":"page","entry":[{"id":"1","time":1,"changes":[{"field":"feed","value":{"item":"like"}}]}]}""", "feed")]
    [InlineData("""{"object":"page","entry":[{"id":"1","time":1,"changes":[{"field":"name","value":"New name"}]}]}""", "name")]
    [InlineData("""{"object":"page","entry":[{"id":"1","time":1,"standby":[{"sender":{"id":"7"},"message":{"mid":"m"}}]}]}""", "standby")]
    [InlineData("""{"object":"user","entry":[{"id":"1","time":1,"changed_fields":["photos"]}]}""", null)]
    [InlineData("""{"hello":"world"}""", null)]
    [InlineData("{}", null)]
    public void Anything_else_is_other_with_its_json(string body, string? field)
    {
        var other = Assert.IsType<OtherEvent>(Single(body));

        Assert.Equal(field, other.Field);
        Assert.StartsWith("{", other.Raw, StringComparison.Ordinal);
    }

    [Fact]
    public void Several_entries_and_kinds_in_a_delivery_come_in_order()
    {
        WebhookPayload payload = Parse($$"""
            {"object":"page","entry":[
              {"id":"1","time":1,"messaging":[{{Message}},{{OptIn}}]},
              {"id":"2","time":2,"changes":[{"field":"marketing_messages_subscriber_upload_status","value":{{Value}} },{"field":"feed","value":{} } ]}
            ]}
            """);

        Assert.Null(payload.Problem);
        Assert.Equal(
            [WebhookEventKind.Message, WebhookEventKind.OptIn, WebhookEventKind.UploadStatus, WebhookEventKind.Other],
            payload.Events.Select(static item => item.Kind));
        Assert.Equal(["1", "1", "2", "2"], payload.Events.Select(static item => item.EntryId));
    }

    [Fact]
    public void A_list_of_events_is_read_one_by_one()
    {
        Assert.Equal(2, Parse($"[{Flat},{Message}]").Events.Count);
    }

    [Fact]
    public void An_envelope_without_entries_has_no_events_and_no_problem()
    {
        WebhookPayload payload = Parse("""{"object":"page","entry":[]}""");

        Assert.Empty(payload.Events);
        Assert.Null(payload.Problem);
    }

    [Fact]
    public void Members_that_are_not_known_are_kept()
    {
        WebhookEvent status = Single("""{"field":"marketing_messages_subscriber_upload_status","num_rows":1,"new_member":{"deep":[1,2]}}""");

        Assert.Contains("""new_member":{"deep":[1,2]}""", status.Raw, StringComparison.Ordinal);
    }

    [Fact]
    public void A_byte_order_mark_is_passed_over()
    {
        Assert.IsType<UploadStatusEvent>(Single("\uFEFF" + Flat));
    }

    [Theory]
    [InlineData("""{"field":"marketing_messages_subscriber_upload_status","custom_audience_id":1,"timestamp":1700000000}""", "45686f5ca01301b91e45bba63204b549e6cb924e5c45e82c984ad3d8851344df")]
    [InlineData("""{"object":"page","entry":[{"id":"123","time":1,"messaging":[{"sender":{"id":"7"},"timestamp":1700000000123,"message":{"mid":"m1"}}]}]}""", "4f5cb1879dc2f68e3d50b564fd296d14cdbf17a32d570acf3f41ad2612dc0326")]
    public void An_events_id_is_the_hash_of_object_entry_time_field_and_value(string body, string id)
    {
        Assert.Equal(id, Single(body).Id);
    }

    [Fact]
    public void An_event_that_is_sent_again_in_another_envelope_has_the_same_id()
    {
        WebhookEvent first = Single($$"""{"object":"page","entry":[{"id":"1","time":1767225601000,"messaging":[{{Message}}]}]}""");
        WebhookPayload again = Parse($$"""{"object":"page","entry":[{"id":"1","time":1767225999000,"messaging":[{{OptIn}},{{Message}}]}]}""");

        Assert.Equal(first.Id, again.Events[1].Id);
        Assert.NotEqual(first.Id, again.Events[0].Id);
    }

    [Fact]
    public void The_same_value_of_another_page_is_another_event()
    {
        WebhookEvent one = Single($$"""{"object":"page","entry":[{"id":"1","time":1,"messaging":[{{Message}}]}]}""");
        WebhookEvent other = Single($$"""{"object":"page","entry":[{"id":"2","time":1,"messaging":[{{Message}}]}]}""");

        Assert.NotEqual(one.Id, other.Id);
    }

    [Theory]
    [InlineData(OptIn)]
    [InlineData(Message)]
    public void An_event_as_text_tells_no_token_no_person_and_no_words(string body)
    {
        string text = Single(body).ToString();

        Assert.DoesNotContain("7770001", text, StringComparison.Ordinal);
        Assert.DoesNotContain("token-1", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Hello", text, StringComparison.Ordinal);
    }

    private static WebhookPayload Parse(string body) => WebhookParser.Parse(Encoding.UTF8.GetBytes(body));

    private static WebhookEvent Single(string body)
    {
        WebhookPayload payload = Parse(body);
        Assert.Null(payload.Problem);
        return Assert.Single(payload.Events);
    }
}
