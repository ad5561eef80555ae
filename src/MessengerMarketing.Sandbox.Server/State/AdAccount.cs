using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Threading;
using MessengerMarketing.Sandbox.Ads;
using MessengerMarketing.Sandbox.Errors;
using MessengerMarketing.Sandbox.Http;
using MessengerMarketing.Sandbox.Messenger;
using MessengerMarketing.Sandbox.Webhooks;

namespace MessengerMarketing.Sandbox.State;

/// <summary>The ad account of a sandbox, with its Page, credentials and audiences.</summary>
internal sealed class AdAccount
{
    public const string PageName = "Sandbox Page";

    private readonly ConcurrentDictionary<string, SandboxAudience> _audiences = new();
    private readonly RandomSource _random;
    private long _lastId;
    private long _clockOffset;

    public AdAccount(SandboxOptions options, RecentList<Exception> internalErrors)
    {
        var random = new RandomSource(options.Seed, stream: 1);
        _random = random;
        Options = options;
        Id = options.AdAccountId ?? random.Digits("10", 16);
        PageId = options.PageId ?? random.Digits("61", 15);
        AccessToken = options.AccessToken ?? random.Word("EAAS", 180);
        PageAccessToken = options.PageAccessToken ?? random.Word("EAAP", 180);
        AppSecret = options.AppSecret ?? random.Hex(32);
        SystemUserId = random.Digits("1000", 15);
        Sessions = new UploadSessions(random);
        _lastId = long.Parse(random.Digits("1202", 17), CultureInfo.InvariantCulture);
        AppId = options.AppId ?? random.Digits("12", 15);
        BusinessId = random.Digits("23", 15);
        Webhooks = new WebhookDispatcher(options, AppSecret, random, internalErrors.Add);
        Subscriptions = new Subscriptions(this, random);
        var conversations = new Conversations(random);
        Messenger = new MessengerPage(this, conversations);
        Doors = new PageDoors(this, conversations);
        Feed = new PageFeed(this, conversations);
        Campaigns = new MessageCampaigns(this, random);
        Ads = new AdObjects(this);
        ClockOffset = options.ClockOffset;
        PersonId = random.Digits("1000", 15);
        Started = DateTimeOffset.UtcNow;
        State = new SandboxAccountState { CustomAudienceTermsAccepted = options.CustomAudienceTermsAccepted, MarketingTermsAccepted = options.MarketingTermsAccepted };
        Window = options.ThrottleAfter > 0 ? new CallWindow(options.ThrottleAfter, options.ThrottleWindow) : null;
        TokenQueries = new HourlyLimit(options.TokenQueriesPerHour, MessengerErrors.TooManyTokenQueries);
    }

    public SandboxOptions Options { get; }

    public string Id { get; }

    public string PageId { get; }

    public string AppId { get; }

    public string BusinessId { get; }

    public string SystemUserId { get; }

    /// <summary>The person who requested the Page token.</summary>
    public string PersonId { get; }

    /// <summary>When the tokens were issued.</summary>
    public DateTimeOffset Started { get; }

    public SandboxAccountState State { get; }

    public string AccessToken { get; }

    public string PageAccessToken { get; }

    public string AppSecret { get; }

    public double MatchRate => Options.MatchRate;

    public UploadSessions Sessions { get; }

    public WebhookDispatcher Webhooks { get; }

    public Subscriptions Subscriptions { get; }

    public MessengerPage Messenger { get; }

    public PageDoors Doors { get; }

    public PageFeed Feed { get; }

    public DoorCounts DoorCounts { get; } = new();

    public MessageCampaigns Campaigns { get; }

    public AdObjects Ads { get; }

    public HourlyLimit TokenQueries { get; }

    /// <summary>The call limit of the ad account; null for none except Meta's limits.</summary>
    public CallWindow? Window { get; }

    /// <summary>The offset of the account's clock from the real time.</summary>
    public TimeSpan ClockOffset
    {
        get => TimeSpan.FromTicks(Interlocked.Read(ref _clockOffset));
        set => Interlocked.Exchange(ref _clockOffset, value.Ticks);
    }

    /// <summary>The current time of the account.</summary>
    public DateTimeOffset Now => Options.Clock() + ClockOffset;

    public int AudienceCount => _audiences.Count;

    /// <summary>The audiences, newest first. Ids increase, so an id is also a position in this order that stays valid when audiences are deleted.</summary>
    public IReadOnlyList<SandboxAudience> Audiences =>
        [.. _audiences.Values.OrderByDescending(static audience => audience.Order)];

    /// <summary>Returns a unique id. Later ids are larger.</summary>
    public long NewId() => Interlocked.Add(ref _lastId, 10);

    /// <summary>Sets the URL for webhooks. When there is no verify token, a random one is used.</summary>
    public void SendWebhooksTo(Uri? address, string? verifyToken) => Webhooks.SendTo(address, verifyToken ?? _random.Word(string.Empty, 24));

    public SandboxAudience AddAudience(string name, string description, DateTimeOffset now)
    {
        var audience = new SandboxAudience(this, NewId(), name, description, now);
        _audiences[audience.Id] = audience;
        return audience;
    }

    public bool TryGetAudience(string id, out SandboxAudience audience) => _audiences.TryGetValue(id, out audience!);

    public bool RemoveAudience(string id) => _audiences.TryRemove(id, out _);
}
