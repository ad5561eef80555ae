using System;
using System.Collections.Generic;
using System.Net.Http.Headers;
using System.Text.Json;

namespace MessengerMarketing.Graph;

/// <summary>One bucket of a usage header.</summary>
/// <param name="Header">Name of the header it came in.</param>
/// <param name="ObjectId">Ad account, Page or business the bucket belongs to, when named.</param>
/// <param name="Type">Use case, such as <c>custom_audience</c>, when named.</param>
/// <param name="Percent">The highest of the bucket's percentages; 100 is the limit.</param>
/// <param name="WaitTime">How long until calls are let through again, zero when they are; null when the bucket does not tell.</param>
/// <param name="AccessTier">Such as <c>development_access</c>, when named.</param>
public sealed record UsageBucket(string Header, string? ObjectId, string? Type, double? Percent, TimeSpan? WaitTime, string? AccessTier);

/// <summary>
/// How much of the rate limits is used, read from whichever of X-Business-Use-Case-Usage, X-App-Usage and X-Ad-Account-Usage
/// an answer carries. Malformed headers count as absent. Source: Meta's guide to rate limits; recorded traffic shows that uploads
/// are answered without the first of them.
/// </summary>
public sealed class UsageReport
{
    private const string BusinessHeader = "X-Business-Use-Case-Usage";
    private const string AppHeader = "X-App-Usage";
    private const string AdAccountHeader = "X-Ad-Account-Usage";
    private static readonly double MaxSeconds = TimeSpan.FromDays(30).TotalSeconds;

    private UsageReport(IReadOnlyList<UsageBucket> buckets)
    {
        Buckets = buckets;
        foreach (var bucket in buckets)
        {
            HighestPercent = Larger(HighestPercent, bucket.Percent);
            WaitTime = Larger(WaitTime, bucket.WaitTime);
        }
    }

    /// <summary>Every bucket of every header, in the order read.</summary>
    public IReadOnlyList<UsageBucket> Buckets { get; }

    /// <summary>The highest percentage of any bucket; null when no header told one.</summary>
    public double? HighestPercent { get; }

    /// <summary>
    /// The longest time any bucket names until calls are let through again; null when none tells. It says something only when the answer is a throttling error:
    /// Meta names an ad account's reset time on successful answers too.
    /// </summary>
    public TimeSpan? WaitTime { get; }

    /// <summary>Reads the usage headers of an answer.</summary>
    public static UsageReport Read(HttpResponseHeaders headers)
    {
        if (headers is null)
        {
            throw new ArgumentNullException(nameof(headers));
        }

        var buckets = new List<UsageBucket>();
        foreach (var name in new[] { BusinessHeader, AppHeader, AdAccountHeader })
        {
            if (headers.TryGetValues(name, out var values))
            {
                // Some HTTP stacks split an unknown header at its commas, which this header's JSON has inside.
                var parts = new List<string>(values);
                if (parts.Count < 2 || !Read(name, string.Join(",", parts), buckets))
                {
                    parts.ForEach(part => Read(name, part, buckets));
                }
            }
        }

        return new UsageReport(buckets);
    }

    private static bool Read(string header, string value, List<UsageBucket> buckets)
    {
        try
        {
            return Read(header, JsonElement.Parse(value), buckets);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // A usage header is a courtesy; without it the waits follow the back-off alone.
            return false;
        }
    }

    private static bool Read(string header, JsonElement root, List<UsageBucket> buckets)
    {
        if (root.ValueKind != JsonValueKind.Object)
        {
            return false;
        }

        if (header != BusinessHeader)
        {
            buckets.Add(Bucket(header, null, root));
            return true;
        }

        foreach (var member in root.EnumerateObject())
        {
            if (member.Value.ValueKind != JsonValueKind.Array)
            {
                continue;
            }

            foreach (var useCase in member.Value.EnumerateArray())
            {
                if (useCase.ValueKind == JsonValueKind.Object)
                {
                    buckets.Add(Bucket(header, member.Name, useCase));
                }
            }
        }

        return true;
    }

    private static UsageBucket Bucket(string header, string? objectId, JsonElement members)
    {
        double? percent = null;
        foreach (var name in new[] { "call_count", "total_cputime", "total_time", "acc_id_util_pct" })
        {
            percent = Larger(percent, members.Number(name));
        }

        // Minutes in the business-use-case header, seconds in the ad account's.
        var wait = Larger(
            Duration(members.Number("estimated_time_to_regain_access") * 60),
            Duration(members.Number("reset_time_duration")));
        return new UsageBucket(header, objectId, members.String("type"), percent, wait, members.String("ads_api_access_tier"));
    }

    private static TimeSpan? Duration(double? seconds) =>
        seconds >= 0 ? TimeSpan.FromSeconds(Math.Min(seconds.Value, MaxSeconds)) : null;

    private static T? Larger<T>(T? left, T? right)
        where T : struct, IComparable<T> =>
        left is null || (right is not null && right.Value.CompareTo(left.Value) > 0) ? right : left;
}
