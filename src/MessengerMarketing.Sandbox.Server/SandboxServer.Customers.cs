using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;

namespace MessengerMarketing.Sandbox;

/// <content>The customers' part, which on Facebook is played by people: what they write, and what they answer.</content>
public sealed partial class SandboxServer
{
    /// <summary>
    /// How far the sandbox's clock is ahead of the real one, at first as <see cref="SandboxOptions.ClockOffset"/> says. Setting it forward ends conversations' 24 hours, the week between
    /// two requests, a token's 12 hours, upload sessions and throttling windows, without anybody waiting.
    /// </summary>
    public TimeSpan ClockOffset
    {
        get => _account.ClockOffset;
        set => _account.ClockOffset = value;
    }

    /// <summary>The opt-in requests that the Page has sent, oldest first.</summary>
    public IReadOnlyList<SandboxOptInRequest> OptInRequests => _account.Messenger.Requests;

    /// <summary>The campaigns, ad sets, creatives and ads there are, newest first.</summary>
    public IReadOnlyList<SandboxAdObject> AdObjects => [.. _account.Ads.All.Select(static each => each.Info)];

    /// <summary>Where webhooks are delivered; null for nowhere.</summary>
    public Uri? WebhookUri => _account.Webhooks.Target?.Address;

    /// <summary>Text that the receiver of webhooks is expected to know; null while there is no receiver.</summary>
    public string? VerifyToken => _account.Webhooks.Target?.VerifyToken;

    /// <summary>The webhook fields that the app is subscribed to, as <c>/&lt;PAGE_ID&gt;/subscribed_apps</c> was last told.</summary>
    public IReadOnlyList<string> WebhookFields => _account.Webhooks.Fields;

    /// <summary>The last 10,000 webhooks that were delivered or given up, oldest first, the handshake among them.</summary>
    public IReadOnlyList<SandboxDelivery> Deliveries => _account.Webhooks.Deliveries;

    /// <summary>How many webhooks are still to be delivered.</summary>
    public int PendingDeliveries => _account.Webhooks.Pending;

    /// <summary>Delivers webhooks to another address from now on, after a handshake; what is not delivered yet goes there too.</summary>
    /// <param name="address">An http or https address on loopback; null for nowhere.</param>
    /// <param name="verifyToken">Text that the receiver expects in the handshake; null to make one up.</param>
    /// <exception cref="ArgumentOutOfRangeException">The address is not on loopback.</exception>
    public void SendWebhooksTo(Uri? address, string? verifyToken = null)
    {
        if (address is not null)
        {
            SandboxOptions.RequireLoopback(address, nameof(address));
        }

        _account.SendWebhooksTo(address, verifyToken);
    }

    /// <summary>Waits until all webhooks are delivered or given up.</summary>
    /// <param name="cancellationToken">Ends the waiting, not the deliveries.</param>
    public Task WaitForDeliveriesAsync(CancellationToken cancellationToken = default) => _account.Webhooks.WaitAsync(cancellationToken);

    /// <summary>A customer writes to the Page, which may answer for 24 hours from now on.</summary>
    /// <param name="text">What is written.</param>
    /// <param name="psid">Page-scoped id, digits; null for somebody who has not written before.</param>
    /// <returns>The message, with the customer's page-scoped id.</returns>
    /// <exception cref="ArgumentException">There is no text, or the id is not one.</exception>
    public SandboxMessage SendMessage(string text, string? psid = null)
    {
        if (string.IsNullOrEmpty(text))
        {
            throw new ArgumentException("A message has a text.", nameof(text));
        }

        RequirePsid(psid);
        return _account.Messenger.Write(psid, text);
    }

    /// <summary>
    /// Customers allow opt-in requests. Each pending one that fits is answered; where none is, customers named by
    /// <paramref name="psid"/> or <paramref name="title"/> who have stopped are heard to resume.
    /// </summary>
    /// <param name="psid">The customer; null for all.</param>
    /// <param name="title">Title of the request; null for all.</param>
    /// <returns>The requests that were answered, as they are now.</returns>
    public IReadOnlyList<SandboxOptInRequest> ApproveOptIn(string? psid = null, string? title = null) =>
        _account.Messenger.Answer(psid, title, approves: true);

    /// <summary>
    /// Customers decline opt-in requests. Each pending one that fits is answered; where none is, customers named by
    /// <paramref name="psid"/> or <paramref name="title"/> who have allowed one are heard to stop.
    /// </summary>
    /// <param name="psid">The customer; null for all.</param>
    /// <param name="title">Title of the request; null for all.</param>
    /// <returns>The requests that were answered, as they are now.</returns>
    public IReadOnlyList<SandboxOptInRequest> DeclineOptIn(string? psid = null, string? title = null) =>
        _account.Messenger.Answer(psid, title, approves: false);

    /// <summary>Somebody writes to the Page from a Click-to-Messenger ad, and is a subscriber from then on.</summary>
    /// <param name="psid">Page-scoped id, digits; null for somebody who has not written before.</param>
    public SandboxSubscription SubscribeFromAd(string? psid = null) => Subscribe(SubscriptionSource.ClickToMessenger, psid);

    /// <summary>Somebody becomes a subscriber through an ad or one of the Page's automations.</summary>
    /// <param name="source">Which way.</param>
    /// <param name="psid">Page-scoped id, digits; null for somebody who has not written before.</param>
    /// <exception cref="ArgumentException">That way takes an upload or an opt-in request, or the id is not one.</exception>
    public SandboxSubscription Subscribe(SubscriptionSource source, string? psid = null)
    {
        RequirePsid(psid);
        string text = source switch
        {
            SubscriptionSource.ClickToMessenger => "Hello, I saw your ad.",
            SubscriptionSource.CommentAutomation => "How much is it?",
            SubscriptionSource.ReplyAutomation => "Yes, keep me posted.",
            _ => throw new ArgumentException("An upload or an opt-in request subscribes these people.", nameof(source)),
        };
        return _account.Messenger.Subscribe(psid, source, text);
    }

    private static void RequirePsid(string? psid)
    {
        if (psid is not null && (psid.Length is 0 or > 32 || psid.Any(static c => c is < '0' or > '9')))
        {
            throw new ArgumentException("A page-scoped id consists of digits.", nameof(psid));
        }
    }
}
