using System;
using System.Text.Json.Nodes;
using MessengerMarketing.Sandbox.State;
using MessengerMarketing.Sandbox.Webhooks;

namespace MessengerMarketing.Sandbox.Messenger;

/// <summary>Simulates people who come to the Page through a button, a link, an ad, or a reaction. Sources of the bodies and of the rules for the 24-hour
/// window: Messenger Platform policy, m.me links, and the references of the webhook fields.</summary>
internal sealed class PageDoors(AdAccount account, Conversations conversations)
{
    private const string GetStarted = "Get Started";
    private const string GetStartedPayload = "GET_STARTED";

    /// <summary>Simulates a button: Get Started, an ice breaker, a menu item or a button of a message.</summary>
    public SandboxEvent Tap(string? psid, string payload, string? title)
    {
        var customerEvent = new SandboxEvent("Postback", psid ?? conversations.NewPsid(), account.Now);
        conversations.Open(customerEvent.Psid, customerEvent.Time);
        account.DoorCounts.Add("Button", customerEvent.Time);
        PostPostback(customerEvent, payload, title ?? GetStarted, referral: null);
        return customerEvent;
    }

    /// <summary>Simulates an m.me link or a QR code. In a new conversation, the person taps Get Started.</summary>
    public SandboxEvent OpenLink(string? psid, string reference)
    {
        string person = psid ?? conversations.NewPsid();
        var referral = new JsonObject { ["ref"] = reference, ["source"] = "SHORTLINK", ["type"] = "OPEN_THREAD" };
        bool isNew = !conversations.Exists(person);
        var customerEvent = new SandboxEvent(isNew ? "Postback" : "Referral", person, account.Now) { Ref = reference };
        conversations.Open(person, customerEvent.Time);
        account.DoorCounts.Add("Link", customerEvent.Time, reference);
        if (isNew)
        {
            PostPostback(customerEvent, GetStartedPayload, GetStarted, referral);
        }
        else
        {
            PostReferral(customerEvent, referral);
        }

        return customerEvent;
    }

    /// <summary>Simulates an ad that clicks to Messenger. Without a text, the person only opens the conversation, which opens no window.</summary>
    public SandboxEvent OpenAd(string? psid, string reference, string adId, string? text)
    {
        string person = psid ?? conversations.NewPsid();
        var referral = new JsonObject
        {
            ["ref"] = reference,
            ["ad_id"] = adId,
            ["source"] = "ADS",
            ["type"] = "OPEN_THREAD",
            ["ads_context_data"] = new JsonObject { ["ad_title"] = "Sandbox ad" },
        };
        var customerEvent = new SandboxEvent(text is null ? "Referral" : "Message", person, account.Now) { Ref = reference };
        if (text is null)
        {
            conversations.Begin(person);
            account.DoorCounts.Add("Ad", customerEvent.Time, reference);
            PostReferral(customerEvent, referral);
            return customerEvent;
        }

        return customerEvent with { MessageId = account.Messenger.Write(person, text, referral).MessageId };
    }

    /// <summary>Simulates a reaction to a message of the Page.</summary>
    /// <exception cref="ArgumentException">The person has no conversation with the Page.</exception>
    public SandboxEvent React(string psid, string reaction)
    {
        if (!conversations.Exists(psid))
        {
            throw new ArgumentException("This customer has no conversation with the Page yet, so there is no message to react to.", nameof(psid));
        }

        var customerEvent = new SandboxEvent("Reaction", psid, account.Now) { MessageId = conversations.NewMessageId() };
        conversations.Open(psid, customerEvent.Time);
        account.DoorCounts.Add("Reaction", customerEvent.Time);
        Post(WebhookFields.Reactions, customerEvent, "reaction", () => new JsonObject
        {
            ["reaction"] = reaction,
            ["emoji"] = "\u2764",
            ["action"] = "react",
            ["mid"] = customerEvent.MessageId,
        });
        return customerEvent;
    }

    private void PostPostback(SandboxEvent customerEvent, string payload, string title, JsonObject? referral) =>
        Post(WebhookFields.Postbacks, customerEvent, "postback", () =>
        {
            var postback = new JsonObject { ["mid"] = conversations.NewMessageId(), ["title"] = title, ["payload"] = payload };
            if (referral is not null)
            {
                postback["referral"] = referral;
            }

            return postback;
        });

    private void PostReferral(SandboxEvent customerEvent, JsonObject referral) => Post(WebhookFields.Referrals, customerEvent, "referral", () => referral);

    private void Post(string field, SandboxEvent customerEvent, string member, Func<JsonObject> content) =>
        account.Webhooks.Post(field, () => WebhookPayloads.Messaging(account.PageId, customerEvent.Psid, customerEvent.Time, member, content()));
}
