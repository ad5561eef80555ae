using OxyPlot;

namespace MessengerMarketing.Reporting.Charts;

/// <summary>
/// Measures text by the metrics that the library has for documents, which do not depend on a machine's fonts. Those are in points, and a
/// plot is laid out in pixels.
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
