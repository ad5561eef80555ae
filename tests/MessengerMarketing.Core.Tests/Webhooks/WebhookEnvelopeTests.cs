using System;
using System.Linq;
using MessengerMarketing.Webhooks;
using Xunit;
using static MessengerMarketing.Tests.Webhooks.WebhookBodies;

namespace MessengerMarketing.Tests.Webhooks;

/// <summary>Tests lists and envelopes of events, unknown events, and ids.</summary>
public class WebhookEnvelopeTests
{
    [Theory]
    [InlineData("""{"sender":{"id":"1"},"recipient":{"id":"7"},"message":{"mid":"m","text":"x","is_echo":true}}""", "message")]
    [InlineData("""{"sender":{"id":"7"},"recipient":{"id":"1"},"message":{"mid":"m","is_deleted":true}}""", "message")]
    [InlineData("""{"sender":{"id":"7"},"recipient":{"id":"1"},"delivery":{"mids":["m"],"watermark":1}}""", "delivery")]
    [InlineData("""{"sender":{"id":"7"},"recipient":{"id":"1"},"read":{"watermark":1}}""", "read")]
    [InlineData("""{"sender":{"id":"7"},"recipient":{"id":"1"},"postback":"Start"}""", null)]
    [InlineData("""{"recipient":{"id":"1"},"optin":{"ref":"checkbox","user_ref":"x"}}""", "optin")]
    [InlineData("""{"sender":{"id":"7"},"something_new":{"a":1}}""", null)]
    public void Any_event_except_messages_and_opt_ins_of_people_is_Other(string item, string? field)
    {
        OtherEvent other = Assert.IsType<OtherEvent>(Single($$"""{"object":"page","entry":[{"id":"1","time":1767225600000,"messaging":[{{item}}]}]}"""));

        Assert.Equal(WebhookEventKind.Other, other.KindValue);
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
    public void Anything_else_is_Other_with_its_json(string body, string? field)
    {
        OtherEvent other = Assert.IsType<OtherEvent>(Single(body));

        Assert.Equal(field, other.Field);
        Assert.StartsWith("{", other.Raw, StringComparison.Ordinal);
    }

    [Fact]
    public void Several_entries_and_kinds_in_a_delivery_are_returned_in_order()
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
            payload.Events.Select(static item => item.KindValue));
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
    public void A_byte_order_mark_is_skipped()
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
    public void A_repeated_event_in_another_envelope_has_the_same_id()
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
    public void An_event_as_text_contains_no_token_no_person_and_no_words(string body)
    {
        string text = Single(body).ToString();

        Assert.DoesNotContain("7770001", text, StringComparison.Ordinal);
        Assert.DoesNotContain("token-1", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Hello", text, StringComparison.Ordinal);
    }
}
