using System.Collections.Generic;
using System.Linq;
using OxyPlot;
using OxyPlot.Axes;
using OxyPlot.Series;

namespace MessengerMarketing.Reporting.Charts;

/// <summary>Rows by batch, stacked by outcome.</summary>
internal static class RowsChart
{
    private const double BarHeight = 22;
    private const double Surroundings = 96;

    public static double HeightOf(int bars) => bars * BarHeight + Surroundings;

    public static PlotModel Draw(IReadOnlyList<RowBar> bars)
    {
        PlotModel model = ChartStyle.Model();
        model.Legends.Add(ChartStyle.LegendAbove());
        CategoryAxis names = ChartStyle.Names();
        names.Labels.AddRange(bars.Select(static bar => bar.Label));
        model.Axes.Add(names);
        model.Axes.Add(ChartStyle.Counts(AxisPosition.Bottom, "Rows of the list"));
        foreach (RowOutcome outcome in RowCounts.Outcomes.Where(outcome => bars.Any(bar => bar.Rows[outcome] > 0)))
        {
            (BarPattern pattern, OxyColor color) = StyleOf(outcome);
            var series = new PatternBarSeries(pattern, color) { Title = Wording.Name(outcome), IsStacked = true };
            series.Items.AddRange(bars.Select((bar, at) => new BarItem(bar.Rows[outcome], at)));
            model.Series.Add(series);
        }

        return model;
    }

    private static (BarPattern Pattern, OxyColor Color) StyleOf(RowOutcome outcome) => outcome switch
    {
        RowOutcome.Accepted => (BarPattern.Solid, ChartStyle.Blue),
        RowOutcome.Rejected => (BarPattern.Rising, ChartStyle.Rust),
        RowOutcome.RejectedByApi => (BarPattern.Crossed, ChartStyle.Rust),
        RowOutcome.Unknown => (BarPattern.Upright, ChartStyle.Quiet),
        RowOutcome.NotSent => (BarPattern.Empty, ChartStyle.Quiet),
        _ => (BarPattern.Falling, ChartStyle.Quiet),
    };
}
