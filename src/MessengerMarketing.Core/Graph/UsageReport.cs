using System;
using System.Collections.Generic;
using System.Net.Http.Headers;
using System.Text.Json;

namespace MessengerMarketing.Graph;

/// <summary>One bucket of a usage header.</summary>
/// <param name="Header">The name of the header that contains the bucket.</param>
/// <param name="ObjectId">Ad account, Page or business that the bucket belongs to; null when the header does not name it.</param>
/// <param name="Type">Use case, such as <c>custom_audience</c>; null when the header does not name it.</param>
/// <param name="Percent">The highest of the bucket's percentages; 100 is the limit.</param>
/// <param name="WaitTime">Time until calls are accepted again, zero when they are accepted now; null when the bucket does not say.</param>
/// <param name="AccessTier">Such as <c>development_access</c>; null when the header does not name it.</param>
public sealed record UsageBucket(string Header, string? ObjectId, string? Type, double? Percent, TimeSpan? WaitTime, string? AccessTier);

/// <summary>
/// Rate limit usage, read from the headers X-Business-Use-Case-Usage, X-App-Usage and X-Ad-Account-Usage of a response. Malformed
/// headers are ignored. Source: Meta's guide to rate limits. In recorded traffic, responses to uploads lack the first header.
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
        foreach (UsageBucket bucket in buckets)
        {
            HighestPercent = Max(HighestPercent, bucket.Percent);
            WaitTime = Max(WaitTime, bucket.WaitTime);
        }
    }

    /// <summary>All buckets of all headers, in the order of the headers.</summary>
    public IReadOnlyList<UsageBucket> Buckets { get; }

    /// <summary>The highest percentage of all buckets; null when no header has one.</summary>
    public double? HighestPercent { get; }

    /// <summary>
    /// The longest time until calls are accepted again; null when no bucket names one. It is meaningful only for a throttling error:
    /// Meta also sends an ad account's reset time with successful responses.
    /// </summary>
    public TimeSpan? WaitTime { get; }

    /// <summary>Reads the usage headers of a response.</summary>
    public static UsageReport Read(HttpResponseHeaders headers)
    {
        if (headers is null)
        {
            throw new ArgumentNullException(nameof(headers));
        }

        var buckets = new List<UsageBucket>();
        foreach (string? name in new[] { BusinessHeader, AppHeader, AdAccountHeader })
        {
            if (headers.TryGetValues(name, out IEnumerable<string>? values))
            {
                // Some HTTP stacks split an unknown header at its commas, and this header's JSON contains commas.
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
            // A usage header is optional. Without it, only the back-off determines the delays.
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

        foreach (JsonProperty member in root.EnumerateObject())
        {
            if (member.Value.ValueKind != JsonValueKind.Array)
            {
                continue;
            }

            foreach (JsonElement useCase in member.Value.EnumerateArray())
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
        foreach (string? name in new[] { "call_count", "total_cputime", "total_time", "acc_id_util_pct" })
        {
            percent = Max(percent, members.Number(name));
        }

        // The unit is minutes in the business use case header, and seconds in the ad account header.
        TimeSpan? wait = Max(
            Duration(members.Number("estimated_time_to_regain_access") * 60),
            Duration(members.Number("reset_time_duration")));
        return new UsageBucket(header, objectId, members.String("type"), percent, wait, members.String("ads_api_access_tier"));
    }

    private static TimeSpan? Duration(double? seconds) =>
        seconds >= 0 ? TimeSpan.FromSeconds(Math.Min(seconds.Value, MaxSeconds)) : null;

    private static T? Max<T>(T? left, T? right)
        where T : struct, IComparable<T> =>
        left is null || (right is not null && right.Value.CompareTo(left.Value) > 0) ? right : left;
}
