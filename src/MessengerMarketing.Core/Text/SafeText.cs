using System.Globalization;
using System.Text;

namespace MessengerMarketing.Text;

/// <summary>
/// Makes external text safe to display: text from a server, a customer or a file that is shown in a message, view, prompt, progress
/// record, report or log. Terminals execute control characters, and bidirectional controls can make text appear as different text.
/// </summary>
/// <remarks>
/// Control characters (C0, DEL, C1) and lone surrogates are replaced with U+FFFD, so that the reader sees the gap. Invisible characters
/// are removed: bidirectional controls, zero-width spaces, interlinear annotations and tags. The joiners U+200C and U+200D are kept,
/// because Persian, Indic scripts and emoji need them. Source: Unicode Technical Report 36, section 3.
/// </remarks>
internal static class SafeText
{
    private const char Replacement = '\uFFFD';

    /// <summary>Returns the text as a single line. Line breaks, line separators and tabs are replaced with spaces.</summary>
    /// <param name="text">Any text.</param>
    /// <returns>The same string when there is nothing to change; an empty string for null.</returns>
    public static string SingleLine(string? text) => Clean(text, keepsLines: false);

    /// <summary>Returns the text with its line breaks and tabs. A single carriage return is replaced with a line feed.</summary>
    /// <param name="text">Any text.</param>
    /// <returns>The same string when there is nothing to change; an empty string for null.</returns>
    public static string MultiLine(string? text) => Clean(text, keepsLines: true);

    private static string Clean(string? text, bool keepsLines)
    {
        if (string.IsNullOrEmpty(text))
        {
            return string.Empty;
        }

        StringBuilder? cleaned = null;
        int length;
        for (int i = 0; i < text!.Length; i += length)
        {
            length = char.IsSurrogatePair(text, i) ? 2 : 1;
            string? safe = length == 2 ? CleanPair(text, i) : CleanCharacter(text, i, keepsLines);
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

    /// <summary>Returns the replacement of a character; null when the character is kept.</summary>
    private static string? CleanCharacter(string text, int index, bool keepsLines)
    {
        char character = text[index];
        if (character is >= ' ' and < '\u007F')
        {
            return null;
        }

        if (character is '\n' or '\r' or '\t')
        {
            // CR LF becomes one space. A single carriage return would let the following text overwrite the line.
            bool isOfTwo = character == '\r' && index + 1 < text.Length && text[index + 1] == '\n';
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

    /// <summary>Removes tag characters, except after the black flag, where they form the flag emoji of a region.</summary>
    private static string? CleanPair(string text, int index)
    {
        const int BlackFlag = 0x1F3F4;
        if (char.ConvertToUtf32(text, index) is not (>= 0xE0000 and <= 0xE007F))
        {
            return null;
        }

        for (int i = index - 2; i >= 0 && char.IsSurrogatePair(text, i); i -= 2)
        {
            int before = char.ConvertToUtf32(text, i);
            if (before is not (>= 0xE0000 and <= 0xE007F))
            {
                return before == BlackFlag ? null : string.Empty;
            }
        }

        return string.Empty;
    }
}
