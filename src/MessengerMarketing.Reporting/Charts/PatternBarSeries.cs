using System;
using System.Collections.Generic;
using OxyPlot;
using OxyPlot.Series;

namespace MessengerMarketing.Reporting.Charts;

/// <summary>The fill pattern of a bar, so that bars can be distinguished without color.</summary>
internal enum BarPattern
{
    /// <summary>Solid fill.</summary>
    Solid,

    /// <summary>Rising diagonal lines.</summary>
    Rising,

    /// <summary>Crossed diagonal lines.</summary>
    Crossed,

    /// <summary>Vertical lines.</summary>
    Upright,

    /// <summary>Outline only.</summary>
    Empty,

    /// <summary>Falling diagonal lines.</summary>
    Falling,
}

/// <summary>Bars with a line pattern. The lines are drawn individually, so that the picture needs no definitions with ids.</summary>
internal sealed class PatternBarSeries : BarSeries
{
    private const double Spacing = 5;

    private readonly BarPattern _pattern;
    private readonly OxyColor _color;

    public PatternBarSeries(BarPattern pattern, OxyColor color)
    {
        _pattern = pattern;
        _color = color;
        FillColor = pattern == BarPattern.Solid ? color : ChartStyle.Paper;
        StrokeColor = color;
        StrokeThickness = 1;
    }

    /// <inheritdoc/>
    public override void RenderLegend(IRenderContext rc, OxyRect legendBox)
    {
        double height = legendBox.Height * 0.7;
        Draw(rc, new OxyRect(legendBox.Left, legendBox.Top + ((legendBox.Height - height) / 2), legendBox.Width, height));
    }

    /// <inheritdoc/>
    protected override void RenderItem(IRenderContext rc, double barValue, double categoryValue, double actualBarWidth, BarItem item, OxyRect rect)
    {
        if (item.Value > 0)
        {
            // A few rows among many must still be visible.
            Draw(rc, new OxyRect(rect.Left, rect.Top, Math.Max(rect.Width, 1.5), rect.Height));
        }
    }

    private void Draw(IRenderContext rc, OxyRect rect)
    {
        rc.DrawRectangle(rect, FillColor, StrokeColor, StrokeThickness, EdgeRenderingMode.PreferGeometricAccuracy);
        var ends = new List<ScreenPoint>();
        if (_pattern is BarPattern.Rising or BarPattern.Crossed)
        {
            AddSlanted(ends, rect, isRising: true);
        }

        if (_pattern is BarPattern.Falling or BarPattern.Crossed)
        {
            AddSlanted(ends, rect, isRising: false);
        }

        for (double x = rect.Left + Spacing; _pattern == BarPattern.Upright && x < rect.Right; x += Spacing)
        {
            ends.Add(new ScreenPoint(x, rect.Top));
            ends.Add(new ScreenPoint(x, rect.Bottom));
        }

        for (int at = 0; at < ends.Count; at += 2)
        {
            rc.DrawLine([ends[at], ends[at + 1]], _color, 1, EdgeRenderingMode.PreferGeometricAccuracy, null, LineJoin.Miter);
        }
    }

    /// <summary>Adds lines at 45 degrees, clipped to the rectangle.</summary>
    private static void AddSlanted(List<ScreenPoint> ends, OxyRect rect, bool isRising)
    {
        for (double sum = Spacing; sum < rect.Width + rect.Height; sum += Spacing)
        {
            double fromX = Math.Max(0, sum - rect.Height);
            double toX = Math.Min(sum, rect.Width);
            ends.Add(At(rect, fromX, sum - fromX, isRising));
            ends.Add(At(rect, toX, sum - toX, isRising));
        }
    }

    private static ScreenPoint At(OxyRect rect, double x, double y, bool isRising) => new(rect.Left + x, isRising ? rect.Top + y : rect.Bottom - y);
}
