using System.Linq;
using System.Xml;

namespace MessengerMarketing.Reporting.Collecting;

/// <summary>Removes characters from names that are not allowed in a page.</summary>
internal static class CleanText
{
    private const int MaxName = 200;

    /// <summary>Returns a name as one line without control characters and lone surrogates; null when it is empty.</summary>
    public static string? Clean(string? text)
    {
        if (text is null)
        {
            return null;
        }

        string known = new([.. text.Where((letter, at) => XmlConvert.IsXmlChar(letter) || IsWhole(text, at)).Select(static letter => char.IsControl(letter) ? ' ' : letter)]);
        string clean = known.Trim();
        return clean.Length switch
        {
            0 => null,
            > MaxName => clean.Substring(0, char.IsHighSurrogate(clean[MaxName - 1]) ? MaxName - 1 : MaxName) + "…",
            _ => clean,
        };
    }

    /// <summary>Returns the last segment of a path of any operating system; null when there is none.</summary>
    public static string? FileName(string? path) => Clean(path?.Split('/', '\\').Last());

    private static bool IsWhole(string text, int at) =>
        (char.IsHighSurrogate(text[at]) && at + 1 < text.Length && char.IsLowSurrogate(text[at + 1]))
        || (char.IsLowSurrogate(text[at]) && at > 0 && char.IsHighSurrogate(text[at - 1]));
}
