using System;
using System.Linq;
using System.Text;
using MessengerMarketing.Webhooks;
using Xunit;

namespace MessengerMarketing.Tests.Webhooks;

public class AnyBodyTests
{
    private const int Bodies = 10_000;

    private static readonly string[] Samples =
    [
        """{"object":"page","entry":[{"id":"1","time":1767225600000,"messaging":[{"sender":{"id":"7"},"recipient":{"id":"1"},"timestamp":1767225600000,"message":{"mid":"m","text":"\u00e4\ud83d\ude00"}}]}]}""",
        """{"object":"ad_account","entry":[{"id":"1","time":1,"changes":[{"field":"marketing_messages_subscriber_upload_status","value":{"custom_audience_id":1,"timestamp":1767225600,"num_rows":2}}]}]}""",
        """{"sender":{"id":"7"},"optin":{"type":"notification_messages","notification_messages_token":"t","notification_messages_status":"STOP NOTIFICATIONS"}}""",
        """{"field":"marketing_messages_subscriber_upload_status","timestamp":"x","num_rows":1e5}""",
    ];

    private static readonly string[] Pieces =
    [
        "{", "}", "[", "]", ",", ":", "\"", "\\u", "d83d", "null", "true", "-1", "1e999", "99999999999999999999", "\"object\"", "\"entry\"", "\"changes\"", "\"messaging\"", "\"field\"", "\"value\"",
        "\"optin\"", "\"message\"", "\"sender\"", "\"id\"", "\"time\"", "\"timestamp\"", "\"standby\"", "\"marketing_messages_subscriber_upload_status\"", " ", "\n", "\0", "ä", "\uFEFF",
    ];

    [Fact]
    public void Ten_thousand_bodies_of_random_bytes_are_read_or_reported()
    {
        var random = new Random(20260101);
        for (int i = 0; i < Bodies; i++)
        {
            byte[] body = new byte[random.Next(0, 200)];
            random.NextBytes(body);
            Read(body);
        }
    }

    [Fact]
    public void Ten_thousand_bodies_of_random_json_are_read_or_reported()
    {
        var random = new Random(20260102);
        for (int i = 0; i < Bodies; i++)
        {
            Read(Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, random.Next(1, 30)).Select(_ => Pieces[random.Next(Pieces.Length)]))));
        }
    }

    [Fact]
    public void Ten_thousand_damaged_bodies_are_read_or_reported()
    {
        var random = new Random(20260103);
        for (int i = 0; i < Bodies; i++)
        {
            byte[] body = Encoding.UTF8.GetBytes(Samples[random.Next(Samples.Length)]);
            for (int damage = random.Next(0, 4); damage > 0; damage--)
            {
                body[random.Next(body.Length)] = (byte)random.Next(256);
            }

            Read(body.AsSpan(0, random.Next(body.Length + 1)).ToArray());
        }
    }

    [Fact]
    public void Every_truncated_body_is_reported()
    {
        foreach (byte[] body in Samples.Select(Encoding.UTF8.GetBytes))
        {
            for (int length = 0; length < body.Length; length++)
            {
                WebhookPayload payload = WebhookParser.Parse(body.AsSpan(0, length).ToArray());

                Assert.NotNull(payload.Problem);
                Assert.Empty(payload.Events);
            }
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("12")]
    [InlineData("\"text\"")]
    [InlineData("[1,2]")]
    [InlineData("{\"a\":1} trailing")]
    [InlineData("<html></html>")]
    public void Other_content_than_a_webhook_is_reported_without_repeating_it(string body)
    {
        WebhookPayload payload = WebhookParser.Parse(Encoding.UTF8.GetBytes(body));

        Assert.Empty(payload.Events);
        Assert.NotNull(payload.Problem);
        Assert.DoesNotContain("text", payload.Problem, StringComparison.Ordinal);
        Assert.DoesNotContain("trailing", payload.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Deep_nesting_is_reported()
    {
        Assert.NotNull(WebhookParser.Parse(Encoding.UTF8.GetBytes(new string('[', 100_000))).Problem);
    }

    private static void Read(byte[] body)
    {
        WebhookPayload payload = WebhookParser.Parse(body);

        Assert.True(payload.Problem is null || payload.Events.Count == 0);
        Assert.All(payload.Events, static item =>
        {
            Assert.Equal(64, item.Id.Length);
            Assert.NotEmpty(item.Raw);
            Assert.NotNull(item.ToString());
        });
    }
}
