using System.Collections.Generic;
using System.Linq;
using System.Xml.Linq;
using MessengerMarketing.Reporting.Charts;
using static MessengerMarketing.Reporting.Page.Markup;

namespace MessengerMarketing.Reporting.Page;

/// <summary>The part of an audience that tells how matching went.</summary>
internal static class MatchesPart
{
    private const int MaxLines = 40;

    // Below it Meta hands out no subscription tokens.
    private const int MinPeople = 100;

    public static IEnumerable<XElement?> Write(AudienceReport audience, string id)
    {
        yield return Heading(3, "How many people matched");
        if (audience.Outcomes.Count > 0)
        {
            yield return Table(
                "Batches by how their matching ended",
                [new("Status"), new("Batches", true), new("Rows", true), new("What to do")],
                audience.Outcomes.Select(static outcome => new[] { Wording.Name(outcome.Status), Text.Number(outcome.Batches), Text.Number(outcome.Rows), Wording.Advise(outcome.Status) }));
        }

        if (audience.Matches.Count == 0)
        {
            yield return Paragraph("No bounds of matched people came in. Wait-MMAudienceUpload, Get-MMAudience and the inbox of Watch-MMWebhook, given with -InboxPath, tell them; matching usually takes up to 24 hours.");
            yield break;
        }

        MatchPoint latest = audience.Matches[audience.Matches.Count - 1];
        yield return Figure(
            SvgFragment.Of(
                MatchesChart.Draw(audience.Matches),
                MatchesChart.Height,
                $"{id}-matches",
                "Lower and upper bound of the people in the audience, over time",
                $"At last, {Text.Time(latest.Time)} UTC, between {Text.Number(latest.Lower)} and {Text.Number(latest.Upper)} people."),
            "People in the whole audience, between the lower bound (dashed) and the upper bound (solid). Meta gives no exact numbers.");
        yield return Table(
            "Bounds of the people in the audience",
            [new("Time (UTC)", IsTime: true), new("At least", true), new("At most", true), new("Told by")],
            audience.Matches.Skip(audience.Matches.Count - MaxLines).Select(static match => new[] { Text.Time(match.Time), Text.Number(match.Lower), Text.Number(match.Upper), match.Source }));
        if (audience.Matches.Count > MaxLines)
        {
            yield return Note($"The latest {MaxLines} are listed; {Text.Count(audience.Matches.Count - MaxLines, "earlier one is", "earlier ones are")} in the plot alone.");
        }

        if (latest.Lower < MinPeople)
        {
            yield return Paragraph(latest.Upper < MinPeople
                ? $"Fewer than {MinPeople} people matched: Meta hands out no subscription tokens for the audience until more do."
                : $"Perhaps fewer than {MinPeople} people matched: below that Meta hands out no subscription tokens for the audience.");
        }
    }
}
