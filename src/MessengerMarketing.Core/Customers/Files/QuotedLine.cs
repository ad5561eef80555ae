namespace MessengerMarketing.Customers.Files;

/// <summary>Checks a line with misplaced quotation marks. The parser reports only the first error of a line and continues. This class determines whether the
/// line also includes other lines.</summary>
internal static class QuotedLine
{
    /// <summary>Returns whether a quotation mark opens a field of the line and is never closed.</summary>
    /// <param name="line">The record as in the file. It can span several lines of text.</param>
    /// <param name="delimiter">The delimiter.</param>
    public static bool StaysOpen(string line, char delimiter)
    {
        bool isOpen = false;
        bool fieldBegins = true;
        for (int i = 0; i < line.Length; i++)
        {
            char c = line[i];
            if (isOpen)
            {
                if (c == '"' && i + 1 < line.Length && line[i + 1] == '"')
                {
                    i++;
                }
                else
                {
                    isOpen = c != '"';
                }
            }
            else if (c == '"' && fieldBegins)
            {
                isOpen = true;
                fieldBegins = false;
            }
            else
            {
                fieldBegins = c == delimiter || (fieldBegins && c is ' ' or '\t');
            }
        }

        return isOpen;
    }

    /// <summary>Returns whether the line includes a line break, so that a misplaced quotation mark may have joined two lines.</summary>
    public static bool RunsOver(string line) => line.IndexOf('\n') >= 0 || line.IndexOf('\r') >= 0;
}
