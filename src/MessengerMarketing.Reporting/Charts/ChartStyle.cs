using System.Globalization;
using System.Linq;
using OxyPlot;
using OxyPlot.Axes;
using OxyPlot.Legends;

namespace MessengerMarketing.Reporting.Charts;

/// <summary>The style of all charts: few colors, thin lines, and text that is dark enough for print.</summary>
internal static class ChartStyle
{
    /// <summary>Width of all charts, in units of the picture. Heights have the same unit.</summary>
    public const double Width = 720;

    public const double FontSize = 12;

    // The font metrics for measuring text. The page uses fonts with the same widths.
    public const string Font = "Arial";

    public static readonly OxyColor Ink = OxyColor.FromRgb(0x1F, 0x29, 0x33);
    public static readonly OxyColor Quiet = OxyColor.FromRgb(0x4B, 0x55, 0x63);
    public static readonly OxyColor Grid = OxyColor.FromRgb(0xDD, 0xE1, 0xE6);
    public static readonly OxyColor Blue = OxyColor.FromRgb(0x1F, 0x5A, 0x8C);
    public static readonly OxyColor Rust = OxyColor.FromRgb(0x9A, 0x34, 0x12);
    public static readonly OxyColor Band = OxyColor.FromRgb(0xDC, 0xE7, 0xF1);
    public static readonly OxyColor Paper = OxyColors.White;

    // The page has the same colors, and others for a dark screen.
    private static readonly (string Color, string Variable)[] PageColors =
        [.. new[] { (Ink, "ink"), (Quiet, "quiet"), (Grid, "grid"), (Blue, "blue"), (Rust, "rust"), (Band, "band"), (Paper, "paper") }
            .Select(static pair => (System.FormattableString.Invariant($"rgb({pair.Item1.R},{pair.Item1.G},{pair.Item1.B})"), $"var(--{pair.Item2})"))];

    /// <summary>Replaces the colors in a style by those of the page.</summary>
    public static string UsePageColors(string style) =>
        style.Contains("rgb(") ? PageColors.Aggregate(style, static (text, pair) => text.Replace(pair.Color, pair.Variable)) : style;

    /// <summary>Creates an empty chart.</summary>
    public static PlotModel Model() => new()
    {
        Culture = CultureInfo.InvariantCulture,
        DefaultFont = Font,
        DefaultFontSize = FontSize,
        TextColor = Ink,
        Background = OxyColors.Undefined,
        PlotAreaBorderThickness = new OxyThickness(0),
        Padding = new OxyThickness(2, 2, 12, 2),
    };

    /// <summary>Creates a one-line legend above the chart.</summary>
    public static Legend LegendAbove() => new()
    {
        LegendPlacement = LegendPlacement.Outside,
        LegendPosition = LegendPosition.TopLeft,
        LegendOrientation = LegendOrientation.Horizontal,
        LegendFont = Font,
        LegendFontSize = FontSize,
        LegendTextColor = Ink,
        LegendBorderThickness = 0,
        LegendPadding = 0,
        LegendMargin = 4,
        LegendSymbolLength = 18,
        LegendItemSpacing = 18,
    };

    /// <summary>Creates an axis of counts that starts at zero.</summary>
    public static LinearAxis Counts(AxisPosition position, string title) => new()
    {
        Position = position,
        Title = title,
        Minimum = 0,
        MinimumPadding = 0,
        StringFormat = "#,##0",
        MinimumMajorStep = 1,
        IntervalLength = 90,
        MajorGridlineStyle = LineStyle.Solid,
        MajorGridlineColor = Grid,
        TickStyle = TickStyle.None,
        AxislineStyle = LineStyle.None,
        TextColor = Quiet,
        TitleColor = Quiet,
        IsZoomEnabled = false,
    };

    /// <summary>Creates an axis of names from top to bottom.</summary>
    public static CategoryAxis Names() => new()
    {
        Position = AxisPosition.Left,
        StartPosition = 1,
        EndPosition = 0,
        GapWidth = 0.45,
        TickStyle = TickStyle.None,
        AxislineStyle = LineStyle.Solid,
        AxislineColor = Quiet,
        TextColor = Ink,
    };
}
