using System.Collections.Generic;
using System.Linq;
using System.Xml.Linq;
using MessengerMarketing.Reporting.Charts;
using static MessengerMarketing.Reporting.Page.Markup;

namespace MessengerMarketing.Reporting.Page;

/// <summary>The section about marketing messages: from sending to the click.</summary>
internal static class MessagesPart
{
    private const int MaxCampaigns = 40;
    private const int MaxReasons = 20;

    public static IEnumerable<XElement?> Write(IReadOnlyList<MessageReport> campaigns, string id)
    {
        long sent = campaigns.Sum(static campaign => campaign.Sent);
        long delivered = campaigns.Sum(static campaign => campaign.Delivered);
        long failed = campaigns.Sum(static campaign => campaign.Failed);
        long open = campaigns.Sum(static campaign => campaign.Rejected + campaign.Unknown + campaign.NotSent);
        (string Name, long Count)[] steps =
        [
            ("Sent", sent),
            ("Delivered", delivered),
            ("Read", campaigns.Sum(static campaign => campaign.Read)),
            ("Clicked", campaigns.Sum(static campaign => campaign.Clicked)),
        ];
        yield return Figures(
        [
            new("Sent", Text.Number(sent)),
            new("Delivered", Text.Number(delivered), $"{Text.Share(delivered, sent)} of sent"),
            new("Read", Text.Number(steps[2].Count), $"{Text.Share(steps[2].Count, delivered)} of delivered"),
            new("Clicked", Text.Number(steps[3].Count), $"{Text.Share(steps[3].Count, delivered)} of delivered"),
            failed == 0 ? null : new("Failed", Text.Number(failed)),
            open == 0 ? null : new("Not sent", Text.Number(open)),
        ]);
        yield return Figure(
            SvgFragment.Create(CountChart.Draw(steps, "Messages", ChartStyle.Blue), CountChart.HeightOf(steps.Length), $"{id}-steps", "Messages from sending to the click", $"{string.Join(", ", steps.Select(static step => $"{step.Name}: {Text.Number(step.Count)}"))}."),
            "Messages that reached each step. A message that was clicked counts as read and as delivered.");
        yield return Table(
            "Messages by campaign",
            [new("Campaign"), new("Started (UTC)", IsTime: true), new("Sent", true), new("Delivered", true), new("Read", true), new("Clicked", true), new("Failed", true), new("Rejected", true), new("Unknown or not sent", true)],
            campaigns.Skip(campaigns.Count - MaxCampaigns).Select(static campaign => new[]
            {
                campaign.Name ?? campaign.CampaignId,
                Text.Time(campaign.From),
                Text.Number(campaign.Sent),
                Text.Number(campaign.Delivered),
                Text.Number(campaign.Read),
                Text.Number(campaign.Clicked),
                Text.Number(campaign.Failed),
                Text.Number(campaign.Rejected),
                Text.Number(campaign.Unknown + campaign.NotSent),
            }));
        if (campaigns.Count > MaxCampaigns)
        {
            yield return Note($"The earlier {Text.Number(campaigns.Count - MaxCampaigns)} campaigns are included in the totals, but not in this table.");
        }

        foreach (XElement element in Reasons(campaigns))
        {
            yield return element;
        }

        if (sent > 0 && delivered == 0)
        {
            yield return Paragraph("The input does not contain deliveries. To include them, add the inbox of Watch-MMWebhook with -InboxPath.");
        }
    }

    private static IEnumerable<XElement> Reasons(IReadOnlyList<MessageReport> campaigns)
    {
        KeyValuePair<string, long>[] reasons = [.. campaigns
            .SelectMany(static campaign => campaign.Reasons)
            .GroupBy(static reason => reason.Key, static reason => reason.Value)
            .Select(static reason => new KeyValuePair<string, long>(reason.Key, reason.Sum()))
            .OrderByDescending(static reason => reason.Value)
            .ThenBy(static reason => reason.Key, System.StringComparer.Ordinal)];
        if (reasons.Length == 0)
        {
            yield break;
        }

        long all = reasons.Sum(static reason => reason.Value);
        yield return Table(
            "Messages that did not arrive, by reason",
            [new("Reason"), new("Messages", true), new("Share", true)],
            reasons.Take(MaxReasons).Select(reason => new[] { reason.Key, Text.Number(reason.Value), Text.Share(reason.Value, all) }));
        if (reasons.Length > MaxReasons)
        {
            yield return Note($"{Text.Count(reasons.Length - MaxReasons, "rarer reason is", "rarer reasons are")} not listed: {Text.Number(reasons.Skip(MaxReasons).Sum(static reason => reason.Value))} in total.");
        }
    }
}
