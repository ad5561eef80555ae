namespace MessengerMarketing.Http;

/// <summary>The character rules of HTTP/1.1. Sources: RFC 9110, section 5.6.2; RFC 9112, sections 3 and 7.1.</summary>
internal static class HttpGrammar
{
    private static readonly char[] OptionalWhitespace = [' ', '\t'];

    /// <summary>Returns whether a text is a token: a method, or the name of a header.</summary>
    public static bool IsToken(string text)
    {
        foreach (char value in text)
        {
            if (!IsTokenCharacter(value))
            {
                return false;
            }
        }

        return text.Length > 0;
    }

    /// <summary>Returns whether a text is valid as the value of a header: printable characters, spaces and tabs, and bytes above 127.</summary>
    public static bool IsFieldValue(string text)
    {
        foreach (char value in text)
        {
            if (value is (< ' ' and not '\t') or '\x7f')
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>
    /// Returns whether a text is valid as a request target: printable ASCII without a fragment and without a backslash, which some servers read
    /// as a slash. Braces and quotation marks are accepted, because clients of the Graph API send them unescaped in queries.
    /// </summary>
    public static bool IsTarget(string text)
    {
        foreach (char value in text)
        {
            if (value is < '!' or > '~' or '#' or '\\')
            {
                return false;
            }
        }

        return text.Length > 0;
    }

    /// <summary>Returns whether a text is a host name or an address, with or without a port.</summary>
    public static bool IsAuthority(string text)
    {
        foreach (char value in text)
        {
            if (!IsLetterOrDigit(value) && value is not ('.' or '-' or '_' or ':' or '[' or ']' or '%' or '~'))
            {
                return false;
            }
        }

        return text.Length > 0;
    }

    /// <summary>Returns whether the text after the size of a chunk is a list of extensions without whitespace, such as <c>;name=value</c>.</summary>
    public static bool IsChunkExtension(string text)
    {
        int at = 0;
        while (at < text.Length)
        {
            if (text[at] != ';' || !SkipToken(text, at + 1, out at) || (at < text.Length && text[at] == '=' && !SkipValue(text, at + 1, out at)))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Returns a header value without leading and trailing whitespace.</summary>
    public static string TrimWhitespace(string text) => text.Trim(OptionalWhitespace);

    /// <summary>Returns the value of a hexadecimal digit; -1 for another character.</summary>
    public static int GetHexValue(char digit) => digit switch
    {
        >= '0' and <= '9' => digit - '0',
        >= 'a' and <= 'f' => digit - 'a' + 10,
        >= 'A' and <= 'F' => digit - 'A' + 10,
        _ => -1,
    };

    private static bool SkipValue(string text, int start, out int end)
    {
        if (start >= text.Length || text[start] != '"')
        {
            return SkipToken(text, start, out end);
        }

        int close = text.IndexOf('"', start + 1);
        end = close + 1;
        return close > 0 && text.IndexOf('\\', start, close - start) < 0 && IsFieldValue(text.Substring(start, close - start));
    }

    private static bool SkipToken(string text, int start, out int end)
    {
        end = start;
        while (end < text.Length && IsTokenCharacter(text[end]))
        {
            end++;
        }

        return end > start;
    }

    private static bool IsTokenCharacter(char value) => IsLetterOrDigit(value) || "!#$%&'*+-.^_`|~".IndexOf(value) >= 0;

    private static bool IsLetterOrDigit(char value) => value is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9');
}
