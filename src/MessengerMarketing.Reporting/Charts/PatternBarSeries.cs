using System;
using System.Collections.Generic;
using OxyPlot;
using OxyPlot.Series;

namespace MessengerMarketing.Reporting.Charts;

/// <summary>How a bar is filled, so that it is told from others without its colour.</summary>
internal enum BarPattern
{
    /// <summary>All of it.</summary>
    Solid,

    /// <summary>Lines that rise.</summary>
    Rising,

    /// <summary>Lines that rise and lines that fall.</summary>
    Crossed,

    /// <summary>Upright lines.</summary>
    Upright,

    /// <summary>Nothing but its outline.</summary>
    Empty,

    /// <summary>Lines that fall.</summary>
    Falling,
}

/// <summary>Bars with a pattern of lines. The lines are drawn one by one, so that the picture needs no definitions with ids.</summary>
internal sealed class PatternBarSeries : BarSeries
{
    private const double Spacing = 5;

    private readonly BarPattern _pattern;
    private readonly OxyColor _color;

    public PatternBarSeries(BarPattern pattern, OxyColor color)
    {
        _pattern = pattern;
        _color = color;
        FillColor = pattern == BarPattern.Solid ? color : OxyColors.White;
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
            // Few rows among many are still to be seen.
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

    /// <summary>Lines at 45 degrees, each cut off where it leaves the rectangle.</summary>
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
