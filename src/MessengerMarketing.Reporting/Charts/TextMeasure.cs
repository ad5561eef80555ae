using OxyPlot;

namespace MessengerMarketing.Reporting.Charts;

/// <summary>
/// Measures text with the library's metrics for documents, which do not depend on installed fonts. The metrics are in points, and a chart
/// is laid out in pixels.
/// </summary>
internal sealed class TextMeasure() : PdfRenderContext(ChartStyle.Width, ChartStyle.Width, OxyColors.White)
{
    private const double PixelsPerPoint = 96.0 / 72;

    /// <inheritdoc/>
    public override OxySize MeasureText(string text, string fontFamily, double fontSize, double fontWeight)
    {
        OxySize points = base.MeasureText(text, fontFamily, fontSize, fontWeight);
        return new OxySize(points.Width * PixelsPerPoint, points.Height * PixelsPerPoint);
    }
}
