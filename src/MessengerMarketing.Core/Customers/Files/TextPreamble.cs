using System;
using System.Linq;
using System.Text;

namespace MessengerMarketing.Customers.Files;

/// <summary>Lines above the column names: the type line of Windows PowerShell, the separator line of Excel, or the title of a report.</summary>
/// <param name="Length">Their length in bytes.</param>
/// <param name="Delimiter">The delimiter of a separator line, or null.</param>
/// <param name="TitleLines">Number of title lines that are not empty.</param>
internal sealed record TextPreamble(int Length, char? Delimiter, int TitleLines)
{
    private const int MaxTitleLines = 20;
    private const string TypeLine = "#TYPE ";
    private const string SeparatorLine = "sep=";
    private static readonly char[] Delimiters = [',', ';', '\t', '|'];
    private static readonly Encoding OneBytePerCharacter = Encoding.GetEncoding(28591);

    /// <summary>Finds the lines at the beginning of a text.</summary>
    /// <param name="start">The first bytes of the text, after the byte order mark.</param>
    /// <param name="encoding">The encoding, or null if ASCII characters are single bytes.</param>
    public static TextPreamble Read(ReadOnlySpan<byte> start, Encoding? encoding)
    {
        Encoding used = encoding ?? OneBytePerCharacter;
        string text = used.GetString(start.ToArray());
        int end = 0;
        char? delimiter = null;
        while (NextLine(text, end) is { } line)
        {
            string content = line.Text.Trim().Trim('"');
            if (content.StartsWith(TypeLine, StringComparison.OrdinalIgnoreCase))
            {
                end = line.End;
            }
            else if (content.StartsWith(SeparatorLine, StringComparison.OrdinalIgnoreCase) && ReadDelimiter(line.Text.Trim('\r', '\n', ' ', '"')) is { } named)
            {
                delimiter = named;
                end = line.End;
            }
            else
            {
                break;
            }
        }

        int titleLines = SkipTitle(text, ref end, encoding is null);
        return new TextPreamble(used.GetByteCount(text.Substring(0, end)), delimiter, titleLines);
    }

    private static char? ReadDelimiter(string line) => line.Length == SeparatorLine.Length + 1 && CustomerFileOptions.IsDelimiter(line[SeparatorLine.Length]) ? line[SeparatorLine.Length] : null;

    /// <summary>A line is a title line only if a line below it contains column names and it contains none.</summary>
    private static int SkipTitle(string text, ref int end, bool mayBeUtf8)
    {
        int lines = 0;
        int next = end;
        for (int i = 0; i <= MaxTitleLines && NextLine(text, next) is { } line; i++)
        {
            int names = CountColumnNames(mayBeUtf8 ? Encoding.UTF8.GetString(OneBytePerCharacter.GetBytes(line.Text)) : line.Text);
            if (i == 0 ? names > 0 : names > 1)
            {
                end = next;
                return lines;
            }

            lines += line.Text.Trim().Length > 0 ? 1 : 0;
            next = line.End;
        }

        return 0;
    }

    private static int CountColumnNames(string line) => Delimiters.Max(delimiter => line.Split(delimiter).Count(static name => HeaderGuess.IsColumnName(name.Trim().Trim('"'))));

    private static (string Text, int End)? NextLine(string text, int start)
    {
        int end = text.IndexOfAny(['\r', '\n'], start);
        if (end < 0)
        {
            return null;
        }

        int next = text[end] == '\r' && end + 1 < text.Length && text[end + 1] == '\n' ? end + 2 : end + 1;
        return (text.Substring(start, end - start), next);
    }
}
