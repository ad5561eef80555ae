using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;

namespace MessengerMarketing.Sandbox;

/// <content>Simulates the customers: their messages and their answers.</content>
public sealed partial class SandboxServer
{
    /// <summary>
    /// The offset of the sandbox's clock from the real time, initially <see cref="SandboxOptions.ClockOffset"/>. Set it forward to end the
    /// 24-hour windows of conversations, the week between two requests, the 12 hours of a token, upload sessions and throttling windows without
    /// waiting.
    /// </summary>
    public TimeSpan ClockOffset
    {
        get => _account.ClockOffset;
        set => _account.ClockOffset = value;
    }

    /// <summary>The opt-in requests of the Page, oldest first.</summary>
    public IReadOnlyList<SandboxOptInRequest> OptInRequests => _account.Messenger.Requests;

    /// <summary>The campaigns, ad sets, creatives and ads, newest first.</summary>
    public IReadOnlyList<SandboxAdObject> AdObjects => [.. _account.Ads.All.Select(static each => each.Info)];

    /// <summary>The URL for webhooks; null for none.</summary>
    public Uri? WebhookUri => _account.Webhooks.Target?.Address;

    /// <summary>The verify token for the receiver of webhooks; null when there is no receiver.</summary>
    public string? VerifyToken => _account.Webhooks.Target?.VerifyToken;

    /// <summary>The subscribed webhook fields of the app, from the last call to <c>/&lt;PAGE_ID&gt;/subscribed_apps</c>.</summary>
    public IReadOnlyList<string> WebhookFields => _account.Webhooks.Fields;

    /// <summary>The last 10,000 webhooks that were delivered or have failed, oldest first, including handshakes.</summary>
    public IReadOnlyList<SandboxDelivery> Deliveries => _account.Webhooks.Deliveries;

    /// <summary>Number of pending webhooks.</summary>
    public int PendingDeliveries => _account.Webhooks.Pending;

    /// <summary>Changes the URL for webhooks, and performs a handshake. Pending webhooks are also sent to the new URL.</summary>
    /// <param name="address">An http or https URL on the loopback address; null for none.</param>
    /// <param name="verifyToken">The verify token that the receiver expects in the handshake; null for a random one.</param>
    /// <exception cref="ArgumentOutOfRangeException">The URL is not on the loopback address.</exception>
    public void SendWebhooksTo(Uri? address, string? verifyToken = null)
    {
        if (address is not null)
        {
            SandboxOptions.RequireLoopback(address, nameof(address));
        }

        _account.SendWebhooksTo(address, verifyToken);
    }

    /// <summary>Waits until all webhooks are delivered or have failed.</summary>
    /// <param name="cancellationToken">Cancels the wait, but not the deliveries.</param>
    public Task WaitForDeliveriesAsync(CancellationToken cancellationToken = default) => _account.Webhooks.WaitAsync(cancellationToken);

    /// <summary>Simulates a message from a customer to the Page, which can reply for 24 hours.</summary>
    /// <param name="text">The text.</param>
    /// <param name="psid">Page-scoped id, digits; null for a new customer.</param>
    /// <returns>The message, with the customer's Page-scoped id.</returns>
    /// <exception cref="ArgumentException">The text is blank, or the id is not valid.</exception>
    public SandboxMessage SendMessage(string text, string? psid = null)
    {
        if (string.IsNullOrEmpty(text))
        {
            throw new ArgumentException("The message text is blank.", nameof(text));
        }

        RequirePsid(psid);
        return _account.Messenger.Write(psid, text);
    }

    /// <summary>
    /// Simulates customers who approve opt-in requests. It answers all matching pending requests. When there are none, customers selected by
    /// <paramref name="psid"/> or <paramref name="title"/> who stopped messages resume them.
    /// </summary>
    /// <param name="psid">The customer; null for all.</param>
    /// <param name="title">Title of the request; null for all.</param>
    /// <returns>The answered requests, with their new answers.</returns>
    public IReadOnlyList<SandboxOptInRequest> ApproveOptIn(string? psid = null, string? title = null) =>
        _account.Messenger.Answer(psid, title, approves: true);

    /// <summary>
    /// Simulates customers who decline opt-in requests. It answers all matching pending requests. When there are none, customers selected by
    /// <paramref name="psid"/> or <paramref name="title"/> who approved a request stop messages.
    /// </summary>
    /// <param name="psid">The customer; null for all.</param>
    /// <param name="title">Title of the request; null for all.</param>
    /// <returns>The answered requests, with their new answers.</returns>
    public IReadOnlyList<SandboxOptInRequest> DeclineOptIn(string? psid = null, string? title = null) =>
        _account.Messenger.Answer(psid, title, approves: false);

    /// <summary>Simulates a person who sends a message to the Page from a click-to-Messenger ad, and is subscribed.</summary>
    /// <param name="psid">Page-scoped id, digits; null for a new customer.</param>
    public SandboxSubscription SubscribeFromAd(string? psid = null) => Subscribe(SubscriptionSource.ClickToMessenger, psid);

    /// <summary>Simulates a person who subscribes through an ad or an automation of the Page.</summary>
    /// <param name="source">The source.</param>
    /// <param name="psid">Page-scoped id, digits; null for a new customer.</param>
    /// <exception cref="ArgumentException">The source requires an upload or an opt-in request, or the id is not valid.</exception>
    public SandboxSubscription Subscribe(SubscriptionSource source, string? psid = null)
    {
        RequirePsid(psid);
        string text = source switch
        {
            SubscriptionSource.ClickToMessenger => "Hello, I saw your ad.",
            SubscriptionSource.CommentAutomation => "How much is it?",
            SubscriptionSource.ReplyAutomation => "Yes, keep me posted.",
            _ => throw new ArgumentException("This source requires an upload or an opt-in request.", nameof(source)),
        };
        return _account.Messenger.Subscribe(psid, source, text);
    }

    private static void RequirePsid(string? psid)
    {
        if (psid is not null && (psid.Length is 0 or > 32 || psid.Any(static c => c is < '0' or > '9')))
        {
            throw new ArgumentException("A Page-scoped ID must consist of digits.", nameof(psid));
        }
    }
}
