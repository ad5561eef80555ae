using System.Globalization;
using System.Text;

namespace MessengerMarketing.Text;

/// <summary>
/// Makes foreign text safe to show: text of a server, a customer, a file or a file name that becomes a message, a view, a prompt, a
/// progress line, a report or a log line. Terminals obey control characters, and bidirectional controls make a text read as another one.
/// </summary>
/// <remarks>
/// Control characters (C0, DEL, C1) and lone surrogates become U+FFFD, so that a reader sees that something was there. Characters that have
/// no shape of their own are removed: bidirectional controls, zero-width spaces, interlinear annotations and tags. The joiners U+200C and
/// U+200D stay, because Persian, the scripts of India and emoji need them. Source: Unicode Technical Report 36, section 3.
/// </remarks>
public static class SafeText
{
    private const char Replacement = '\uFFFD';

    /// <summary>Returns the text in one line: line breaks, line separators and tabs become spaces.</summary>
    /// <param name="text">Any text.</param>
    /// <returns>The same string when there was nothing to change; an empty one for null.</returns>
    public static string SingleLine(string? text) => Clean(text, keepsLines: false);

    /// <summary>Returns the text with its line breaks and tabs. A carriage return alone becomes a line feed.</summary>
    /// <param name="text">Any text.</param>
    /// <returns>The same string when there was nothing to change; an empty one for null.</returns>
    public static string MultiLine(string? text) => Clean(text, keepsLines: true);

    private static string Clean(string? text, bool keepsLines)
    {
        if (string.IsNullOrEmpty(text))
        {
            return string.Empty;
        }

        StringBuilder? cleaned = null;
        int length;
        for (var i = 0; i < text!.Length; i += length)
        {
            length = char.IsSurrogatePair(text, i) ? 2 : 1;
            var safe = length == 2 ? CleanPair(text, i) : CleanCharacter(text, i, keepsLines);
            if (safe is null)
            {
                cleaned?.Append(text, i, length);
                continue;
            }

            cleaned ??= new StringBuilder(text, 0, i, text.Length);
            cleaned.Append(safe);
        }

        return cleaned?.ToString() ?? text;
    }

    /// <summary>Returns what replaces a character; null when it stays.</summary>
    private static string? CleanCharacter(string text, int index, bool keepsLines)
    {
        var character = text[index];
        if (character is >= ' ' and < '\u007F')
        {
            return null;
        }

        if (character is '\n' or '\r' or '\t')
        {
            // A line break of two characters becomes one space, and a carriage return alone would let the rest overwrite the line.
            var isOfTwo = character == '\r' && index + 1 < text.Length && text[index + 1] == '\n';
            return keepsLines ? (character == '\r' && !isOfTwo ? "\n" : null) : isOfTwo ? string.Empty : " ";
        }

        if (char.IsControl(character) || char.IsSurrogate(character))
        {
            return Replacement.ToString(CultureInfo.InvariantCulture);
        }

        return character switch
        {
            '\u2028' or '\u2029' => keepsLines ? "\n" : " ",
            '\u061C' or '\u180E' or '\u200B' or '\u200E' or '\u200F' or '\uFEFF' => string.Empty,
            >= '\u202A' and <= '\u202E' => string.Empty,
            >= '\u2060' and <= '\u206F' => string.Empty,
            >= '\uFFF9' and <= '\uFFFB' => string.Empty,
            _ => null,
        };
    }

    /// <summary>Removes tag characters, except behind the black flag, where they make the emoji of a region's flag.</summary>
    private static string? CleanPair(string text, int index)
    {
        const int BlackFlag = 0x1F3F4;
        if (char.ConvertToUtf32(text, index) is not (>= 0xE0000 and <= 0xE007F))
        {
            return null;
        }

        for (var i = index - 2; i >= 0 && char.IsSurrogatePair(text, i); i -= 2)
        {
            var before = char.ConvertToUtf32(text, i);
            if (before is not (>= 0xE0000 and <= 0xE007F))
            {
                return before == BlackFlag ? null : string.Empty;
            }
        }

        return string.Empty;
    }
}
