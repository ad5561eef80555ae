using System;
using System.Collections.Generic;
using System.Globalization;
using MessengerMarketing.Uploads.Pacing;

namespace MessengerMarketing.Formatting;

/// <summary>Describes the pace of an upload, and the cause.</summary>
internal static class PaceText
{
    public static string Format(UploadPace pace)
    {
        var parts = new List<string> { Text("{0} in flight", pace.InFlight) };
        if (pace.Between > TimeSpan.Zero)
        {
            parts.Add(Text("{0:0.#} s between calls", pace.Between.TotalSeconds));
        }

        string cause = pace.Hold > TimeSpan.Zero ? Text("Throttled: no call for {0:0.#} s", pace.Hold.TotalSeconds)
            : pace.UsedPercent is { } used ? Text("{0:0.#} % of the rate limit used", used)
            : "Below the rate limit";
        return $"{cause}; {string.Join(", ", parts)}.";
    }

    private static string Text(string format, object value) => string.Format(CultureInfo.InvariantCulture, format, value);
}
