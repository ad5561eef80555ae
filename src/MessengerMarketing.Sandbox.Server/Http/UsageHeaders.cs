using System;
using System.Globalization;
using MessengerMarketing.Sandbox.Endpoints;
using MessengerMarketing.Sandbox.State;

namespace MessengerMarketing.Sandbox.Http;

/// <summary>
/// The usage headers of the Graph API. In recorded traffic, a response to an upload has the headers of the ad account and the app, and other
/// audience calls have the header of the business use case.
/// </summary>
internal static class UsageHeaders
{
    private const int CallsPerHour = 190_000;
    private const int CallsPerAudience = 40;

    /// <summary>Returns the usage of Meta's hourly limit for a number of calls.</summary>
    public static Usage Hourly(long calls, AdAccount account) =>
        new((int)Math.Min(99, calls * 100 / (CallsPerHour + ((long)CallsPerAudience * account.AudienceCount))), TimeSpan.Zero, IsOverLimit: false);

    public static void Add(GraphResponse response, UsageKind kind, Usage usage, string accountId)
    {
        switch (kind)
        {
            case UsageKind.Upload:
                response.Headers["x-ad-account-usage"] = AdAccountUsage(usage.Percent, (int)Math.Ceiling(usage.Reset.TotalSeconds));
                AddApp(response, usage.Percent);
                break;
            case UsageKind.BusinessUseCase:
                int minutes = usage.IsOverLimit ? (int)Math.Ceiling(usage.Reset.TotalMinutes) : 0;
                response.Headers["x-business-use-case-usage"] = BusinessUseCaseUsage(accountId, usage.Percent, minutes);
                break;
            default:
                AddApp(response, usage.Percent);
                break;
        }
    }

    /// <summary>Returns a business use case header with the limit reached.</summary>
    public static string BusinessUseCaseExhausted(string accountId, int minutes) => BusinessUseCaseUsage(accountId, 100, minutes);

    /// <summary>Returns an ad account header with the limit reached.</summary>
    public static string AdAccountExhausted(int seconds) => AdAccountUsage(100, seconds);

    private static void AddApp(GraphResponse response, int percent) => response.Headers["x-app-usage"] = Format(
        "{{\"call_count\":{0},\"total_cputime\":{0},\"total_time\":{0}}}", percent);

    private static string AdAccountUsage(int percent, int seconds) => Format(
        "{{\"acc_id_util_pct\":{0},\"reset_time_duration\":{1},\"ads_api_access_tier\":\"standard_access\"}}", percent, seconds);

    private static string BusinessUseCaseUsage(string accountId, int percent, int minutes) => Format(
        "{{\"{0}\":[{{\"type\":\"custom_audience\",\"call_count\":{1},\"total_cputime\":{1},\"total_time\":{1},\"estimated_time_to_regain_access\":{2},\"ads_api_access_tier\":\"standard_access\"}}]}}",
        accountId,
        percent,
        minutes);

    private static string Format(string format, params object[] values) => string.Format(CultureInfo.InvariantCulture, format, values);
}
