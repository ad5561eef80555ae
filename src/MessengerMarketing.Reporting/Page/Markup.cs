using System.Collections.Generic;
using System.Linq;
using System.Xml.Linq;

namespace MessengerMarketing.Reporting.Page;

/// <summary>The header of a table column.</summary>
/// <param name="Title">The title.</param>
/// <param name="IsNumber">Whether the cells are numbers, which are right-aligned.</param>
/// <param name="IsTime">Whether the cells are times, which do not wrap.</param>
internal sealed record Column(string Title, bool IsNumber = false, bool IsTime = false);

/// <summary>A key figure.</summary>
/// <param name="Name">The name of the number.</param>
/// <param name="Value">The number.</param>
/// <param name="Share">Its share or another detail; null for none.</param>
internal sealed record KeyFigure(string Name, string Value, string? Share = null);

/// <summary>Creates elements. All text is encoded by <see cref="XText"/>.</summary>
internal static class Markup
{
    public static XElement Paragraph(params object?[] content) => new("p", content);

    public static XElement Note(params object?[] content) => new("p", new XAttribute("class", "note"), content);

    public static XElement Heading(int level, string text, string? id = null)
        => new($"h{level}", id is null ? null : new XAttribute("id", id), text);

    /// <summary>Creates a list of key figures.</summary>
    public static XElement Figures(params KeyFigure?[] figures) => new("dl", figures.OfType<KeyFigure>().Select(static figure => new XElement(
        "div",
        new XElement("dt", figure.Name),
        new XElement("dd", figure.Value, figure.Share is null ? null : new XElement("span", $" {figure.Share}")))));

    /// <summary>Creates a table. The first cell of each line is its header.</summary>
    public static XElement Table(string caption, IReadOnlyList<Column> columns, IEnumerable<IReadOnlyList<string>> lines, IReadOnlyList<string>? total = null) => new(
        "div",
        new XAttribute("class", "table"),
        new XElement(
            "table",
            new XElement("caption", caption),
            new XElement("thead", new XElement("tr", columns.Select(static column => new XElement("th", new XAttribute("scope", "col"), Class(column), column.Title)))),
            new XElement("tbody", lines.Select(line => Line(columns, line))),
            total is null ? null : new XElement("tfoot", Line(columns, total))));

    /// <summary>Creates a figure with a caption.</summary>
    public static XElement Figure(XElement picture, string caption) => new(
        "figure", new XElement("div", new XAttribute("class", "plot"), picture), new XElement("figcaption", caption));

    private static XElement Line(IReadOnlyList<Column> columns, IReadOnlyList<string> cells) => new(
        "tr",
        cells.Select((cell, at) => at == 0
            ? new XElement("th", new XAttribute("scope", "row"), Class(columns[at]), cell)
            : new XElement("td", Class(columns[at]), cell)));

    private static XAttribute? Class(Column column) => column.IsNumber ? new XAttribute("class", "number") : column.IsTime ? new XAttribute("class", "time") : null;
}
