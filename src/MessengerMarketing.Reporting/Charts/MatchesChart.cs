using System;
using System.Collections.Generic;
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

    public static PlotModel Draw(IReadOnlyList<MatchPoint> matches)
    {
        IReadOnlyList<MatchPoint> points = Thin(matches);
        PlotModel model = ChartStyle.Model();
        model.Legends.Add(ChartStyle.LegendAbove());
        model.Axes.Add(TimeAxis.Create(points[0].Time, points[points.Count - 1].Time));
        LinearAxis people = ChartStyle.Counts(AxisPosition.Left, "People");
        people.IntervalLength = 45;
        people.MaximumPadding = 0.08;
        if (points.All(static point => point.Upper == 0))
        {
            people.Maximum = 1;
        }

        model.Axes.Add(people);
        var band = new AreaSeries { Color = OxyColors.Transparent, Color2 = OxyColors.Transparent, Fill = ChartStyle.Band, RenderInLegend = false };
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
        MarkerFill = marker == MarkerType.Circle ? ChartStyle.Blue : ChartStyle.Paper,
        MarkerStroke = ChartStyle.Blue,
        MarkerStrokeThickness = 1.5,
    };

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
