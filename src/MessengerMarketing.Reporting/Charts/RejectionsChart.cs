using System.Collections.Generic;
using System.Linq;
using OxyPlot;
using OxyPlot.Axes;
using OxyPlot.Series;

namespace MessengerMarketing.Reporting.Charts;

/// <summary>Rejected rows by cause, the most frequent first.</summary>
internal static class RejectionsChart
{
    private const double BarHeight = 24;
    private const double Surroundings = 56;

    public static double HeightOf(int bars) => bars * BarHeight + Surroundings;

    public static PlotModel Draw(IReadOnlyList<(string Name, long Rows)> causes)
    {
        PlotModel model = ChartStyle.Model();
        CategoryAxis names = ChartStyle.Names();
        names.Labels.AddRange(causes.Select(static cause => cause.Name));
        model.Axes.Add(names);
        LinearAxis counts = ChartStyle.Counts(AxisPosition.Bottom, "Rows rejected");

        // Space for the number after the longest bar.
        counts.MaximumPadding = 0.14;
        model.Axes.Add(counts);
        var series = new PatternBarSeries(BarPattern.Solid, ChartStyle.Rust)
        {
            LabelFormatString = "{0:#,##0}",
            LabelPlacement = LabelPlacement.Outside,
            LabelMargin = 5,
            TextColor = ChartStyle.Ink,
        };
        series.Items.AddRange(causes.Select(static (cause, at) => new BarItem(cause.Rows, at)));
        model.Series.Add(series);
        return model;
    }
}
