using System;

namespace MessengerMarketing.Customers.Normalization;

/// <summary>Extracts values from the syntax that programs add.</summary>
internal static class CellSyntax
{
    /// <summary>Removes the text markers of spreadsheets: a leading apostrophe, <c>="…"</c>, or quotation marks at both ends.</summary>
    public static ReadOnlySpan<char> RemoveTextMarks(ReadOnlySpan<char> value, scoped ref CellRepair repair)
    {
        if (value.IsEmpty || value[0] is (> '=' and < '\x7F') or (>= '(' and <= '<'))
        {
            // Fast path for nearly all values: letters, digits, plus signs, and parentheses. An invisible character at the end could hide a marker.
            return value.IsEmpty || value[value.Length - 1] is > ' ' and < '\x7F' ? value : Trim(value);
        }

        ReadOnlySpan<char> text = Trim(value);
        while (text.Length > 1)
        {
            char first = text[0];
            char last = text[text.Length - 1];
            if (first == '=' && text.Length > 2 && text[1] == '"' && last == '"')
            {
                text = text.Slice(2, Math.Max(0, text.Length - 3));
            }
            else if (first == '"' && last == '"')
            {
                text = text.Slice(1, text.Length - 2);
            }
            else if (first == '\'')
            {
                text = text.Slice(1, last == '\'' ? text.Length - 2 : text.Length - 1);
            }
            else
            {
                break;
            }

            repair = CellRepair.TextMark;
            text = Trim(text);
        }

        return text;
    }

    /// <summary>
    /// Finds the address in <c>mailto:a@example.com?subject=…</c>, <c>SMTP:a@example.com</c>, <c>Name &lt;a@example.com&gt;</c>,
    /// <c>Name (a@example.com)</c>, <c>a@example.com (Name)</c> and in a hyperlink as Microsoft Access exports it,
    /// <c>a@example.com#mailto:a@example.com#</c>. A spreadsheet's or mail program's marks around the address are removed, too.
    /// </summary>
    /// <returns>Whether the value contains one address in such syntax.</returns>
    public static bool TryFindAddress(ReadOnlySpan<char> value, out ReadOnlySpan<char> address)
    {
        address = Trim(value);
        int length = address.Length;
        address = Between(address, '<', '>');
        address = Between(address, '(', ')').Trim('<').Trim('>');
        int link = address.IndexOf('#');
        if (link >= 0 && address[address.Length - 1] == '#')
        {
            address = address.Slice(link).Trim('#');
        }

        foreach (string scheme in new[] { "mailto:", "smtp:", "email:", "e-mail:" })
        {
            if (address.StartsWith(scheme.AsSpan(), StringComparison.OrdinalIgnoreCase))
            {
                address = Trim(address.Slice(scheme.Length));
                int query = address.IndexOfAny('?', '|');
                address = query >= 0 ? address.Slice(0, query) : address;
                break;
            }
        }

        if (address.Length == length)
        {
            return false;
        }

        // Mail programs put an address that has no name between apostrophes: Ann <'ann@example.com'>.
        CellRepair marks = CellRepair.None;
        address = RemoveTextMarks(address, ref marks).TrimEnd('\'');
        return address.IndexOf('@') > 0;
    }

    /// <summary>Whether the value begins with the scheme of a phone number URI.</summary>
    public static bool IsPhoneAddress(ReadOnlySpan<char> value) =>
        value[0] is 't' or 'T' or 'c' or 'C' or 's' or 'S'
        && (value.StartsWith("tel:".AsSpan(), StringComparison.OrdinalIgnoreCase)
            || value.StartsWith("callto:".AsSpan(), StringComparison.OrdinalIgnoreCase)
            || value.StartsWith("sms:".AsSpan(), StringComparison.OrdinalIgnoreCase));

    /// <summary>Expands a number in scientific notation whose mantissa has all digits: <c>2.025550101E9</c>. If it has fewer digits than the exponent requires,
    /// the number was rounded.</summary>
    public static bool TryWriteOut(ReadOnlySpan<char> value, out string digits)
    {
        digits = string.Empty;
        ReadOnlySpan<char> text = Trim(value);
        int exponentAt = text.IndexOfAny('e', 'E');
        int point = text.IndexOfAny('.', ',');
        if (exponentAt <= 0 || point <= 0 || point > exponentAt)
        {
            return false;
        }

        int exponent = 0;
        foreach (char c in text.Slice(exponentAt + 1))
        {
            if (c is >= '0' and <= '9')
            {
                exponent = Math.Min((exponent * 10) + c - '0', 100);
            }
            else if (c != '+')
            {
                return false;
            }
        }

        string fraction = text.Slice(point + 1, exponentAt - point - 1).ToString();
        if (fraction.Length < exponent || fraction.Substring(exponent).Trim('0').Length > 0)
        {
            return false;
        }

        digits = text.Slice(0, point).ToString() + fraction.Substring(0, exponent);
        return true;
    }

    /// <summary>Whether the value consists of digits, a decimal separator, and one or two zeros.</summary>
    public static bool HasZeroFraction(ReadOnlySpan<char> value, out ReadOnlySpan<char> whole)
    {
        whole = Trim(value);
        int end = whole.Length;
        int zeros = 0;
        while (end > 0 && whole[end - 1] == '0' && zeros < 3)
        {
            end--;
            zeros++;
        }

        if (zeros is 0 or 3 || end < 2 || whole[end - 1] is not ('.' or ','))
        {
            return false;
        }

        for (int i = 0; i < end - 1; i++)
        {
            if (whole[i] is (< '0' or > '9') && !(i == 0 && whole[i] == '+'))
            {
                return false;
            }
        }

        whole = whole.Slice(0, end - 1);
        return true;
    }

    /// <summary>Returns the text between the two characters if it contains the address, or the text before them if that contains the address.</summary>
    private static ReadOnlySpan<char> Between(ReadOnlySpan<char> text, char open, char close)
    {
        int start = text.IndexOf(open);
        if (start < 0 || text[text.Length - 1] != close)
        {
            return text;
        }

        ReadOnlySpan<char> inner = Trim(text.Slice(start + 1, text.Length - start - 2));
        ReadOnlySpan<char> before = Trim(text.Slice(0, start));
        return inner.IndexOf('@') > 0 ? inner : before.IndexOf('@') >= 0 ? before : text;
    }

    private static ReadOnlySpan<char> Trim(ReadOnlySpan<char> value)
    {
        (int start, int end) = TextRules.Trim(value);
        return value.Slice(start, end - start);
    }
}
