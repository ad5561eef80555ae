using System;
using System.Collections.Generic;
using System.Linq;
using MessengerMarketing.Graph;
using MessengerMarketing.Text;

namespace MessengerMarketing.Preflight;

/// <summary>The permissions and tasks that a feature needs, from <c>feature-permissions.tsv</c>, which names the sources.</summary>
/// <param name="Feature">The name of the feature, such as <c>Audience</c>.</param>
/// <param name="Token">The token that its calls use.</param>
/// <param name="AllOf">Permissions that are all needed.</param>
/// <param name="OneOf">Permissions of which one is needed. Can be empty.</param>
/// <param name="PageTasks">Tasks on the Page of which one is needed. Can be empty.</param>
internal sealed record FeaturePermission(string Feature, GraphToken Token, IReadOnlyList<string> AllOf, IReadOnlyList<string> OneOf, IReadOnlyList<string> PageTasks)
{
    /// <summary>The main feature of a context.</summary>
    public const string Audience = "Audience";

    /// <summary>The subscription to webhooks, which needs the Page token of a person.</summary>
    public const string Webhook = "Webhook";

    private const string ResourceName = "MessengerMarketing.feature-permissions.tsv";
    private const string None = "-";

    /// <summary>All features.</summary>
    public static IReadOnlyList<FeaturePermission> All { get; } = [.. EmbeddedTable.Lines(ResourceName).Select(static line => Parse(line.Split('\t')))];

    /// <summary>The name of the check.</summary>
    public string CheckName => Feature + ContextCheckNames.PermissionSuffix;

    /// <summary>Returns the missing permissions. Alternatives are one text with <c>or</c>.</summary>
    public string[] FindMissing(IReadOnlyCollection<string> granted)
    {
        List<string> missing = [.. AllOf.Where(scope => !granted.Contains(scope))];
        if (OneOf.Count > 0 && !OneOf.Any(granted.Contains))
        {
            missing.Add(string.Join(" or ", OneOf));
        }

        return [.. missing];
    }

    private static FeaturePermission Parse(string[] row) =>
        new(row[0], (GraphToken)Enum.Parse(typeof(GraphToken), row[1]), Split(row[2]), Split(row[3]), Split(row[4]));

    private static string[] Split(string text) => text == None ? [] : text.Split(',');
}
