using System;
using System.Collections;
using System.Collections.Generic;
using System.Globalization;

namespace MessengerMarketing.Sandbox;

/// <summary>
/// How a <see cref="SandboxServer"/> behaves. Everything has a default: <c>new SandboxOptions()</c> is a healthy
/// Graph API with one ad account, one Page and random credentials.
/// </summary>
public sealed class SandboxOptions
{
    private static readonly TimeSpan MaxClockOffset = TimeSpan.FromDays(3653);

    /// <summary>TCP port on loopback, 1 to 65535; 0, the default, takes a free one.</summary>
    public int Port { get; set; }

    /// <summary>
    /// Share of the uploaded people that match, 0 to 1. Whether a person matches depends on the person's hash
    /// alone, so the same person always does or never does. Default 0.5; the seed document speaks of 20 to 70 %.
    /// </summary>
    public double MatchRate { get; set; } = 0.5;

    /// <summary>
    /// Share of the calls that end in a transient error, 0 to 1: codes 1 and 2, an HTTP 500 without a body, an HTTP 503;
    /// half of them before the call was carried out and half after it, as when an answer is lost.
    /// </summary>
    public double FailureRate { get; set; }

    /// <summary>Every Nth call is answered with error 80003 and usage headers at 100 %; 0, the default, never.</summary>
    public int ThrottleEvery { get; set; }

    /// <summary>
    /// Minutes that a call throttled by <see cref="ThrottleEvery"/> gives as <c>estimated_time_to_regain_access</c>.
    /// Default 0, so that a script that honours it is tested without waiting for minutes.
    /// </summary>
    public int ThrottleRegainMinutes { get; set; }

    /// <summary>How long every answer is held back after its call was carried out. Default none.</summary>
    public TimeSpan Latency { get; set; }

    /// <summary>Shares of the calls that go wrong on the way: connections dropped, answers broken off, HTML pages, slow answers. Default none.</summary>
    public SandboxFaultRates FaultRates
    {
        get;
        set => field = value ?? throw new ArgumentNullException(nameof(value));
    } = new();

    /// <summary>How much longer than <see cref="Latency"/> a slow answer is held back. Default 2 seconds.</summary>
    public TimeSpan SlowLatency { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>
    /// Every Nth call to an audience's <c>/users</c> is carried out twice, as when a proxy repeats a request because the connection behind
    /// it broke; the client gets the second answer. In a session that is an error, and the rows count once; without one they count twice.
    /// 0, the default, for never.
    /// </summary>
    public int DuplicateEvery { get; set; }

    /// <summary>
    /// Calls that the ad account is let make in each <see cref="ThrottleWindow"/>; usage headers tell with every answer how much of it is
    /// used. Further ones end in error 17/2446079 or, but for uploads, 80003, with the time until the window ends in
    /// <c>reset_time_duration</c>, in seconds, or <c>estimated_time_to_regain_access</c>, in whole minutes. Calls of the Page do not count. 0, the
    /// default, for no such limit.
    /// </summary>
    public int ThrottleAfter { get; set; }

    /// <summary>Length of the windows in which <see cref="ThrottleAfter"/> counts; each begins with a call. Default a minute.</summary>
    public TimeSpan ThrottleWindow { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>
    /// How far the sandbox's clock is ahead of the real one, or behind it when negative: in Date headers, the times of audiences and
    /// sessions, webhooks. Default none. <see cref="SandboxServer.ClockOffset"/> can change it later.
    /// </summary>
    public TimeSpan ClockOffset { get; set; }

    /// <summary>Makes ids, tokens and the draws of <see cref="FailureRate"/> and <see cref="FaultRates"/> repeatable; null, the default, makes them random.</summary>
    public int? Seed { get; set; }

    /// <summary>API version of calls without one in their path, and the one that error 2635 names. Default <c>v26.0</c>.</summary>
    public string ApiVersion { get; set; } = "v26.0";

    /// <summary>System-user access token; made up when null.</summary>
    public string? AccessToken { get; set; }

    /// <summary>Page access token; made up when null.</summary>
    public string? PageAccessToken { get; set; }

    /// <summary>App secret that <c>appsecret_proof</c> is checked against; made up when null.</summary>
    public string? AppSecret { get; set; }

    /// <summary>Ad account id, digits without <c>act_</c>; made up when null.</summary>
    public string? AdAccountId { get; set; }

    /// <summary>Page id, digits; made up when null.</summary>
    public string? PageId { get; set; }

    /// <summary>Whether a call without <c>appsecret_proof</c> is refused, as for an app that demands it. Default false.</summary>
    public bool RequireAppSecretProof { get; set; }

    /// <summary>
    /// Answers the creation of an audience as the seed document prints it, <c>{"data":[{"id":…}]}</c>, instead of
    /// as recorded traffic has it, <c>{"id":…}</c>. Default false.
    /// </summary>
    public bool WrapCreateResponse { get; set; }

    /// <summary>Adds <c>subscription_info.messenger</c> to the answers of an upload, as the API reference lists it. Default false.</summary>
    public bool ReportSubscribers { get; set; }

    /// <summary>Whether the ad account has accepted the marketing messaging terms; if not, uploads end in error 2655. Default true.</summary>
    public bool MarketingTermsAccepted { get; set; } = true;

    /// <summary>Whether the ad account has accepted the custom audience terms; if not, creating and uploading end in 200/1870090. Default true.</summary>
    public bool CustomAudienceTermsAccepted { get; set; } = true;

    /// <summary>App id, digits; made up when null.</summary>
    public string? AppId { get; set; }

    /// <summary>
    /// Where webhooks are delivered: an http or https address on loopback, nowhere else. Null, the default, for nowhere;
    /// <see cref="SandboxServer.SendWebhooksTo"/> can change it later.
    /// </summary>
    public Uri? WebhookUri { get; set; }

    /// <summary>Text that the receiver at <see cref="WebhookUri"/> expects in the handshake; made up when null.</summary>
    public string? VerifyToken { get; set; }

    /// <summary>
    /// Webhook fields that the app is subscribed to from the start. Default none: as on Facebook, it takes a
    /// <c>POST /&lt;PAGE_ID&gt;/subscribed_apps</c> before anything is delivered.
    /// </summary>
    public IReadOnlyList<string> WebhookFields { get; set; } = [];

    /// <summary>How often a webhook is tried before it is given up, from 1. Default 8, which takes about 16 seconds; Meta goes on for an hour.</summary>
    public int WebhookAttempts { get; set; } = 8;

    /// <summary>Time between the first two attempts; it doubles from attempt to attempt up to 5 seconds. Default 0.2 seconds.</summary>
    public TimeSpan WebhookRetryDelay { get; set; } = TimeSpan.FromMilliseconds(200);

    /// <summary>How often each webhook is repeated after it was taken, as Meta's sometimes are. Default 0.</summary>
    public int WebhookDuplicates { get; set; }

    /// <summary>Shape of the upload-status webhook. Default as the seed document prints it.</summary>
    public UploadStatusShape UploadStatusShape { get; set; }

    /// <summary>Time from an upload until its status is posted. Default none; Meta takes up to 24 hours.</summary>
    public TimeSpan UploadStatusDelay { get; set; }

    /// <summary>
    /// Answers an opt-in request as the seed document prints it, <c>{"recipient":{"id":…,"message_id":…}}</c>, instead of
    /// as recorded traffic has it, <c>{"recipient_id":…,"message_id":…}</c>. Default false.
    /// </summary>
    public bool NestOptInResponse { get; set; }

    /// <summary>
    /// How long a new message campaign cannot send yet: errors 2300012 in the first half and 2300041 in the second. Default
    /// none; Meta takes at least an hour.
    /// </summary>
    public TimeSpan CampaignReadyAfter { get; set; }

    /// <summary>Calls in an hour for subscription tokens, beyond which they end in error 2300080. Default 1,000, as Meta's.</summary>
    public int TokenQueriesPerHour { get; set; } = 1000;

    /// <summary>Largest request body in bytes, answered with HTTP 413 beyond. Default 64 MiB.</summary>
    public int MaxBodyBytes { get; set; } = 64 * 1024 * 1024;

    /// <summary>The time it is, for session timeouts, creation times and the end dates of API versions.</summary>
    internal Func<DateTimeOffset> Clock { get; set; } = static () => DateTimeOffset.UtcNow;

    /// <summary>How long a receiver of webhooks may take to answer. Source: Meta's page on webhooks.</summary>
    /// <summary>
    /// Reads a row that is given to <see cref="SandboxAudience.Contains"/> and is no dictionary: column names and values, or null for an object
    /// that is no row. Null when there are no such rows.
    /// </summary>
    public Func<object, IDictionary?>? ReadRow { get; set; }

    internal TimeSpan WebhookTimeout { get; set; } = TimeSpan.FromSeconds(5);

    internal SandboxOptions ValidatedCopy()
    {
        RequireShare(MatchRate, nameof(MatchRate));
        RequireShare(FailureRate, nameof(FailureRate));
        Require(Port is >= 0 and <= 65535, nameof(Port), "A port is a number from 0 to 65535.");
        Require(ThrottleEvery >= 0, nameof(ThrottleEvery), "A count of calls is not negative.");
        Require(ThrottleRegainMinutes >= 0, nameof(ThrottleRegainMinutes), "Minutes are not negative.");
        Require(Latency >= TimeSpan.Zero && Latency <= TimeSpan.FromHours(1), nameof(Latency), "A latency lies between zero and an hour.");
        Require(SlowLatency >= TimeSpan.Zero && SlowLatency <= TimeSpan.FromHours(1), nameof(SlowLatency), "A latency lies between zero and an hour.");
        Require(DuplicateEvery >= 0, nameof(DuplicateEvery), "A count of calls is not negative.");
        Require(ThrottleAfter >= 0, nameof(ThrottleAfter), "A count of calls is not negative.");
        Require(ThrottleWindow > TimeSpan.Zero && ThrottleWindow <= TimeSpan.FromDays(1), nameof(ThrottleWindow), "A window is longer than nothing and no longer than a day.");
        Require(ClockOffset.Duration() <= MaxClockOffset, nameof(ClockOffset), "A clock is off by ten years at max.");
        FaultRates.Validate(nameof(FaultRates));
        Require(MaxBodyBytes is > 0 and <= 1024 * 1024 * 1024, nameof(MaxBodyBytes), "A body holds between 1 byte and 1 GiB.");
        Require(Http.ApiVersion.TryParse(ApiVersion, out _), nameof(ApiVersion), "An API version is written like v25.0.");
        RequireDigits(AdAccountId, nameof(AdAccountId));
        RequireDigits(PageId, nameof(PageId));
        RequireDigits(AppId, nameof(AppId));
        Require(WebhookAttempts >= 1, nameof(WebhookAttempts), "A webhook takes at least one attempt.");
        Require(WebhookDuplicates is >= 0 and <= 100, nameof(WebhookDuplicates), "A webhook is repeated 0 to 100 times.");
        RequireTime(WebhookRetryDelay, nameof(WebhookRetryDelay));
        RequireTime(UploadStatusDelay, nameof(UploadStatusDelay));
        RequireTime(CampaignReadyAfter, nameof(CampaignReadyAfter));
        Require(TokenQueriesPerHour >= 1, nameof(TokenQueriesPerHour), "A count of calls is at least 1.");
        Require(Enum.IsDefined(typeof(UploadStatusShape), UploadStatusShape), nameof(UploadStatusShape), "There is no such shape.");
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
        "A sandbox delivers webhooks to http or https addresses on loopback only.");

    private static void RequireTime(TimeSpan time, string name) =>
        Require(time >= TimeSpan.Zero && time <= TimeSpan.FromDays(1), name, "A wait lies between zero and a day.");

    private static void RequireShare(double value, string name) =>
        Require(value is >= 0 and <= 1, name, "A share lies between 0 and 1.");

    private static void RequireDigits(string? id, string name) =>
        Require(id is null || ulong.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out _), name, "An id consists of digits.");

    private static void Require(bool holds, string name, string message)
    {
        if (!holds)
        {
            throw new ArgumentOutOfRangeException(name, message);
        }
    }
}
