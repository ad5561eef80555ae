using System;
using System.Text.RegularExpressions;

namespace MessengerMarketing.Text;

/// <summary>Removes parameters with credentials from all URLs in a text.</summary>
internal static class CredentialUrls
{
    private const int MaxEscapes = 4;
    private const string Masked = "***";
    private const string QuoteOrSpace = @"\s""'<>\\";

    private static readonly char[] Signs = ['=', '%', '@', '\\'];

    // A separator, a name and an equals sign. Each of them may be escaped, more than once for a URL inside a URL or JSON inside JSON.
    private static readonly Regex Parameter = Create(
        @"(?<separator>[?&#;]|\\u0026|%(25)*(3F|26|23|3B))(?<name>([A-Za-z0-9_.\-\[\]]|%(25)*(?!3D)[0-9A-F]{2}){1,128}?)(?<equals>=|\\u003d|%(25)*3D)");

    private static readonly Regex UserInfo = Create(@"(?<=[a-z][a-z0-9+.\-]{0,30}:(\\?/){2})[^/\\?#\s@""'<>]+@");

    // An escaped ampersand belongs to the value of a parameter with an unescaped separator.
    private static readonly Regex End = Create($"[&#{QuoteOrSpace}]");
    private static readonly Regex EscapedEnd = Create($"[&#{QuoteOrSpace}]|%(25)*(26|23|3B)");

    /// <summary>Removes credential parameters (<see cref="CredentialNames"/>) and user names with passwords from the URLs in a text.</summary>
    /// <param name="text">Any text: an absolute or relative URL, or a text that contains URLs.</param>
    /// <returns>The same string when there is nothing to remove. Three asterisks when the text could not be examined in time.</returns>
    public static string Remove(string text) => Rewrite(text, masks: false);

    /// <summary>Like <see cref="Remove"/>, but keeps the names of the parameters and replaces their values with three asterisks.</summary>
    /// <inheritdoc cref="Remove"/>
    public static string Mask(string text) => Rewrite(text, masks: true);

    private static string Rewrite(string text, bool masks)
    {
        if (text.IndexOfAny(Signs) < 0)
        {
            return text;
        }

        try
        {
            text = UserInfo.Replace(text, masks ? Masked + "@" : string.Empty);
            for (Match match = Parameter.Match(text); match.Success;)
            {
                int value = match.Index + match.Length;
                if (!CredentialNames.IsCredential(Unescape(match.Groups["name"].Value)))
                {
                    // The value may be a URL with parameters.
                    match = Parameter.Match(text, match.Groups["equals"].Index);
                    continue;
                }

                string separator = match.Groups["separator"].Value;
                int end = FindEnd(text, value, separator);
                if (masks)
                {
                    text = text.Substring(0, value) + Masked + text.Substring(end);
                    match = Parameter.Match(text, value);
                    continue;
                }

                // When the first parameter is removed, the next one follows the question mark.
                int next = FindNext(text, end, separator);
                text = text.Substring(0, match.Index) + (next > end ? separator + text.Substring(next) : text.Substring(end));
                match = Parameter.Match(text, match.Index);
            }

            return text;
        }
        catch (RegexMatchTimeoutException)
        {
            return Masked;
        }
    }

    private static int FindEnd(string text, int value, string separator)
    {
        Match end = (separator[0] is '%' ? EscapedEnd : End).Match(text, value);
        return end.Success ? end.Index : text.Length;
    }

    /// <summary>Returns the start of the next parameter's name when the removed parameter is the first of its URL; otherwise the end of the removed one.</summary>
    private static int FindNext(string text, int end, string separator)
    {
        bool isEscaped = separator[0] == '%';
        if (separator is not ("?" or "#") && !(isEscaped && (separator.EndsWith("3F", StringComparison.OrdinalIgnoreCase) || separator.EndsWith("23", StringComparison.Ordinal))))
        {
            return end;
        }

        // The ampersand is escaped as often as the separator. One with another depth belongs to the enclosing URL.
        string[] ampersands = isEscaped ? new[] { separator.Substring(0, separator.Length - 2) + "26" } : ["&", "\\u0026"];
        string ampersand = Array.Find(ampersands, candidate => string.CompareOrdinal(text, end, candidate, 0, candidate.Length) == 0);
        return end + (ampersand?.Length ?? 0);
    }

    private static string Unescape(string name)
    {
        for (int i = 0; i < MaxEscapes && name.IndexOf('%') >= 0; i++)
        {
            name = Uri.UnescapeDataString(name);
        }

        return name;
    }

    private static Regex Create(string pattern) =>
        new(pattern, RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1));
}
