using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Text;
using System.Xml;
using System.Xml.Linq;
using static MessengerMarketing.Reporting.Page.Markup;

namespace MessengerMarketing.Reporting.Page;

/// <summary>Writes a report as one HTML file.</summary>
internal static class ReportPage
{
    /// <summary>The start of every report, which identifies a file as a report.</summary>
    public const string Start = "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\" /><meta name=\"generator\" content=\"Export-MMUploadReport\" />";

    private const string Policy = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

    private static readonly Lazy<string> Style = new(ReadStyle);

    public static string Write(UploadReport report)
    {
        var page = new XElement(
            "html",
            new XAttribute("lang", "en"),
            new XElement(
                "head",
                new XElement("meta", new XAttribute("charset", "utf-8")),
                new XElement("meta", new XAttribute("name", "generator"), new XAttribute("content", "Export-MMUploadReport")),
                new XElement("meta", new XAttribute("http-equiv", "Content-Security-Policy"), new XAttribute("content", Policy)),
                new XElement("meta", new XAttribute("name", "viewport"), new XAttribute("content", "width=device-width, initial-scale=1")),
                new XElement("meta", new XAttribute("name", "referrer"), new XAttribute("content", "no-referrer")),
                new XElement("title", report.Title),
                new XElement("style", Style.Value)),
            new XElement(
                "body",
                Header(report),
                Contents(report),
                new XElement("main", report.Audiences.Select(static (audience, at) => Section(audience, FormattableString.Invariant($"a{at + 1}")))),
                new XElement("footer", Paragraph("Times are in UTC. This report contains counts, reasons and audience ids, and no personal data."))));
        var text = new StringBuilder("<!DOCTYPE html>\n");
        using (var writer = XmlWriter.Create(text, new XmlWriterSettings { OmitXmlDeclaration = true, NewLineHandling = NewLineHandling.None, ConformanceLevel = ConformanceLevel.Fragment }))
        {
            page.WriteTo(writer);
        }

        return text.Append('\n').ToString();
    }

    /// <summary>Returns the audience's name, when it is known, and its id.</summary>
    public static string NameOf(AudienceReport audience) => audience.Name is { } name ? $"{name} ({audience.Id})" : audience.Id;

    private static XElement Header(UploadReport report)
    {
        UploadReportEntry[] uploads = [.. report.Audiences.SelectMany(static audience => audience.Uploads)];
        IEnumerable<DateTimeOffset> times = uploads.SelectMany(static upload => new[] { upload.From, upload.To }).OfType<DateTimeOffset>()
            .Concat(report.Audiences.SelectMany(static audience => audience.Matches).Select(static match => match.Time));
        DateTimeOffset[] known = [.. times.OrderBy(static time => time)];
        string[] hosts = [.. uploads.Select(static upload => upload.Host).OfType<string>().Distinct()];
        return new XElement(
            "header",
            Heading(1, report.Title),
            hosts.Length == 0 ? null : new XElement(
                "p",
                new XAttribute("role", "note"),
                new XElement("strong", $"Not sent to Meta: {(uploads.All(static upload => upload.Host is not null) ? "the uploads" : "some uploads")} went to {string.Join(", ", hosts)}.")),
            new XElement(
                "p",
                new XAttribute("class", "made"),
                $"Created {Text.Time(report.Made)} UTC. ",
                known.Length switch
                {
                    0 => "The input does not contain the times of the uploads.",
                    _ when Text.Time(known[0]) == Text.Time(known[known.Length - 1]) => $"Data from {Text.Time(known[0])} UTC.",
                    _ => $"Data from {Text.Time(known[0])} to {Text.Time(known[known.Length - 1])} UTC.",
                }));
    }

    private static XElement? Contents(UploadReport report) => report.Audiences.Count < 2
        ? null
        : new XElement(
            "nav",
            new XAttribute("aria-label", "Audiences"),
            new XElement("ul", report.Audiences.Select(static (audience, at) => new XElement("li", new XElement("a", new XAttribute("href", FormattableString.Invariant($"#a{at + 1}")), NameOf(audience))))));

    private static XElement Section(AudienceReport audience, string id) => new(
        "section",
        new XAttribute("class", "audience"),
        new XAttribute("aria-labelledby", id),
        new XElement("h2", new XAttribute("id", id), "Audience ", new XElement("bdi", audience.Name ?? audience.Id), audience.Name is null ? null : new XElement("span", new XAttribute("class", "id"), $" {audience.Id}")),
        SummaryPart.Write(audience),
        RowsPart.Write(audience, id),
        RejectionsPart.Write(audience, id),
        MatchesPart.Write(audience, id),
        TrendPart.Write(audience));

    private static string ReadStyle()
    {
        using Stream stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("MessengerMarketing.Reporting.report.css")!;
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd().Replace("\r\n", "\n");
    }
}
