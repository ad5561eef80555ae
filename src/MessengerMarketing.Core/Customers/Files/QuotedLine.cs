namespace MessengerMarketing.Customers.Files;

/// <summary>
/// Judges a line in which quotation marks stand where none may. The parser tells only the first fault of a line and reads
/// on; this class determines whether the line also swallowed others.
/// </summary>
internal static class QuotedLine
{
    /// <summary>Whether a field of the line is opened by a quotation mark and never closed.</summary>
    /// <param name="line">The record as in the file; it can span several lines of text.</param>
    /// <param name="delimiter">What separates its fields.</param>
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

    /// <summary>Whether the line runs over a line break, so that with a quotation mark amiss two lines may have become one.</summary>
    public static bool RunsOver(string line) => line.IndexOf('\n') >= 0 || line.IndexOf('\r') >= 0;
}
