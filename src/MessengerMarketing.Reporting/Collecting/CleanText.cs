using System.Linq;
using System.Xml;

namespace MessengerMarketing.Reporting.Collecting;

/// <summary>Takes out of names what cannot stand in a page.</summary>
internal static class CleanText
{
    private const int MaxName = 200;

    /// <summary>A name without control characters and halves of characters, on one line; null when nothing is left of it.</summary>
    public static string? Of(string? text)
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

    /// <summary>The last part of a path, of whatever system it is; null when there is none.</summary>
    public static string? FileName(string? path) => Of(path?.Split('/', '\\').Last());

    private static bool IsWhole(string text, int at) =>
        (char.IsHighSurrogate(text[at]) && at + 1 < text.Length && char.IsLowSurrogate(text[at + 1]))
        || (char.IsLowSurrogate(text[at]) && at > 0 && char.IsHighSurrogate(text[at - 1]));
}
