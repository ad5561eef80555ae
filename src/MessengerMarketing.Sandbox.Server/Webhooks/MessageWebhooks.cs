using System;
using System.Globalization;
using System.Text.Json.Nodes;
using MessengerMarketing.Sandbox.Messenger;
using MessengerMarketing.Sandbox.State;

namespace MessengerMarketing.Sandbox.Webhooks;

/// <summary>
/// Sends the webhooks of one marketing message. Members as in Meta's guide to sending: people from a custom audience have no Page-scoped id and
/// no id of the message, a click has no tracking id, and a failure has neither that nor a <c>field</c>.
/// </summary>
internal sealed class MessageWebhooks(AdAccount account, MessageCampaign campaign, SubscriptionToken subscriber, string trackingId, string mid)
{
    private const string Echoes = "marketing_message_echoes";
    private const string Deliveries = "marketing_message_deliveries";
    private const string Reads = "marketing_message_reads";
    private const string Clicks = "marketing_message_clicks";
    private const string Failures = "marketing_message_delivery_failed";

    public void PostEcho(DateTimeOffset time) => Post(Echoes, time, default, hasApp: true, hasMid: true, hasTracking: true);

    public void PostDelivery(DateTimeOffset time, TimeSpan delay) => Post(Deliveries, time, delay, hasApp: true, hasMid: true, hasTracking: true);

    public void PostRead(DateTimeOffset time, TimeSpan delay) => Post(Reads, time, delay, hasApp: true, hasMid: false, hasTracking: true);

    public void PostClick(DateTimeOffset time, TimeSpan delay) => Post(Clicks, time, delay, hasApp: false, hasMid: true, hasTracking: false);

    public void PostFailure(DateTimeOffset time, TimeSpan delay) => account.Webhooks.Post(
        Failures,
        () => Wrap(Failures, time, new JsonObject
        {
            ["app_id"] = Number(account.AppId),
            ["business_id"] = Number(account.BusinessId),
            ["page_id"] = Number(account.PageId),
            ["messenger_subscription_token"] = subscriber.Token,
            ["timestamp"] = time.ToUnixTimeMilliseconds(),
            ["error_message"] = "The message could not be delivered.",
            ["message_id"] = campaign.Id,
        }),
        delay);

    private void Post(string field, DateTimeOffset time, TimeSpan delay, bool hasApp, bool hasMid, bool hasTracking) => account.Webhooks.Post(
        field,
        () =>
        {
            var body = new JsonObject();
            if (!account.Options.EnvelopeMessageWebhooks)
            {
                body["field"] = field;
            }

            if (subscriber.Psid is { } psid)
            {
                body["recipient_id"] = Number(psid);
            }

            body["page_id"] = Number(account.PageId);
            if (hasApp)
            {
                body["app_id"] = Number(account.AppId);
            }

            body["timestamp"] = time.ToUnixTimeMilliseconds();
            if (hasMid && subscriber.Psid is not null)
            {
                body["mid"] = mid;
            }

            if (hasTracking)
            {
                body["marketing_message_tracking_id"] = trackingId;
            }

            body["messenger_subscription_token"] = subscriber.Token;
            body["message_id"] = campaign.Id;
            return Wrap(field, time, body);
        },
        delay);

    private JsonObject Wrap(string field, DateTimeOffset time, JsonObject body) => account.Options.EnvelopeMessageWebhooks
        ? new JsonObject
        {
            ["object"] = "page",
            ["entry"] = new JsonArray(new JsonObject
            {
                ["id"] = account.PageId,
                ["time"] = time.ToUnixTimeSeconds(),
                ["changes"] = new JsonArray(new JsonObject { ["field"] = field, ["value"] = body }),
            }),
        }
        : body;

    private static JsonNode Number(string id) => ulong.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out ulong number) ? number : id;
}
