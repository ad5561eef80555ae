using System;
using MessengerMarketing.Webhooks;
using Xunit;
using static MessengerMarketing.Tests.Webhooks.WebhookBodies;

namespace MessengerMarketing.Tests.Webhooks;

/// <summary>Events of marketing messages, in every format of Meta's guide and of recorded traffic.</summary>
public class MessageEventTests
{
    [Theory]
    [InlineData(Echo, "marketing_message_echoes", "Echo")]
    [InlineData(Delivered, "marketing_message_deliveries", "Delivered")]
    [InlineData(Read, "marketing_message_reads", "Read")]
    [InlineData(Clicked, "marketing_message_clicks", "Clicked")]
    [InlineData(Failed, "marketing_message_delivery_failed", "Failed")]
    public void An_event_is_read_in_each_format(string value, string field, string kind)
    {
        string inList = $$"""{"object":"page","entry":[{"id":"134141414124123","time":1767225700,"messaging":[{{value}}]}]}""";
        foreach (string body in new[] { value, $"[{value}]", ChangeBody(field, value), $$"""{"field":"{{field}}","value":{{value}}}""", inList })
        {
            MarketingMessageEvent item = Assert.IsAssignableFrom<MarketingMessageEvent>(Single(body));

            Assert.Equal(kind, item.Kind);
            Assert.Equal(("124141414124", "12348141984909088"), (item.CampaignId, item.Token));
            Assert.False(item.OpensWindow);
            Assert.DoesNotContain("12348141984909088", item.ToString(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_delivery_has_the_ids_of_its_message()
    {
        DeliveredEvent item = Assert.IsType<DeliveredEvent>(Single(Delivered));

        Assert.Equal(("7770001", "m_9", "98ecd977-245a-4ec0-a8e0-8b8ecaad8030", "12313123123123", "134141414124123"), (item.Psid, item.MessageId, item.TrackingId, item.AppId, item.PageId));
        Assert.Equal(new DateTimeOffset(2026, 1, 1, 0, 0, 1, 123, TimeSpan.Zero), item.Time);
    }

    [Fact]
    public void A_read_has_no_message_id_and_a_click_has_no_tracking_id()
    {
        Assert.Null(Assert.IsType<ReadEvent>(Single(Read)).MessageId);
        ClickedEvent click = Assert.IsType<ClickedEvent>(Single(Clicked));
        Assert.Equal((null, null, "m_9"), (click.TrackingId, click.AppId, click.MessageId));
    }

    [Fact]
    public void A_failure_is_recognized_without_a_field()
    {
        FailedEvent failure = Assert.IsType<FailedEvent>(Single(Failed));

        Assert.Equal(("Unknown Error", "134141414124123", "140984918491243", null), (failure.ErrorMessage, failure.BusinessId, failure.PageId, failure.TrackingId));
        Assert.Equal("Failed: campaign 124141414124: Unknown Error", failure.ToString());
    }

    [Fact]
    public void An_error_message_has_no_token_and_no_address()
    {
        const string Body = """{"messenger_subscription_token":"1","error_message":"No EAAabcdefghijklmnop0123456789 for ann@example.com","message_id":"2"}""";

        string? text = Assert.IsType<FailedEvent>(Single(Body)).ErrorMessage;

        Assert.DoesNotContain("ann@example.com", text, StringComparison.Ordinal);
        Assert.DoesNotContain("EAAabcdefghijklmnop0123456789", text, StringComparison.Ordinal);
    }

    [Fact]
    public void People_of_a_custom_audience_have_no_ids_and_nulls_are_ignored()
    {
        const string Body = """{"field":"marketing_message_deliveries","recipient_id":null,"page_id":1,"app_id":null,"timestamp":null,"marketing_message_tracking_id":null,"messenger_subscription_token":"1","message_id":"2"}""";

        DeliveredEvent item = Assert.IsType<DeliveredEvent>(Single(Body));

        Assert.Equal((null, null, null, null, null), (item.Psid, item.MessageId, item.TrackingId, item.AppId, item.Time));
    }

    [Theory]
    [InlineData("""{"error_message":"x"}""")]
    [InlineData("""{"field":"something_else","error_message":"x","message_id":"2"}""")]
    [InlineData("""{"field":"marketing_message_deliveries","value":"x"}""")]
    [InlineData("""{"messenger_subscription_token":"1","message_id":"2"}""")]
    public void Any_other_event_is_not_a_message_event(string body) => Assert.IsType<OtherEvent>(Single(body));
}
