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

    private const string SubscribersId = "subscribers";
    private const string MessagesId = "messages";
    private const string CostId = "cost";

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
                Overview.Write(report),
                new XElement(
                    "main",
                    report.Audiences.Select(static (audience, at) => Section(audience, FormattableString.Invariant($"a{at + 1}"))),
                    report.Subscribers is { } subscribers ? Section("Subscribers", SubscribersId, SubscribersPart.Write(subscribers, SubscribersId)) : null,
                    report.Messages.Count > 0 ? Section("Messages", MessagesId, MessagesPart.Write(report.Messages, MessagesId)) : null,
                    report.Costs.Count > 0 ? Section("Cost", CostId, CostPart.Write(report.Costs)) : null),
                new XElement("footer", Paragraph("Times are in UTC. This report contains counts, reasons, and names and IDs of audiences and campaigns. It contains no personal data."))));
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
            .Concat(report.Audiences.SelectMany(static audience => audience.Matches).Select(static match => match.Time))
            .Concat(report.Messages.Select(static campaign => campaign.From).OfType<DateTimeOffset>());
        DateTimeOffset[] known = [.. times.OrderBy(static time => time)];
        string?[] targets = [.. uploads.Select(static upload => upload.Host), .. report.Messages.Select(static campaign => campaign.Host)];
        string[] hosts = [.. targets.OfType<string>().Distinct()];
        string what = report.Messages.Count == 0 ? "uploads" : uploads.Length == 0 ? "messages" : "uploads and messages";
        return new XElement(
            "header",
            Heading(1, report.Title),
            hosts.Length == 0 ? null : new XElement(
                "p",
                new XAttribute("role", "note"),
                new XElement("strong", $"Not sent to Meta: {(targets.All(static target => target is not null) ? "the" : "some")} {what} went to {string.Join(", ", hosts)}.")),
            new XElement(
                "p",
                new XAttribute("class", "made"),
                $"Created {Text.Time(report.Made)} UTC. ",
                known.Length switch
                {
                    0 => uploads.Length > 0 ? "The input does not contain the times of the uploads." : null,
                    _ when Text.Time(known[0]) == Text.Time(known[known.Length - 1]) => $"Data from {Text.Time(known[0])} UTC.",
                    _ => $"Data from {Text.Time(known[0])} to {Text.Time(known[known.Length - 1])} UTC.",
                }));
    }

    private static XElement? Contents(UploadReport report)
    {
        (string Id, string Name)?[] sections =
        [
            .. report.Audiences.Select(static (audience, at) => ((string, string)?)(FormattableString.Invariant($"a{at + 1}"), NameOf(audience))),
            report.Subscribers is null ? null : (SubscribersId, "Subscribers"),
            report.Messages.Count == 0 ? null : (MessagesId, "Messages"),
            report.Costs.Count == 0 ? null : (CostId, "Cost"),
        ];
        (string Id, string Name)[] present = [.. sections.OfType<(string, string)>()];
        return present.Length < 2
            ? null
            : new XElement(
                "nav",
                new XAttribute("aria-label", "Contents"),
                new XElement("ul", present.Select(static section => new XElement("li", new XElement("a", new XAttribute("href", $"#{section.Id}"), section.Name)))));
    }

    private static XElement Section(string heading, string id, IEnumerable<XElement?> content) => new(
        "section",
        new XAttribute("aria-labelledby", id),
        Heading(2, heading, id),
        Part(content));

    private static XElement Section(AudienceReport audience, string id) => new(
        "section",
        new XAttribute("class", "audience"),
        new XAttribute("aria-labelledby", id),
        new XElement("h2", new XAttribute("id", id), "Audience ", new XElement("bdi", audience.Name ?? audience.Id)),
        audience.Name is null ? null : Note($"Id {audience.Id}"),
        audience.Uploads.Count == 0 ? Note("The input does not contain uploads to this audience.") : null,
        audience.Uploads.Count == 0 ? null : new[]
        {
            Part(SummaryPart.Write(audience)),
            TrendPart.ReplacesBars(audience) ? Part(TrendPart.Write(audience, id)) : null,
            Part(RowsPart.Write(audience, id)),
            Part(RejectionsPart.Write(audience, id)),
        },
        Part(MatchesPart.Write(audience, id)),
        TrendPart.ReplacesBars(audience) ? null : Part(TrendPart.Write(audience, id)));

    /// <summary>Creates a part, whose figures and tables stand side by side on a wide screen; null when it is empty.</summary>
    private static XElement? Part(IEnumerable<XElement?> content) => content.OfType<XElement>().ToArray() is { Length: > 0 } elements
        ? new XElement("div", new XAttribute("class", "part"), elements)
        : null;

    private static string ReadStyle()
    {
        using Stream stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("MessengerMarketing.Reporting.report.css")!;
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd().Replace("\r\n", "\n");
    }
}
