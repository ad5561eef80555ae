using System;
using System.Collections.Generic;
using System.Linq;
using OxyPlot;
using OxyPlot.Axes;
using OxyPlot.Series;

namespace MessengerMarketing.Reporting.Charts;

/// <summary>A number of each upload over time.</summary>
internal static class RunsChart
{
    public const double Height = 200;

    private const int MaxMarkers = 60;

    public static PlotModel Draw(IReadOnlyList<UploadTrendPoint> runs, Func<UploadTrendPoint, long> count, string unit, OxyColor color)
    {
        PlotModel model = ChartStyle.Model();
        model.Axes.Add(TimeAxis.Create(runs[0].Time, runs[runs.Count - 1].Time));
        LinearAxis rows = ChartStyle.Counts(AxisPosition.Left, unit);
        rows.IntervalLength = 45;
        rows.MaximumPadding = 0.1;
        if (runs.All(run => count(run) == 0))
        {
            rows.Maximum = 1;
        }

        model.Axes.Add(rows);
        var line = new LineSeries
        {
            Color = color,
            StrokeThickness = 1.5,
            MarkerType = runs.Count <= MaxMarkers ? MarkerType.Circle : MarkerType.None,
            MarkerSize = 3,
            MarkerFill = color,
            MarkerStroke = color,
        };
        line.Points.AddRange(runs.Select(run => new DataPoint(DateTimeAxis.ToDouble(run.Time.UtcDateTime), count(run))));
        model.Series.Add(line);
        return model;
    }
}
