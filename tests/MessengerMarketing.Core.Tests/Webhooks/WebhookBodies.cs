using System.Text;
using MessengerMarketing.Webhooks;
using Xunit;

namespace MessengerMarketing.Tests.Webhooks;

/// <summary>Bodies from the seed document, Meta's guides and other tools.</summary>
internal static class WebhookBodies
{
    public const string Flat = """
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

    public const string Value = """{"app_id":12313123123123,"page_id":134141414124123,"custom_audience_id":140984918491243,"ad_account_id":12348141984909088,"timestamp":1767225600,"num_rows":1000,"business_id":12313123123123,"approximate_count_lower_bound":105,"approximate_count_upper_bound":120,"batch_uploading_status":"SUCCESS"}""";

    public const string OptIn = """{"sender":{"id":"7770001"},"recipient":{"id":"134141414124123"},"timestamp":1767225600123,"optin":{"type":"notification_messages","payload":"spring","notification_messages_token":"token-1","notification_messages_timezone":"America/New_York","user_token_status":"REFRESHED","title":"Weekly offers","token_expiry_timestamp":1798761600000}}""";

    public const string Message = """{"sender":{"id":"7770001"},"recipient":{"id":"134141414124123"},"timestamp":1767225600123,"message":{"mid":"m_1","text":"Hello"}}""";

    public static WebhookPayload Parse(string body) => WebhookParser.Parse(Encoding.UTF8.GetBytes(body));

    public static WebhookEvent Single(string body)
    {
        WebhookPayload payload = Parse(body);
        Assert.Null(payload.Problem);
        return Assert.Single(payload.Events);
    }
}
