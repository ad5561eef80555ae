using System;
using System.Collections;
using System.Collections.Generic;
using System.Globalization;

namespace MessengerMarketing.Sandbox;

/// <summary>
/// Options of a <see cref="SandboxServer"/>. All options have defaults: <c>new SandboxOptions()</c> is a healthy Graph API with one ad
/// account, one Page and random credentials.
/// </summary>
public sealed class SandboxOptions
{
    private static readonly TimeSpan MaxClockOffset = TimeSpan.FromDays(3653);

    /// <summary>TCP port on the loopback address, 1 to 65535; 0, the default, for a free port.</summary>
    public int Port { get; set; }

    /// <summary>
    /// Share of the uploaded people that match, 0 to 1. Whether a person matches depends only on the person's hash, so the result is always
    /// the same for the same person. Default 0.5; Meta's guide names 20% to 70%.
    /// </summary>
    public double MatchRate { get; set; } = 0.5;

    /// <summary>
    /// Share of the calls that fail with a transient error, 0 to 1: codes 1 and 2, HTTP 500 without a body, or HTTP 503. Half of them fail
    /// before the call is carried out, and half after it, as when a response is lost.
    /// </summary>
    public double FailureRate { get; set; }

    /// <summary>Every Nth call fails with error 80003 and usage headers at 100%; 0, the default, for never.</summary>
    public int ThrottleEvery { get; set; }

    /// <summary>
    /// Minutes in <c>estimated_time_to_regain_access</c> of a call that is throttled by <see cref="ThrottleEvery"/>. Default 0, so that a
    /// script that respects it can be tested without waiting for minutes.
    /// </summary>
    public int ThrottleRegainMinutes { get; set; }

    /// <summary>Delay of each response after its call was processed. Default none.</summary>
    public TimeSpan Latency { get; set; }

    /// <summary>Shares of the calls with network faults: dropped connections, truncated responses, HTML pages, slow responses. Default none.</summary>
    public SandboxFaultRates FaultRates
    {
        get;
        set => field = value ?? throw new ArgumentNullException(nameof(value));
    } = new();

    /// <summary>Additional delay of a slow response after <see cref="Latency"/>. Default 2 seconds.</summary>
    public TimeSpan SlowLatency { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>Every Nth call to an audience's <c>/users</c> is processed twice, as if a proxy repeated the request after a broken connection. The client gets
    /// the second response. In a session, the second call is an error, and the rows are counted once; without a session they are counted twice. 0, the default,
    /// for never.</summary>
    public int DuplicateEvery { get; set; }

    /// <summary>
    /// Maximum number of calls of the ad account in each <see cref="ThrottleWindow"/>. The usage headers of each response contain the usage.
    /// Further uploads fail with error 17/2446079, and other calls with 80003. The time until the end of the window is in
    /// <c>reset_time_duration</c>, in seconds, or <c>estimated_time_to_regain_access</c>, in whole minutes. Page calls are not counted. 0, the
    /// default, for no limit.
    /// </summary>
    public int ThrottleAfter { get; set; }

    /// <summary>Length of the windows of <see cref="ThrottleAfter"/>. A window starts with a call. Default one minute.</summary>
    public TimeSpan ThrottleWindow { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>
    /// Offset of the sandbox's clock from the real time, negative for the past. It applies to Date headers, the times of audiences and
    /// sessions, and webhooks. Default none. <see cref="SandboxServer.ClockOffset"/> can change it later.
    /// </summary>
    public TimeSpan ClockOffset { get; set; }

    /// <summary>Makes ids, tokens and the faults of <see cref="FailureRate"/> and <see cref="FaultRates"/> repeatable. Null, the default, makes them random.</summary>
    public int? Seed { get; set; }

    /// <summary>API version for calls without a version in the path, and in the message of error 2635. Default <c>v26.0</c>.</summary>
    public string ApiVersion { get; set; } = "v26.0";

    /// <summary>System-user access token; random when null.</summary>
    public string? AccessToken { get; set; }

    /// <summary>Page access token; random when null.</summary>
    public string? PageAccessToken { get; set; }

    /// <summary>App secret for checking <c>appsecret_proof</c>; random when null.</summary>
    public string? AppSecret { get; set; }

    /// <summary>Ad account id, digits without <c>act_</c>; random when null.</summary>
    public string? AdAccountId { get; set; }

    /// <summary>Page id, digits; random when null.</summary>
    public string? PageId { get; set; }

    /// <summary>Whether a call without <c>appsecret_proof</c> is rejected, as for an app that requires it. Default false.</summary>
    public bool RequireAppSecretProof { get; set; }

    /// <summary>
    /// Whether the response to the creation of an audience has the format of Meta's guide, <c>{"data":[{"id":…}]}</c>, instead of the
    /// format of recorded traffic, <c>{"id":…}</c>. Default false.
    /// </summary>
    public bool WrapCreateResponse { get; set; }

    /// <summary>Adds <c>subscription_info.messenger</c> to the responses to an upload, as in the API reference. Default false.</summary>
    public bool ReportSubscribers { get; set; }

    /// <summary>Whether the ad account has accepted the marketing messaging terms. If not, uploads fail with error 2655. Default true.</summary>
    public bool MarketingTermsAccepted { get; set; } = true;

    /// <summary>Whether the ad account has accepted the custom audience terms. If not, creating audiences and uploads fail with error 200/1870090. Default true.</summary>
    public bool CustomAudienceTermsAccepted { get; set; } = true;

    /// <summary>App id, digits; random when null.</summary>
    public string? AppId { get; set; }

    /// <summary>
    /// URL for webhooks: an http or https URL on the loopback address. Null, the default, for none. <see cref="SandboxServer.SendWebhooksTo"/>
    /// can change it later.
    /// </summary>
    public Uri? WebhookUri { get; set; }

    /// <summary>The verify token that the receiver at <see cref="WebhookUri"/> expects in the handshake; random when null.</summary>
    public string? VerifyToken { get; set; }

    /// <summary>
    /// Webhook fields that the app is subscribed to at the start. Default none: as with Meta, a call of
    /// <c>POST /&lt;PAGE_ID&gt;/subscribed_apps</c> is required before webhooks are sent.
    /// </summary>
    public IReadOnlyList<string> WebhookFields { get; set; } = [];

    /// <summary>Maximum number of attempts for a webhook, at least 1. Default 8, which takes about 16 seconds. Meta retries for an hour.</summary>
    public int WebhookAttempts { get; set; } = 8;

    /// <summary>Delay between the first two attempts. It doubles with each attempt, up to 5 seconds. Default 0.2 seconds.</summary>
    public TimeSpan WebhookRetryDelay { get; set; } = TimeSpan.FromMilliseconds(200);

    /// <summary>Number of repetitions of each webhook after it was accepted, as Meta sometimes repeats webhooks. Default 0.</summary>
    public int WebhookDuplicates { get; set; }

    /// <summary>Format of the upload status webhook. Default is the format of Meta's guide.</summary>
    public UploadStatusShape UploadStatusShape { get; set; }

    /// <summary>Time from an upload until its status webhook. Default none; Meta takes up to 24 hours.</summary>
    public TimeSpan UploadStatusDelay { get; set; }

    /// <summary>
    /// Whether the response to an opt-in request has the format of Meta's guide, <c>{"recipient":{"id":…,"message_id":…}}</c>, instead of
    /// the format of recorded traffic, <c>{"recipient_id":…,"message_id":…}</c>. Default false.
    /// </summary>
    public bool NestOptInResponse { get; set; }

    /// <summary>
    /// Time until a new message campaign can send: error 2300012 in the first half, and 2300041 in the second half. Default none; Meta takes
    /// at least an hour.
    /// </summary>
    public TimeSpan CampaignReadyAfter { get; set; }

    /// <summary>Shares of the marketing messages that are delivered, read, clicked, or fail. By default, all are delivered.</summary>
    public SandboxMessageRates MessageRates
    {
        get;
        set => field = value ?? throw new ArgumentNullException(nameof(value));
    } = new();

    /// <summary>Time from sending a marketing message until it is delivered, from then until it is read, and from then until it is clicked. Default none.</summary>
    public TimeSpan MessageDelay { get; set; }

    /// <summary>Whether the webhooks of marketing messages are in Meta's envelope of a Page, instead of flat as in Meta's guide. Default false.</summary>
    public bool EnvelopeMessageWebhooks { get; set; }

    /// <summary>Maximum number of calls per hour for subscription tokens. Further calls fail with error 2300080. Default 1,000, which is Meta's limit.</summary>
    public int TokenQueriesPerHour { get; set; } = 1000;

    /// <summary>Maximum size of a request body in bytes. Larger bodies fail with HTTP 413. Default 64 MiB.</summary>
    public int MaxBodyBytes { get; set; } = 64 * 1024 * 1024;

    /// <summary>The clock for session timeouts, creation times and the end dates of API versions.</summary>
    internal Func<DateTimeOffset> Clock { get; set; } = static () => DateTimeOffset.UtcNow;

    /// <summary>
    /// Converts an object for <see cref="SandboxAudience.Contains"/> that is not a dictionary to column names and values, or to null when it is
    /// not a row. Null when there are no such objects.
    /// </summary>
    public Func<object, IDictionary?>? ReadRow { get; set; }

    /// <summary>Timeout of webhook receivers. Source: Meta's page on webhooks.</summary>
    internal TimeSpan WebhookTimeout { get; set; } = TimeSpan.FromSeconds(5);

    internal SandboxOptions ValidatedCopy()
    {
        RequireShare(MatchRate, nameof(MatchRate));
        RequireShare(FailureRate, nameof(FailureRate));
        Require(Port is >= 0 and <= 65535, nameof(Port), "A port must be from 0 to 65535.");
        Require(ThrottleEvery >= 0, nameof(ThrottleEvery), "A number of calls cannot be negative.");
        Require(ThrottleRegainMinutes >= 0, nameof(ThrottleRegainMinutes), "Minutes cannot be negative.");
        Require(Latency >= TimeSpan.Zero && Latency <= TimeSpan.FromHours(1), nameof(Latency), "A latency must be from zero to one hour.");
        Require(SlowLatency >= TimeSpan.Zero && SlowLatency <= TimeSpan.FromHours(1), nameof(SlowLatency), "A latency must be from zero to one hour.");
        Require(DuplicateEvery >= 0, nameof(DuplicateEvery), "A number of calls cannot be negative.");
        Require(ThrottleAfter >= 0, nameof(ThrottleAfter), "A number of calls cannot be negative.");
        Require(ThrottleWindow > TimeSpan.Zero && ThrottleWindow <= TimeSpan.FromDays(1), nameof(ThrottleWindow), "A window must be longer than zero and at most one day.");
        Require(ClockOffset.Duration() <= MaxClockOffset, nameof(ClockOffset), "A clock offset must be at most ten years.");
        FaultRates.Validate(nameof(FaultRates));
        Require(MaxBodyBytes is > 0 and <= 1024 * 1024 * 1024, nameof(MaxBodyBytes), "A body size must be from 1 byte to 1 GiB.");
        Require(Http.ApiVersion.TryParse(ApiVersion, out _), nameof(ApiVersion), "An API version must look like v25.0.");
        RequireDigits(AdAccountId, nameof(AdAccountId));
        RequireDigits(PageId, nameof(PageId));
        RequireDigits(AppId, nameof(AppId));
        Require(WebhookAttempts >= 1, nameof(WebhookAttempts), "The number of attempts must be at least 1.");
        Require(WebhookDuplicates is >= 0 and <= 100, nameof(WebhookDuplicates), "The number of repetitions must be from 0 to 100.");
        RequireTime(WebhookRetryDelay, nameof(WebhookRetryDelay));
        RequireTime(UploadStatusDelay, nameof(UploadStatusDelay));
        RequireTime(CampaignReadyAfter, nameof(CampaignReadyAfter));
        RequireTime(MessageDelay, nameof(MessageDelay));
        MessageRates.Validate(nameof(MessageRates));
        Require(TokenQueriesPerHour >= 1, nameof(TokenQueriesPerHour), "A number of calls must be at least 1.");
        Require(Enum.IsDefined(typeof(UploadStatusShape), UploadStatusShape), nameof(UploadStatusShape), "The format is not known.");
        if (WebhookUri is not null)
        {
            RequireLoopback(WebhookUri, nameof(WebhookUri));
        }

        foreach (string field in WebhookFields)
        {
            Require(Webhooks.WebhookFields.Exists(field), nameof(WebhookFields), $"'{field}' is not a webhook field of a Page.");
        }

        return (SandboxOptions)MemberwiseClone();
    }

    internal static void RequireLoopback(Uri address, string name) => Require(
        address.IsAbsoluteUri && address.IsLoopback && address.Scheme is ("http" or "https"),
        name,
        "A sandbox sends webhooks only to http or https URLs on the loopback address.");

    private static void RequireTime(TimeSpan time, string name) =>
        Require(time >= TimeSpan.Zero && time <= TimeSpan.FromDays(1), name, "A delay must be from zero to one day.");

    private static void RequireShare(double value, string name) =>
        Require(value is >= 0 and <= 1, name, "A share must be from 0 to 1.");

    private static void RequireDigits(string? id, string name) =>
        Require(id is null || ulong.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out _), name, "An ID must consist of digits.");

    private static void Require(bool holds, string name, string message)
    {
        if (!holds)
        {
            throw new ArgumentOutOfRangeException(name, message);
        }
    }
}
