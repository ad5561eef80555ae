using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json.Nodes;
using MessengerMarketing.Sandbox.Errors;
using MessengerMarketing.Sandbox.Http;
using MessengerMarketing.Sandbox.State;
using MessengerMarketing.Sandbox.Webhooks;

namespace MessengerMarketing.Sandbox.Messenger;

/// <summary>The conversations of the Page: messages from customers, opt-in requests, and the customers' answers.</summary>
internal sealed class MessengerPage(AdAccount account, Conversations conversations)
{
    private const int MessagesRemembered = 1000;
    private const string StopText = "STOP NOTIFICATIONS";
    private const string ResumeText = "RESUME NOTIFICATIONS";

    private static readonly TimeSpan Window = TimeSpan.FromHours(24);
    private static readonly TimeSpan MinRequestInterval = TimeSpan.FromDays(7);

    private readonly object _gate = new();
    private readonly List<SandboxOptInRequest> _requests = [];
    private readonly RecentList<WrittenMessage> _written = new(MessagesRemembered);

    /// <summary>All opt-in requests, oldest first.</summary>
    public IReadOnlyList<SandboxOptInRequest> Requests
    {
        get
        {
            lock (_gate)
            {
                return [.. _requests];
            }
        }
    }

    /// <summary>The last 1,000 messages from customers, oldest first.</summary>
    public IReadOnlyList<WrittenMessage> Written => _written.Snapshot();

    /// <summary>Simulates a message from a customer to the Page.</summary>
    /// <param name="psid">The customer; null for a new one.</param>
    /// <param name="text">The text.</param>
    /// <param name="referral">The ad that the customer came from; null for none.</param>
    public SandboxMessage Write(string? psid, string text, JsonObject? referral = null)
    {
        lock (_gate)
        {
            var message = new SandboxMessage(psid ?? conversations.NewPsid(), conversations.NewMessageId(), account.Now);
            conversations.Open(message.Psid, message.Time);
            account.DoorCounts.Add(referral is null ? "Message" : "Ad", message.Time, referral?["ref"]?.GetValue<string>());
            _written.Add(new WrittenMessage(message.Psid, message.MessageId, text, message.Time));
            account.Webhooks.Post(WebhookFields.Messages, () => WebhookPayloads.Messaging(
                account.PageId, message.Psid, message.Time, "message", Content(message, text, referral)));
            return message;
        }
    }

    /// <summary>Simulates a person who subscribes by sending a message to the Page from an ad or an invitation.</summary>
    public SandboxSubscription Subscribe(string? psid, SubscriptionSource source, string text)
    {
        SandboxMessage message = Write(psid, text);
        SubscriptionToken token = account.Subscriptions.Add(message.Psid, Subscriptions.UsualTitle, source, null, "ENABLED", message.Time);
        return new SandboxSubscription(message.Psid, token.Token, token.Title, source, message.Time);
    }

    /// <summary>Returns when a person last opened the window; null for never.</summary>
    public DateTimeOffset? LastWrote(string psid) => conversations.LastOpened(psid);

    /// <summary>Sends an opt-in request to a customer.</summary>
    /// <exception cref="GraphErrorException">The request is not allowed now.</exception>
    public SandboxOptInRequest RequestOptIn(string psid, OptInTemplate template, DateTimeOffset now)
    {
        lock (_gate)
        {
            if (!conversations.Exists(psid))
            {
                throw MessengerErrors.NobodyHasThisId();
            }

            if (conversations.LastOpened(psid) is not { } last || now - last >= Window)
            {
                throw MessengerErrors.OutsideWindow();
            }

            if (account.Subscriptions.Find(psid, template.Title) is { IsStopped: true })
            {
                throw MessengerErrors.TopicStopped();
            }

            if (_requests.Exists(each => IsOf(each, psid, template.Title) && now - each.Sent < MinRequestInterval))
            {
                throw MessengerErrors.AskedAlready();
            }

            var request = new SandboxOptInRequest(psid, template.Title, template.Payload, template.TimeZone, conversations.NewMessageId(), now, nameof(OptInAnswer.Pending))
            {
                Reoptin = template.Reoptin,
                CallToAction = template.CallToAction,
                Images = template.Images,
            };
            _requests.Add(request);
            return request;
        }
    }

    /// <summary>
    /// Simulates answers from customers. When no request is pending, named customers who approved one stop, or who stopped one resume.
    /// </summary>
    /// <param name="psid">The customer; null for all.</param>
    /// <param name="title">The topic; null for all.</param>
    /// <param name="approves">Whether they approve.</param>
    /// <returns>The requests that were answered.</returns>
    public IReadOnlyList<SandboxOptInRequest> Answer(string? psid, string? title, bool approves)
    {
        lock (_gate)
        {
            int[] places = Find(psid, title, OptInAnswer.Pending);
            if (places.Length == 0 && (psid is not null || title is not null))
            {
                places = Find(psid, title, approves ? OptInAnswer.Stopped : OptInAnswer.Approved);
            }

            foreach (int place in places)
            {
                _requests[place] = approves ? Approve(_requests[place]) : Decline(_requests[place]);
            }

            return [.. places.Select(place => _requests[place])];
        }
    }

    private static JsonObject Content(SandboxMessage message, string text, JsonObject? referral)
    {
        var content = new JsonObject { ["mid"] = message.MessageId, ["text"] = text };
        if (referral is not null)
        {
            content["referral"] = referral;
        }

        return content;
    }

    private static bool IsOf(SandboxOptInRequest request, string psid, string title) =>
        string.Equals(request.Psid, psid, StringComparison.Ordinal) && string.Equals(request.Title, title, StringComparison.Ordinal);

    private int[] Find(string? psid, string? title, OptInAnswer answer) =>
    [
        .. Enumerable.Range(0, _requests.Count).Where(i => _requests[i].AnswerValue == answer && IsOf(_requests[i], psid ?? _requests[i].Psid, title ?? _requests[i].Title)),
    ];

    private SandboxOptInRequest Approve(SandboxOptInRequest request)
    {
        DateTimeOffset now = account.Now;
        SubscriptionToken token = account.Subscriptions.Add(request.Psid, request.Title, SubscriptionSource.OptInRequest, request.TimeZone, request.Reoptin, now);
        PostOptIn(request, token, now, request.AnswerValue == OptInAnswer.Stopped ? ResumeText : null);
        return request with { Answer = nameof(OptInAnswer.Approved) };
    }

    private SandboxOptInRequest Decline(SandboxOptInRequest request)
    {
        if (request.AnswerValue == OptInAnswer.Pending)
        {
            return request with { Answer = nameof(OptInAnswer.Declined) };
        }

        if (account.Subscriptions.Stop(request.Psid, request.Title) is { } token)
        {
            PostOptIn(request, token, account.Now, StopText);
        }

        return request with { Answer = nameof(OptInAnswer.Stopped) };
    }

    private void PostOptIn(SandboxOptInRequest request, SubscriptionToken token, DateTimeOffset now, string? status) => account.Webhooks.Post(WebhookFields.OptIns, () =>
    {
        var optin = new JsonObject
        {
            ["type"] = "notification_messages",
            ["payload"] = request.Payload,
            ["notification_messages_token"] = token.Token,
        };
        if (token.TimeZone is not null)
        {
            optin["notification_messages_timezone"] = token.TimeZone;
        }

        optin["user_token_status"] = token.IsRefreshed ? "REFRESHED" : "NOT_REFRESHED";
        if (status is not null)
        {
            optin["notification_messages_status"] = status;
        }

        optin["title"] = request.Title;
        return WebhookPayloads.Messaging(account.PageId, request.Psid, now, "optin", optin);
    });
}
