using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;

namespace MessengerMarketing.Help;

/// <summary>Converts Markdown to console text: paragraphs without line breaks, one line per list item, and unchanged code.</summary>
internal static partial class PlainText
{
    private const string Fence = "```";

    /// <summary>Returns the paragraphs.</summary>
    public static IEnumerable<string> Paragraphs(string markdown)
    {
        var lines = new List<string>();
        bool isCode = false;
        foreach (string line in markdown.Split('\n').Append(string.Empty))
        {
            if (line.StartsWith(Fence, StringComparison.Ordinal))
            {
                isCode = !isCode;
                continue;
            }

            if (isCode)
            {
                yield return "    " + line;
                continue;
            }

            if ((line.Length == 0 || line.StartsWith("- ", StringComparison.Ordinal)) && lines.Count > 0)
            {
                yield return Line(lines);
                lines.Clear();
            }

            if (line.Length > 0)
            {
                lines.Add(line.Trim());
            }
        }
    }

    /// <summary>Returns the code of all fenced blocks.</summary>
    public static string Code(string markdown)
        => string.Join('\n', CodeBlock.Matches(markdown).Select(block => block.Groups["code"].Value.TrimEnd()));

    /// <summary>Returns the text outside of fenced blocks.</summary>
    public static string WithoutCode(string markdown) => CodeBlock.Replace(markdown, string.Empty).Trim();

    private static string Line(List<string> lines) => Bold.Replace(Link.Replace(string.Join(' ', lines), "${text}"), "${text}").Replace("`", string.Empty, StringComparison.Ordinal);

    [GeneratedRegex("^```[^\n]*\n(?<code>.*?)^```$", RegexOptions.ExplicitCapture | RegexOptions.Singleline | RegexOptions.Multiline, 1000)]
    private static partial Regex CodeBlock { get; }

    [GeneratedRegex(@"\[(?<text>[^\]]+)\]\([^)]*\)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Link { get; }

    [GeneratedRegex(@"\*\*(?<text>[^*]+)\*\*", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Bold { get; }
}
