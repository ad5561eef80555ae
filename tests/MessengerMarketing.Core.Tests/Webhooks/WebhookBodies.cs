using System.Text;
using MessengerMarketing.Webhooks;
using Xunit;

namespace MessengerMarketing.Tests.Webhooks;

/// <summary>Bodies from Meta's guides and from other tools.</summary>
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

    public const string GetStarted = """{"sender":{"id":"7770001"},"recipient":{"id":"134141414124123"},"timestamp":1767225600123,"postback":{"mid":"m_2","title":"Get Started","payload":"START","referral":{"ref":"spring-flyer","source":"SHORTLINK","type":"OPEN_THREAD"}}}""";

    public const string LinkReferral = """{"sender":{"id":"7770001"},"recipient":{"id":"134141414124123"},"timestamp":1767225600123,"referral":{"ref":"spring-flyer","source":"SHORTLINK","type":"OPEN_THREAD"}}""";

    public const string AdReferral = """{"sender":{"id":"7770001"},"recipient":{"id":"134141414124123"},"timestamp":1767225600123,"referral":{"ref":"spring-ad","ad_id":"120200000000000001","source":"ADS","type":"OPEN_THREAD","ads_context_data":{"ad_title":"Spring sale","post_id":"134141414124123_5"}}}""";

    public const string Reaction = """{"sender":{"id":"7770001"},"recipient":{"id":"134141414124123"},"timestamp":1767225600123,"reaction":{"reaction":"love","emoji":"\u2764","action":"react","mid":"m_3"}}""";

    public const string Comment = """{"from":{"id":"7770001","name":"Ada Example"},"item":"comment","verb":"add","comment_id":"5_6","post_id":"134141414124123_5","parent_id":"134141414124123_5","created_time":1767225600,"message":"How much?"}""";

    public const string VisitorPost = """{"from":{"id":"7770001","name":"Ada Example"},"item":"status","verb":"add","post_id":"134141414124123_7","created_time":1767225600,"published":1,"message":"Hello all"}""";

    public const string Echo = """{"field":"marketing_message_echoes","recipient_id":7770001,"page_id":134141414124123,"app_id":12313123123123,"timestamp":1767225600123,"mid":"m_9","marketing_message_tracking_id":"98ecd977-245a-4ec0-a8e0-8b8ecaad8030","messenger_subscription_token":"12348141984909088","message_id":"124141414124"}""";

    public const string Delivered = """{"field":"marketing_message_deliveries","recipient_id":7770001,"page_id":134141414124123,"app_id":12313123123123,"timestamp":1767225601123,"mid":"m_9","marketing_message_tracking_id":"98ecd977-245a-4ec0-a8e0-8b8ecaad8030","messenger_subscription_token":"12348141984909088","message_id":"124141414124"}""";

    public const string Read = """{"field":"marketing_message_reads","recipient_id":7770001,"page_id":134141414124123,"app_id":12313123123123,"timestamp":1767225602123,"marketing_message_tracking_id":"98ecd977-245a-4ec0-a8e0-8b8ecaad8030","messenger_subscription_token":"12348141984909088","message_id":"124141414124"}""";

    public const string Clicked = """{"field":"marketing_message_clicks","recipient_id":7770001,"page_id":134141414124123,"timestamp":1767225603123,"mid":"m_9","messenger_subscription_token":"12348141984909088","message_id":"124141414124"}""";

    public const string Failed = """{"app_id":12313123123123,"business_id":134141414124123,"page_id":140984918491243,"messenger_subscription_token":"12348141984909088","timestamp":1767225604123,"error_message":"Unknown Error","message_id":"124141414124"}""";

    /// <summary>A delivery of each kind. Add new kinds here.</summary>
    public static (WebhookEventKind Kind, string Body)[] Deliveries =>
    [
        (WebhookEventKind.UploadStatus, Flat),
        (WebhookEventKind.OptIn, MessagingBody(OptIn)),
        (WebhookEventKind.Message, MessagingBody(Message)),
        (WebhookEventKind.Postback, MessagingBody(GetStarted)),
        (WebhookEventKind.Referral, MessagingBody(LinkReferral)),
        (WebhookEventKind.Referral, MessagingBody(AdReferral)),
        (WebhookEventKind.Reaction, MessagingBody(Reaction)),
        (WebhookEventKind.Comment, FeedBody(Comment)),
        (WebhookEventKind.VisitorPost, FeedBody(VisitorPost)),
        (WebhookEventKind.Echo, Echo),
        (WebhookEventKind.Delivered, Delivered),
        (WebhookEventKind.Delivered, ChangeBody("marketing_message_deliveries", Delivered)),
        (WebhookEventKind.Read, Read),
        (WebhookEventKind.Clicked, Clicked),
        (WebhookEventKind.Clicked, ChangeBody("marketing_message_clicks", Clicked)),
        (WebhookEventKind.Failed, Failed),
        (WebhookEventKind.Failed, ChangeBody("marketing_message_delivery_failed", Failed)),
    ];

    /// <summary>A delivery with a messaging event.</summary>
    public static string MessagingBody(string item) => $$"""{"object":"page","entry":[{"id":"134141414124123","time":1767225700000,"messaging":[{{item}}]}]}""";

    /// <summary>A delivery with a change of the Page's feed.</summary>
    public static string FeedBody(string value) => $$"""{"object":"page","entry":[{"id":"134141414124123","time":1767225700,"changes":[{"field":"feed","value":{{value}}}]}]}""";

    /// <summary>A delivery with a change of the Page.</summary>
    public static string ChangeBody(string field, string value) => $$"""{"object":"page","entry":[{"id":"134141414124123","time":1767225700,"changes":[{"field":"{{field}}","value":{{value}}}]}]}""";

    public static WebhookPayload Parse(string body) => WebhookParser.Parse(Encoding.UTF8.GetBytes(body));

    public static WebhookEvent Single(string body)
    {
        WebhookPayload payload = Parse(body);
        Assert.Null(payload.Problem);
        return Assert.Single(payload.Events);
    }
}
