using System.IO;
using System.Linq;
using System.Text;
using System.Xml.Linq;
using OxyPlot;

namespace MessengerMarketing.Reporting.Charts;

/// <summary>Makes a plot a part of a page: as wide as its place, with a name and a description, and ids that are its own.</summary>
internal static class SvgFragment
{
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    /// <param name="model">The plot.</param>
    /// <param name="height">Its height, where its width is <see cref="ChartStyle.Width"/>.</param>
    /// <param name="id">Begins each of its ids; unlike that of any other plot of the page.</param>
    /// <param name="name">What it shows, in a few words.</param>
    /// <param name="description">What can be read from it, for somebody who does not see it.</param>
    public static XElement Of(PlotModel model, double height, string id, string name, string description)
    {
        XElement picture = XElement.Parse(Export(model, height));
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
                // The page's own style says so once.
                attribute.Remove();
            }
            else if (attribute.Name == "id")
            {
                attribute.Value = $"{id}-{attribute.Value}";
            }
            else
            {
                attribute.Value = attribute.Value.Replace("url(#", $"url(#{id}-");
            }
        }

        picture.AddFirst(
            new XElement(Svg + "title", new XAttribute("id", $"{id}-name"), name),
            new XElement(Svg + "desc", new XAttribute("id", $"{id}-text"), description));
        return picture;
    }

    /// <summary>Makes one path of straight strokes that follow each other and look the same: a pattern has a hundred of them.</summary>
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
