using System;
using MessengerMarketing.Webhooks;
using Xunit;
using static MessengerMarketing.Tests.Webhooks.WebhookBodies;

namespace MessengerMarketing.Tests.Webhooks;

/// <summary>Tests the formats of events.</summary>
public class WebhookShapeTests
{
    [Fact]
    public void The_upload_status_of_the_seed_document_has_every_documented_member()
    {
        UploadStatusEvent status = Assert.IsType<UploadStatusEvent>(Single(Flat));

        Assert.Equal(WebhookEventKind.UploadStatus, status.KindValue);
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
    public void An_upload_status_is_a_change_of_a_Page_or_an_ad_account(string subscribed, string id)
    {
        UploadStatusEvent status = Assert.IsType<UploadStatusEvent>(Single(
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
        UploadStatusEvent status = Assert.IsType<UploadStatusEvent>(Single($$"""{"field":"marketing_messages_subscriber_upload_status","value":{{Value}}}"""));

        Assert.Equal("140984918491243", status.AudienceId);
    }

    [Fact]
    public void A_change_with_its_members_next_to_its_field_is_read()
    {
        UploadStatusEvent status = Assert.IsType<UploadStatusEvent>(Single($$"""{"object":"page","entry":[{"id":"1","time":1,"changes":[{{Flat}}]}]}"""));

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
    public void A_time_can_be_in_seconds_milliseconds_or_text(string timestamp)
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
    public void An_invalid_time_is_null(string timestamp)
    {
        Assert.Null(Single($$"""{"field":"marketing_messages_subscriber_upload_status","timestamp":{{timestamp}}}""").Time);
    }

    [Fact]
    public void An_opt_in_has_every_member_of_the_seed_document()
    {
        OptInEvent optIn = Assert.IsType<OptInEvent>(Single($$"""{"object":"page","entry":[{"id":"134141414124123","time":1767225601000,"messaging":[{{OptIn}}]}]}"""));

        Assert.Equal(WebhookEventKind.OptIn, optIn.KindValue);
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
    public void The_opt_in_of_the_seed_document_without_an_envelope_is_read()
    {
        OptInEvent optIn = Assert.IsType<OptInEvent>(Single("""
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
    public void An_opt_in_as_a_change_is_read_under_either_name(string field)
    {
        OptInEvent optIn = Assert.IsType<OptInEvent>(Single($$"""{"object":"page","entry":[{"id":"1","time":1,"changes":[{"field":"{{field}}","value":{{OptIn}}}]}]}"""));

        Assert.Equal(field, optIn.Field);
        Assert.Equal("token-1", optIn.Token);
    }

    [Theory]
    [InlineData("STOP NOTIFICATIONS", OptInEvent.Stop)]
    [InlineData("STOP_NOTIFICATIONS", OptInEvent.Stop)]
    [InlineData("resume notifications", OptInEvent.Resume)]
    [InlineData("RESUME_NOTIFICATIONS", OptInEvent.Resume)]
    public void Stop_and_resume_are_recognized_in_either_spelling(string sent, string status)
    {
        var optIn = (OptInEvent)Single($$$"""{"sender":{"id":"7"},"optin":{"type":"notification_messages","notification_messages_status":"{{{sent}}}"}}""");

        Assert.Equal(status, optIn.MessageStatus);
        Assert.Null(optIn.Token);
    }

    [Fact]
    public void A_message_contains_the_id_of_the_person()
    {
        MessageEvent message = Assert.IsType<MessageEvent>(Single($$"""{"object":"page","entry":[{"id":"134141414124123","time":1,"messaging":[{{Message}}]}]}"""));

        Assert.Equal(WebhookEventKind.Message, message.KindValue);
        Assert.Equal("7770001", message.Psid);
        Assert.Equal("134141414124123", message.PageId);
        Assert.Equal("m_1", message.MessageId);
        Assert.Equal("Hello", message.Text);
    }

    [Fact]
    public void The_test_message_of_the_dashboard_is_a_change()
    {
        MessageEvent message = Assert.IsType<MessageEvent>(Single($$"""{"object":"page","entry":[{"id":"0","time":1,"changes":[{"field":"messages","value":{{Message}}}]}]}"""));

        Assert.Equal("messages", message.Field);
        Assert.Equal("7770001", message.Psid);
    }

    [Fact]
    public void Half_an_emoji_affects_only_the_text_of_a_message()
    {
        MessageEvent message = Assert.IsType<MessageEvent>(Single("""{"sender":{"id":"7"},"message":{"mid":"m_1","text":"hi \ud83d"}}"""));

        Assert.Equal("7", message.Psid);
        Assert.Null(message.Text);
        Assert.Contains("""hi \ud83d""", message.Raw, StringComparison.Ordinal);
    }
}
