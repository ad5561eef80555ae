using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using OxyPlot;
using OxyPlot.Axes;
using OxyPlot.Series;

namespace MessengerMarketing.Reporting.Charts;

/// <summary>The number of matched people over time, as a band between the lower and the upper bound.</summary>
internal static class MatchesChart
{
    public const double Height = 300;

    /// <summary>Maximum number of points. The picture does not have room for many more.</summary>
    private const int MaxPoints = 300;

    private static readonly TimeSpan MinSpan = TimeSpan.FromMinutes(10);

    public static PlotModel Draw(IReadOnlyList<MatchPoint> matches)
    {
        IReadOnlyList<MatchPoint> points = Thin(matches);
        PlotModel model = ChartStyle.Model();
        model.Legends.Add(ChartStyle.LegendAbove());
        model.Axes.Add(Time(points[0].Time, points[points.Count - 1].Time));
        LinearAxis people = ChartStyle.Counts(AxisPosition.Left, "People");
        people.IntervalLength = 45;
        people.MaximumPadding = 0.08;
        if (points.All(static point => point.Upper == 0))
        {
            people.Maximum = 1;
        }

        model.Axes.Add(people);
        var band = new AreaSeries { Color = OxyColors.Transparent, Color2 = OxyColors.Transparent, Fill = OxyColor.FromRgb(0xDC, 0xE7, 0xF1), RenderInLegend = false };
        LineSeries upper = Line("Upper bound", LineStyle.Solid, MarkerType.Circle, points.Count);
        LineSeries lower = Line("Lower bound", LineStyle.Dash, MarkerType.Square, points.Count);
        foreach (MatchPoint point in points)
        {
            double at = DateTimeAxis.ToDouble(point.Time.UtcDateTime);
            band.Points.Add(new DataPoint(at, point.Upper));
            band.Points2.Add(new DataPoint(at, point.Lower));
            upper.Points.Add(new DataPoint(at, point.Upper));
            lower.Points.Add(new DataPoint(at, point.Lower));
        }

        model.Series.Add(band);
        if (points.Count == 1)
        {
            var span = new LineSeries { Color = band.Fill, StrokeThickness = 6, RenderInLegend = false };
            span.Points.AddRange([band.Points[0], band.Points2[0]]);
            model.Series.Add(span);
        }

        model.Series.Add(upper);
        model.Series.Add(lower);
        return model;
    }

    private static LineSeries Line(string title, LineStyle style, MarkerType marker, int points) => new()
    {
        Title = title,
        Color = ChartStyle.Blue,
        StrokeThickness = 1.5,
        LineStyle = style,
        MarkerType = points <= 40 ? marker : MarkerType.None,
        MarkerSize = 3.5,
        MarkerFill = marker == MarkerType.Circle ? ChartStyle.Blue : OxyColors.White,
        MarkerStroke = ChartStyle.Blue,
        MarkerStrokeThickness = 1.5,
    };

    private static DateTimeAxis Time(DateTimeOffset from, DateTimeOffset to)
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

    /// <summary>Returns the first point, and the last of the points that would be drawn at the same position.</summary>
    private static IReadOnlyList<MatchPoint> Thin(IReadOnlyList<MatchPoint> points)
    {
        if (points.Count <= MaxPoints)
        {
            return points;
        }

        DateTimeOffset from = points[0].Time;
        double width = Math.Max(1, (points[points.Count - 1].Time - from).Ticks) / (double)(MaxPoints - 1);
        return [points[0], .. points.Skip(1).GroupBy(point => (int)((point.Time - from).Ticks / width)).Select(static place => place.Last())];
    }
}
