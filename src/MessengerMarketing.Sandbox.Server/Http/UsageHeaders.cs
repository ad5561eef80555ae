using System;
using System.Globalization;
using MessengerMarketing.Sandbox.State;

namespace MessengerMarketing.Sandbox.Http;

/// <summary>
/// The headers in which the Graph API says how much of its limits is used. In recorded traffic an upload carries the
/// account's and the app's, and the other audience calls the business use case's.
/// </summary>
internal static class UsageHeaders
{
    private const int CallsPerHour = 190_000;
    private const int CallsPerAudience = 40;

    public static void AddUpload(GraphAnswer answer, long calls, AdAccount account)
    {
        int percent = Percent(calls, account);
        answer.Headers["x-ad-account-usage"] = AdAccountUsage(percent, 0);
        AddApp(answer, percent);
    }

    public static void AddBusinessUseCase(GraphAnswer answer, long calls, AdAccount account) =>
        answer.Headers["x-business-use-case-usage"] = BusinessUseCaseUsage(account.Id, Percent(calls, account), 0);

    public static void AddApp(GraphAnswer answer, long calls, AdAccount account) => AddApp(answer, Percent(calls, account));

    /// <summary>Usage at its limit, of the business use case.</summary>
    public static string BusinessUseCaseExhausted(string accountId, int minutes) => BusinessUseCaseUsage(accountId, 100, minutes);

    /// <summary>Usage at its limit, of the ad account.</summary>
    public static string AdAccountExhausted(int seconds) => AdAccountUsage(100, seconds);

    private static void AddApp(GraphAnswer answer, int percent) => answer.Headers["x-app-usage"] = Format(
        "{{\"call_count\":{0},\"total_cputime\":{0},\"total_time\":{0}}}", percent);

    private static string AdAccountUsage(int percent, int seconds) => Format(
        "{{\"acc_id_util_pct\":{0},\"reset_time_duration\":{1},\"ads_api_access_tier\":\"standard_access\"}}", percent, seconds);

    private static string BusinessUseCaseUsage(string accountId, int percent, int minutes) => Format(
        "{{\"{0}\":[{{\"type\":\"custom_audience\",\"call_count\":{1},\"total_cputime\":{1},\"total_time\":{1},\"estimated_time_to_regain_access\":{2},\"ads_api_access_tier\":\"standard_access\"}}]}}",
        accountId,
        percent,
        minutes);

    private static int Percent(long calls, AdAccount account) =>
        (int)Math.Min(99, calls * 100 / (CallsPerHour + ((long)CallsPerAudience * account.AudienceCount)));

    private static string Format(string format, params object[] values) => string.Format(CultureInfo.InvariantCulture, format, values);
}
