using System;
using System.Collections.Generic;
using System.Linq;

namespace MessengerMarketing.Help;

/// <summary>Reads the YAML block of a parameter: scalars, lists of scalars, and the list of parameter sets, which is all that the schema has.</summary>
internal static class ParameterYaml
{
    /// <summary>Reads a block; null when the type or the parameter sets are missing.</summary>
    public static HelpParameter? Read(string name, string text, string yaml)
    {
        var scalars = new Dictionary<string, string>(StringComparer.Ordinal);
        var lists = new Dictionary<string, List<string>>(StringComparer.Ordinal);
        var sets = new List<Dictionary<string, string>>();
        string key = string.Empty;
        foreach (string line in yaml.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            bool isItem = line.StartsWith("- ", StringComparison.Ordinal);
            if (isItem && key != "ParameterSets")
            {
                lists[key].Add(Unquote(line[2..]));
                continue;
            }

            (string left, string right) = Pair(line.TrimStart('-', ' '));
            if (isItem)
            {
                sets.Add([]);
            }

            if (isItem || line.StartsWith(' '))
            {
                sets[^1][left] = right;
            }
            else
            {
                key = left;
                scalars[key] = right;
                lists[key] = [];
            }
        }

        return !scalars.TryGetValue("Type", out string? type) || sets.Count == 0 ? null : new HelpParameter
        {
            Name = name,
            Text = text,
            Type = type,
            DefaultValue = scalars.GetValueOrDefault("DefaultValue", string.Empty),
            SupportsWildcards = IsTrue(scalars, "SupportsWildcards"),
            Aliases = lists.GetValueOrDefault("Aliases", []),
            AcceptedValues = lists.GetValueOrDefault("AcceptedValues", []),
            Bindings = [.. sets.Select(set => new HelpBinding(
                set.GetValueOrDefault("Name", HelpBinding.AllSets),
                set.GetValueOrDefault("Position", "Named"),
                IsTrue(set, "IsRequired"),
                IsTrue(set, "ValueFromPipeline"),
                IsTrue(set, "ValueFromPipelineByPropertyName")))],
        };
    }

    private static (string Left, string Right) Pair(string line)
    {
        int colon = line.IndexOf(':', StringComparison.Ordinal);
        return colon < 0 ? (line, string.Empty) : (line[..colon], Unquote(line[(colon + 1)..]));
    }

    private static string Unquote(string value)
    {
        string trimmed = value.Trim();
        return trimmed is ['\'', .., '\''] ? trimmed[1..^1].Replace("''", "'", StringComparison.Ordinal) : trimmed;
    }

    private static bool IsTrue(Dictionary<string, string> values, string key) => values.GetValueOrDefault(key) == "true";
}
