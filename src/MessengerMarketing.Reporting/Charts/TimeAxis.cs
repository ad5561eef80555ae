using System;
using System.Globalization;
using OxyPlot;
using OxyPlot.Axes;

namespace MessengerMarketing.Reporting.Charts;

/// <summary>The axis of times, from hours to years.</summary>
internal static class TimeAxis
{
    private static readonly TimeSpan MinSpan = TimeSpan.FromMinutes(10);

    /// <summary>Creates the axis.</summary>
    /// <param name="from">The first time.</param>
    /// <param name="to">The last time.</param>
    public static DateTimeAxis Create(DateTimeOffset from, DateTimeOffset to)
    {
        TimeSpan span = to - from;
        var margin = TimeSpan.FromTicks(Math.Max(span.Ticks / 40, MinSpan.Ticks / 2));
        bool isShort = span < TimeSpan.FromHours(36);
        return new DateTimeAxis
        {
            Position = AxisPosition.Bottom,
            Minimum = DateTimeAxis.ToDouble((from - margin).UtcDateTime),
            Maximum = DateTimeAxis.ToDouble((to + margin).UtcDateTime),
            StringFormat = isShort ? "HH:mm" : span < TimeSpan.FromDays(300) ? "d MMM" : "MMM yyyy",
            Title = isShort ? string.Format(CultureInfo.InvariantCulture, "Time (UTC), from {0:d MMMM yyyy}", from) : string.Format(CultureInfo.InvariantCulture, "Day (UTC), {0:yyyy}", to),
            MinimumMajorStep = isShort ? 1.0 / 24 / 60 : 1,
            IntervalLength = 90,
            TickStyle = TickStyle.Outside,
            MinorTickSize = 0,
            TicklineColor = ChartStyle.Quiet,
            AxislineStyle = LineStyle.Solid,
            AxislineColor = ChartStyle.Quiet,
            TextColor = ChartStyle.Quiet,
            TitleColor = ChartStyle.Quiet,
        };
    }
}
