using System.Collections.Generic;
using System.Linq;
using System.Xml.Linq;
using MessengerMarketing.Reporting.Charts;
using static MessengerMarketing.Reporting.Page.Markup;

namespace MessengerMarketing.Reporting.Page;

/// <summary>The section about the people who came to the Page and subscribed.</summary>
internal static class SubscribersPart
{
    private const int MaxSources = 20;

    public static IEnumerable<XElement?> Write(SubscriberReport report, string id)
    {
        if (report.Doors.Count > 0 || report.Stopped > 0)
        {
            yield return Figures(
                new("Subscribed", Text.Number(report.Subscribed)),
                report.Stopped == 0 ? null : new("Stopped messages", Text.Number(report.Stopped)));
        }

        if (report.Subscribed > 0)
        {
            (string Name, long Count)[] bars = [.. report.Doors.Where(static door => door.Subscribers > 0).Select(static door => (Wording.Name(door.Door), door.Subscribers))];
            yield return Figure(
                SvgFragment.Create(CountChart.Draw(bars, "Subscribers", ChartStyle.Blue), CountChart.HeightOf(bars.Length), $"{id}-doors", "Subscribers by door", $"{string.Join(", ", bars.Select(static bar => $"{bar.Name}: {Text.Number(bar.Count)}"))}."),
                "Subscribers by how they came to the Page. Each person is counted once.");
        }

        if (report.Doors.Count > 0)
        {
            yield return Table(
                "Subscribers by door",
                [new("Door"), new("People", true), new("Subscribers", true), new("Share", true)],
                report.Doors.Select(door => new[] { Wording.Name(door.Door), door.Door is null ? Text.NotKnown : Text.Number(door.People), Text.Number(door.Subscribers), Text.Share(door.Subscribers, report.Subscribed) }));
            yield return Note("A link, an ad, or another referral of the last seven days takes precedence over a later message or button.");
        }

        if (report.Refs.Count > 0)
        {
            yield return Table(
                "Subscribers by ref of the link, QR code, or ad",
                [new("Ref"), new("People", true), new("Subscribers", true)],
                report.Refs.Select(static count => new[] { count.Ref ?? "All others", Text.Number(count.People), Text.Number(count.Subscribers) }));
            yield return Note("The people who use a link can change its ref. Parts that look like personal data are masked.");
        }

        if (report.Sources.Count > 0)
        {
            yield return Table(
                "Subscribers by opt-in source or door",
                [new("Opt-in source or door"), new("Subscribers", true), new("Share", true)],
                report.Sources.Take(MaxSources).Select(source => new[] { source.Key, Text.Number(source.Value), Text.Share(source.Value, report.Sources.Sum(static each => each.Value)) }));
        }

        if (report.IsPartial)
        {
            yield return Note("The inbox contains too many people. The oldest were left out, so their later subscriptions have no known door.");
        }
    }
}
