using System.Collections.Generic;
using System.Linq;
using System.Xml.Linq;
using static MessengerMarketing.Reporting.Page.Markup;

namespace MessengerMarketing.Reporting.Page;

/// <summary>The key figures from the list to the click, at the start of a report that has more than uploads.</summary>
internal static class Overview
{
    public static XElement? Write(UploadReport report)
    {
        if (report.Subscribers is null && report.Messages.Count == 0 && report.Costs.Count == 0)
        {
            return null;
        }

        bool hasMessages = report.Messages.Count > 0;
        XElement figures = Figures(
            Count("Rows accepted", report.Audiences.Any(static audience => audience.Uploads.Count > 0), report.Audiences.SelectMany(static audience => audience.Uploads).Sum(static upload => upload.Rows.Accepted)),
            People(report.Audiences),
            Count("Subscribed", report.Subscribers is { Doors.Count: > 0 }, report.Subscribers?.Subscribed ?? 0),
            Count("Messages sent", hasMessages, report.Messages.Sum(static campaign => campaign.Sent)),
            Count("Delivered", hasMessages, report.Messages.Sum(static campaign => campaign.Delivered)),
            Count("Read", hasMessages, report.Messages.Sum(static campaign => campaign.Read)),
            Count("Clicked", hasMessages, report.Messages.Sum(static campaign => campaign.Clicked)),
            CostPart.IsSum(report.Costs) ? new KeyFigure("Spend", Text.Amount(report.Costs.Sum(static cost => cost.Spend))) : null);
        figures.SetAttributeValue("class", "way");
        return figures;
    }

    private static KeyFigure? Count(string name, bool isKnown, long count) => isKnown ? new KeyFigure(name, Text.Number(count)) : null;

    // People can be in several audiences, so bounds of audiences are not added.
    private static KeyFigure? People(IReadOnlyList<AudienceReport> audiences) => audiences.Count == 1 && audiences[0].Matches is { Count: > 0 } matches
        ? new KeyFigure("People in the audience", $"{Text.Number(matches[matches.Count - 1].Lower)}–{Text.Number(matches[matches.Count - 1].Upper)}")
        : null;
}
