using System.Collections.Generic;
using System.Linq;
using System.Xml.Linq;
using MessengerMarketing.Reporting.Charts;
using MessengerMarketing.Webhooks.Uploads;
using static MessengerMarketing.Reporting.Page.Markup;

namespace MessengerMarketing.Reporting.Page;

/// <summary>The section about the results of matching.</summary>
internal static class MatchesPart
{
    private const int MaxLines = 40;

    // Meta provides no subscription tokens for fewer people.
    private const int MinPeople = 100;

    public static IEnumerable<XElement?> Write(AudienceReport audience, string id)
    {
        yield return Heading(3, "Matched people");
        if (audience.Outcomes.Count > 0)
        {
            yield return Table(
                "Batches by matching status",
                [new("Status"), new("Batches", true), new("Rows", true), new("People matched", true), new("Stage and progress"), new("What to do")],
                audience.Outcomes.Select(static outcome => new[]
                {
                    Wording.Name(outcome.Status),
                    Text.Number(outcome.Batches),
                    Text.Number(outcome.Rows),
                    outcome.BatchesWithMatches == 0 ? Text.NotKnown : Text.Number(outcome.Matched),
                    outcome.Stages ?? Text.NotKnown,
                    Wording.Advise(outcome.Status),
                }));
            if (WriteMissing(audience.Outcomes) is { } missing)
            {
                yield return Note(missing);
            }
        }

        if (audience.Matches.Count == 0)
        {
            yield return Paragraph("The input does not contain the number of matched people. To include it, add the output of Wait-MMAudienceUpload or Get-MMAudience, or the inbox of Watch-MMWebhook with -InboxPath. Matching usually takes up to 24 hours.");
            yield break;
        }

        MatchPoint latest = audience.Matches[audience.Matches.Count - 1];
        yield return Figure(
            SvgFragment.Create(
                MatchesChart.Draw(audience.Matches),
                MatchesChart.Height,
                $"{id}-matches",
                "Lower and upper bound of the number of people in the audience over time",
                $"Latest value, at {Text.Time(latest.Time)} UTC: between {Text.Number(latest.Lower)} and {Text.Number(latest.Upper)} people."),
            "Number of people in the audience, between the lower bound (dashed) and the upper bound (solid). Meta does not provide exact numbers.");
        yield return Table(
            "Number of people in the audience",
            [new("Time (UTC)", IsTime: true), new("At least", true), new("At most", true), new("Source")],
            audience.Matches.Skip(audience.Matches.Count - MaxLines).Select(static match => new[] { Text.Time(match.Time), Text.Number(match.Lower), Text.Number(match.Upper), match.Source }));
        if (audience.Matches.Count > MaxLines)
        {
            yield return Note($"The table shows the latest {MaxLines} values. {Text.Count(audience.Matches.Count - MaxLines, "earlier value is", "earlier values are")} only in the chart.");
        }

        if (latest.Lower < MinPeople)
        {
            yield return Paragraph(latest.Upper < MinPeople
                ? $"Fewer than {MinPeople} people matched. Meta does not provide subscription tokens for the audience until more people match."
                : $"Fewer than {MinPeople} people may have matched. Meta does not provide subscription tokens for an audience with fewer than {MinPeople} people.");
        }
    }

    // Only the upload session of a batch has the number, and not every response contains it.
    private static string? WriteMissing(IReadOnlyList<MatchOutcome> outcomes)
    {
        int batches = outcomes.Where(static outcome => outcome.Status == AudienceUploadState.Succeeded).Sum(static outcome => outcome.Batches);
        int missing = batches - outcomes.Where(static outcome => outcome.Status == AudienceUploadState.Succeeded).Sum(static outcome => outcome.BatchesWithMatches);
        return missing == 0 ? null
            : $"For {(missing == batches ? "these batches" : $"{Text.Number(missing)} of {Text.Number(batches)} batches")}, the input does not contain how many people matched. Wait-MMAudienceUpload reads the number from the upload sessions, if the Graph API provides it.";
    }
}
