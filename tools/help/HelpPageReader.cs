using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;

namespace MessengerMarketing.Help;

/// <summary>
/// Reads a help page in the Markdown schema of Microsoft.PowerShell.PlatyPS, version 2024-05-01. Source: the output of
/// <c>New-MarkdownCommandHelp</c>.
/// </summary>
internal static partial class HelpPageReader
{
    private const string CommonParameters = "CommonParameters";

    /// <summary>Reads a page.</summary>
    /// <exception cref="HelpPageException">A part is missing or empty.</exception>
    public static HelpPage Read(string path)
    {
        string file = Path.GetFileName(path);
        string text = Comment.Replace(File.ReadAllText(path).ReplaceLineEndings("\n"), string.Empty);
        string name = FrontMatterTitle.Match(text) is { Success: true } title
            ? title.Groups["title"].Value
            : throw new HelpPageException($"{file} has no title in its front matter. Add: title: {Path.GetFileNameWithoutExtension(path)}");
        string uri = FrontMatterUri.Match(text) is { Success: true } address
            ? address.Groups["uri"].Value
            : throw new HelpPageException($"{file} has no URL for Get-Help -Online in its front matter. Add: HelpUri: https://...");
        var parts = Split(text, "## ").ToDictionary(part => part.Title, part => part.Text, StringComparer.Ordinal);

        string Part(string heading) => parts.TryGetValue(heading, out string? part)
            ? part
            : throw new HelpPageException($"{file} has no heading '## {heading}'.");
        string Filled(string heading) => Part(heading) is { Length: > 0 } part
            ? part
            : throw new HelpPageException($"{file} has no text under '## {heading}'.");

        HelpParameter[] parameters = [.. Split(Part("PARAMETERS"), "### ").Where(part => part.Title != CommonParameters).Select(part => ReadParameter(file, part))];
        return new HelpPage
        {
            Name = name,
            HelpUri = uri,
            Synopsis = Filled("SYNOPSIS"),
            Description = Filled("DESCRIPTION"),
            ParameterSets = [.. Split(Filled("SYNTAX"), "### ").Select(part => part.Title).OrderByDescending(IsDefault).Select(NameOfSet)],
            Examples = [.. Split(Filled("EXAMPLES"), "### ")],
            Parameters = parameters,
            Inputs = [.. Split(Filled("INPUTS"), "### ")],
            Outputs = [.. Split(Filled("OUTPUTS"), "### ")],
            Notes = Part("NOTES"),
            Links = [.. Link.Matches(Part("RELATED LINKS")).Select(link => new HelpLink(link.Groups["text"].Value, link.Groups["address"].Value))],
        };
    }

    /// <summary>Returns the sections with a heading of this level. Headings in code blocks are ignored.</summary>
    private static IEnumerable<HelpSection> Split(string text, string mark)
    {
        string? title = null;
        var lines = new List<string>();
        bool isCode = false;
        foreach (string line in text.Split('\n'))
        {
            isCode ^= line.StartsWith("```", StringComparison.Ordinal);
            if (!isCode && line.StartsWith(mark, StringComparison.Ordinal))
            {
                if (title is not null)
                {
                    yield return new HelpSection(title, string.Join('\n', lines).Trim());
                }

                title = line[mark.Length..].Trim();
                lines.Clear();
            }
            else
            {
                lines.Add(line);
            }
        }

        if (title is not null)
        {
            yield return new HelpSection(title, string.Join('\n', lines).Trim());
        }
    }

    private static HelpParameter ReadParameter(string file, HelpSection section)
    {
        Match block = YamlBlock.Match(section.Text);
        string text = YamlBlock.Replace(section.Text, string.Empty).Trim();
        if (!section.Title.StartsWith('-') || !block.Success || text.Length == 0)
        {
            throw new HelpPageException($"{file}, '### {section.Title}': a parameter must have a heading such as '### -Name', a description and a YAML block.");
        }

        return ParameterYaml.Read(section.Title[1..], text, block.Groups["yaml"].Value)
            ?? throw new HelpPageException($"{file}, '### {section.Title}': Type or ParameterSets is missing in the YAML block.");
    }

    private static bool IsDefault(string set) => set.EndsWith("(Default)", StringComparison.Ordinal);

    private static string NameOfSet(string set) => set.Replace("(Default)", string.Empty, StringComparison.Ordinal).Trim();

    [GeneratedRegex(@"\A---\n.*?^title: *(?<title>[A-Za-z]+-[A-Za-z]+) *$.*?^---$", RegexOptions.ExplicitCapture | RegexOptions.Singleline | RegexOptions.Multiline, 1000)]
    private static partial Regex FrontMatterTitle { get; }

    [GeneratedRegex(@"\A---\n.*?^HelpUri: *(?<uri>https://\S+) *$.*?^---$", RegexOptions.ExplicitCapture | RegexOptions.Singleline | RegexOptions.Multiline, 1000)]
    private static partial Regex FrontMatterUri { get; }

    [GeneratedRegex("^```yaml\n(?<yaml>.*?)^```$", RegexOptions.ExplicitCapture | RegexOptions.Singleline | RegexOptions.Multiline, 1000)]
    private static partial Regex YamlBlock { get; }

    [GeneratedRegex(@"\[(?<text>[^\]]+)\]\((?<address>[^)]*)\)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Link { get; }

    [GeneratedRegex(@"<!--.*?-->\n?", RegexOptions.Singleline, 1000)]
    private static partial Regex Comment { get; }
}
