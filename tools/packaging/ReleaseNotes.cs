using System;
using System.Collections.Generic;
using System.Linq;

namespace MessengerMarketing.Packaging;

/// <summary>The part of the changelog that a package carries.</summary>
internal static class ReleaseNotes
{
    private const string Unreleased = "Unreleased";

    /// <summary>
    /// The section of a version, as it stands, without its heading. What is listed as unreleased is in a package that is built now, so
    /// it comes first.
    /// </summary>
    /// <exception cref="PackagingException">The changelog has no such section.</exception>
    public static string Of(string changelog, string version)
    {
        Dictionary<string, string> sections = changelog.ReplaceLineEndings("\n").Split("\n## ").Skip(1)
            .Select(section => section.Split('\n', 2))
            .ToDictionary(section => section[0].Trim(), section => section.ElementAtOrDefault(1)?.Trim() ?? string.Empty, StringComparer.Ordinal);
        if (!sections.TryGetValue(version, out string? own) || own.Length == 0)
        {
            throw new PackagingException($"The changelog has no section '## {version}', or nothing stands in it.");
        }

        string fresh = sections.GetValueOrDefault(Unreleased, string.Empty);
        return fresh.Length == 0 ? own : $"{Unreleased}\n\n{fresh}\n\n{version}\n\n{own}";
    }
}
