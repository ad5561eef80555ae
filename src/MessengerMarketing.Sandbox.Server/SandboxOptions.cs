using System;
using System.Globalization;

namespace MessengerMarketing.Sandbox;

/// <summary>
/// How a <see cref="SandboxServer"/> behaves. Everything has a default: <c>new SandboxOptions()</c> is a healthy
/// Graph API with one ad account, one Page and random credentials.
/// </summary>
public sealed class SandboxOptions
{
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

    /// <summary>Makes ids, tokens and the draws of <see cref="FailureRate"/> repeatable; null, the default, makes them random.</summary>
    public int? Seed { get; set; }

    /// <summary>API version of calls without one in their path, and the one that error 2635 names. Default <c>v25.0</c>.</summary>
    public string ApiVersion { get; set; } = "v25.0";

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
    public bool WrapCreateAnswer { get; set; }

    /// <summary>Adds <c>subscription_info.messenger</c> to the answers of an upload, as the API reference lists it. Default false.</summary>
    public bool ReportSubscribers { get; set; }

    /// <summary>Whether the ad account has accepted the marketing messaging terms; if not, uploads end in error 2655. Default true.</summary>
    public bool MarketingTermsAccepted { get; set; } = true;

    /// <summary>Whether the ad account has accepted the custom audience terms; if not, creating and uploading end in 200/1870090. Default true.</summary>
    public bool CustomAudienceTermsAccepted { get; set; } = true;

    /// <summary>Largest request body in bytes, answered with HTTP 413 beyond. Default 64 MiB.</summary>
    public int MaxBodyBytes { get; set; } = 64 * 1024 * 1024;

    /// <summary>The time it is, for session timeouts, creation times and the end dates of API versions.</summary>
    internal Func<DateTimeOffset> Clock { get; set; } = static () => DateTimeOffset.UtcNow;

    internal SandboxOptions ValidatedCopy()
    {
        RequireShare(MatchRate, nameof(MatchRate));
        RequireShare(FailureRate, nameof(FailureRate));
        Require(Port is >= 0 and <= 65535, nameof(Port), "A port is a number from 0 to 65535.");
        Require(ThrottleEvery >= 0, nameof(ThrottleEvery), "A count of calls is not negative.");
        Require(ThrottleRegainMinutes >= 0, nameof(ThrottleRegainMinutes), "Minutes are not negative.");
        Require(Latency >= TimeSpan.Zero && Latency <= TimeSpan.FromHours(1), nameof(Latency), "A latency lies between zero and an hour.");
        Require(MaxBodyBytes is > 0 and <= 1024 * 1024 * 1024, nameof(MaxBodyBytes), "A body holds between 1 byte and 1 GiB.");
        Require(Http.ApiVersion.TryParse(ApiVersion, out _), nameof(ApiVersion), "An API version is written like v25.0.");
        RequireDigits(AdAccountId, nameof(AdAccountId));
        RequireDigits(PageId, nameof(PageId));
        return (SandboxOptions)MemberwiseClone();
    }

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
