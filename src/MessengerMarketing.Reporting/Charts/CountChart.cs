using System.Collections.Generic;
using System.Linq;
using OxyPlot;
using OxyPlot.Axes;
using OxyPlot.Series;

namespace MessengerMarketing.Reporting.Charts;

/// <summary>Counts by name, as horizontal bars in the given order.</summary>
internal static class CountChart
{
    private const double BarHeight = 24;
    private const double Surroundings = 56;
    private const int MaxLabel = 48;

    public static double HeightOf(int bars) => bars * BarHeight + Surroundings;

    public static PlotModel Draw(IReadOnlyList<(string Name, long Count)> counts, string unit, OxyColor color)
    {
        PlotModel model = ChartStyle.Model();
        CategoryAxis names = ChartStyle.Names();
        names.Labels.AddRange(counts.Select(static count => count.Name.Length > MaxLabel ? count.Name.Substring(0, MaxLabel - 1) + "…" : count.Name));
        model.Axes.Add(names);
        LinearAxis axis = ChartStyle.Counts(AxisPosition.Bottom, unit);

        // Space for the number after the longest bar.
        axis.MaximumPadding = 0.14;
        if (counts.All(static count => count.Count == 0))
        {
            axis.Maximum = 1;
        }

        model.Axes.Add(axis);
        var series = new PatternBarSeries(BarPattern.Solid, color)
        {
            LabelFormatString = "{0:#,##0}",
            LabelPlacement = LabelPlacement.Outside,
            LabelMargin = 5,
            TextColor = ChartStyle.Ink,
        };
        series.Items.AddRange(counts.Select(static (count, at) => new BarItem(count.Count, at)));
        model.Series.Add(series);
        return model;
    }
}
