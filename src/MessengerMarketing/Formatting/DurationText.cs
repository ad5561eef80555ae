using System;
using System.Globalization;

namespace MessengerMarketing.Formatting;

/// <summary>How the views in <c>MessengerMarketing.Format.ps1xml</c> display durations.</summary>
public static class DurationText
{
    /// <summary>Returns a duration in common units: <c>12.4 s</c>, <c>3 min 20 s</c>, <c>2 h 5 min</c>.</summary>
    /// <param name="time">The duration.</param>
    public static string Write(TimeSpan time)
    {
        // Rounded first, so that the result never contains 60 seconds or 60 minutes.
        double tenths = Math.Round(time.TotalSeconds, 1);
        if (tenths < 60)
        {
            return Text("{0:N1} s", tenths, 0);
        }

        long seconds = (long)Math.Round(time.TotalSeconds);
        if (seconds < 3600)
        {
            return Text("{0} min {1} s", seconds / 60, seconds % 60);
        }

        long minutes = (long)Math.Round(time.TotalMinutes);
        return Text("{0:N0} h {1} min", minutes / 60, minutes % 60);
    }

    private static string Text(string format, object first, object second) => string.Format(CultureInfo.CurrentCulture, format, first, second);
}
