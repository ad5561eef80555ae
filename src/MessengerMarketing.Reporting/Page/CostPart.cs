using System.Collections.Generic;
using System.Linq;
using System.Xml.Linq;
using static MessengerMarketing.Reporting.Page.Markup;

namespace MessengerMarketing.Reporting.Page;

/// <summary>The section about the costs of campaigns.</summary>
internal static class CostPart
{
    private const int MaxLines = 40;

    public static IEnumerable<XElement?> Write(IReadOnlyList<CampaignCost> costs)
    {
        bool isSum = costs.Count > 1 && IsSum(costs);
        yield return Table(
            "Cost by campaign",
            [new("Campaign"), new("Days"), new("Delivered", true), new("Clicks", true), new("Spend", true), new("Cost per delivery", true), new("Cost per click", true)],
            costs.Skip(costs.Count - MaxLines).Select(static cost => new[] { cost.Name ?? cost.CampaignId, Text.Days(cost.Since, cost.Until), Number(cost.Delivered), Number(cost.Clicks), Text.Amount(cost.Spend), Text.Amount(cost.CostPerDelivery), Text.Amount(cost.CostPerClick) }),
            isSum ? ["Total", string.Empty, Number(costs.Sum(static cost => cost.Delivered)), Number(costs.Sum(static cost => cost.Clicks)), Text.Amount(costs.Sum(static cost => cost.Spend)), string.Empty, string.Empty] : null);
        if (costs.Count > MaxLines)
        {
            yield return Note($"The table shows the latest {MaxLines} of {Text.Number(costs.Count)} lines.");
        }

        yield return Note("Amounts are in the ad account's currency. Meta counts deliveries and clicks in its own way, and the numbers can be estimates. They can differ from the numbers above.");
    }

    /// <summary>Returns whether the numbers can be added: each campaign has one line, so that no day is counted twice.</summary>
    public static bool IsSum(IReadOnlyList<CampaignCost> costs) => costs.Any(static cost => cost.Spend is not null) && costs.Select(static cost => cost.CampaignId).Distinct().Count() == costs.Count;

    private static string Number(long? number) => number is { } known ? Text.Number(known) : Text.NotKnown;
}
