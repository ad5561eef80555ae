using System.IO;
using System.Linq;
using System.Text;
using System.Xml.Linq;
using OxyPlot;

namespace MessengerMarketing.Reporting.Charts;

/// <summary>Converts a chart to a part of a page, with full width, a name, a description and unique ids.</summary>
internal static class SvgFragment
{
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    /// <param name="model">The chart.</param>
    /// <param name="height">The height. The width is <see cref="ChartStyle.Width"/>.</param>
    /// <param name="id">The prefix of its ids, unique in the page.</param>
    /// <param name="name">A short name.</param>
    /// <param name="description">A description for people who cannot see it.</param>
    public static XElement Create(PlotModel model, double height, string id, string name, string description)
    {
        var picture = XElement.Parse(Export(model, height));
        JoinStrokes(picture);
        picture.RemoveAttributes();
        picture.Add(
            new XAttribute("viewBox", System.FormattableString.Invariant($"0 0 {ChartStyle.Width} {height}")),
            new XAttribute("role", "img"),
            new XAttribute("aria-labelledby", $"{id}-name {id}-text"));
        foreach (XAttribute attribute in picture.Descendants().Attributes().ToArray())
        {
            if (attribute.Name.LocalName is "font-family" or "font-weight")
            {
                // The style of the page sets it once.
                attribute.Remove();
            }
            else if (attribute.Name == "id")
            {
                attribute.Value = $"{id}-{attribute.Value}";
            }
            else
            {
                attribute.Value = ChartStyle.UsePageColors(attribute.Value.Replace("url(#", $"url(#{id}-"));
            }
        }

        picture.AddFirst(
            new XElement(Svg + "title", new XAttribute("id", $"{id}-name"), name),
            new XElement(Svg + "desc", new XAttribute("id", $"{id}-text"), description));
        return picture;
    }

    /// <summary>Merges consecutive strokes with the same style into one path, because a pattern has a hundred of them.</summary>
    private static void JoinStrokes(XElement picture)
    {
        XElement? path = null;
        foreach (XElement element in picture.Descendants().ToArray())
        {
            string[] points = element.Name == Svg + "polyline" ? element.Attribute("points")!.Value.Split(' ') : [];
            if (points.Length != 2)
            {
                path = null;
                continue;
            }

            string stroke = $"M{points[0]}L{points[1]}";
            if (path?.Attribute("style")?.Value == element.Attribute("style")!.Value && path.Parent == element.Parent)
            {
                path.SetAttributeValue("d", path.Attribute("d")!.Value + stroke);
                element.Remove();
                continue;
            }

            path = new XElement(Svg + "path", element.Attributes().Where(static attribute => attribute.Name != "points"), new XAttribute("d", stroke));
            element.ReplaceWith(path);
        }
    }

    private static string Export(PlotModel model, double height)
    {
        using var stream = new MemoryStream();
        new SvgExporter { Width = ChartStyle.Width, Height = height, IsDocument = false, TextMeasurer = new TextMeasure() }.Export(model, stream);
        return Encoding.UTF8.GetString(stream.ToArray()).TrimStart('\uFEFF');
    }
}
