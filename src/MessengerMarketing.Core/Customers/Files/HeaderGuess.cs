using System;
using System.Collections.Generic;
using System.Linq;
using MessengerMarketing.Customers.Columns;
using MessengerMarketing.Customers.Normalization;

namespace MessengerMarketing.Customers.Files;

/// <summary>Recognizes a table without a header line, and the columns whose content is unambiguous.</summary>
internal static class HeaderGuess
{
    private const double MinShare = 0.8;
    private const int MinPhoneDigits = 7;
    private const int MaxPhoneDigits = 15;
    private const int HashLength = 64;

    /// <summary>Returns whether a field is a recognized column name.</summary>
    public static bool IsColumnName(string field) => ColumnNames.Find(field.Trim()) is not null;

    /// <summary>Returns whether the first line is a row: it contains an address, a phone number, or a hash, and no column name.</summary>
    public static bool IsRow(IReadOnlyList<string> line)
        => line.Any(static field => IsAddress(field) || IsPhoneNumber(field) || IsHash(field))
            && !line.Any(static field => IsColumnName(field) || field.IndexOf('\n') >= 0);

    /// <summary>Creates names for the columns: EMAIL and PHONE for the columns with such values, and numbers for the others.</summary>
    /// <param name="sample">The table's first rows.</param>
    public static IReadOnlyList<string> NameColumns(IReadOnlyList<IReadOnlyList<string>> sample)
    {
        string[] names = [.. Enumerable.Range(1, sample.Max(static line => line.Count)).Select(static number => $"Column {number}")];
        Name(names, sample, IsAddress, nameof(SchemaKey.EMAIL));

        // Digits alone can be an ID or an amount.
        Name(names, sample, IsPhoneNumber, nameof(SchemaKey.PHONE));
        return names;
    }

    private static void Name(string[] names, IReadOnlyList<IReadOnlyList<string>> sample, Func<string, bool> matches, string key)
    {
        int[] found = [.. Enumerable.Range(0, names.Length).Where(column => Holds(sample, column, matches))];
        if (found.Length == 1)
        {
            names[found[0]] = key;
        }
    }

    private static bool Holds(IReadOnlyList<IReadOnlyList<string>> sample, int column, Func<string, bool> matches)
    {
        string[] values = [.. sample.Where(line => column < line.Count).Select(line => line[column].Trim()).Where(static value => value.Length > 0 && !IsPlaceholder(value))];
        return values.Length > 0 && values.Count(matches) >= values.Length * MinShare;
    }

    /// <summary>Returns whether a value is a placeholder: <c>NULL</c>, <c>\N</c>.</summary>
    private static bool IsPlaceholder(string value) => PlaceholderWords.Match(SchemaKey.EMAIL, value.AsSpan(), country: null);

    private static bool IsAddress(string value)
    {
        int at = value.IndexOf('@');
        return at > 0 && value.IndexOf('.', at) > at + 1 && value.IndexOf(' ') < 0;
    }

    /// <summary>Returns whether a value is a phone number with a plus sign or with separators between digits, and not a date, an amount, or an
    /// address.</summary>
    private static bool IsPhoneNumber(string value)
    {
        string text = value.Trim();
        int digits = text.Count(static c => c is >= '0' and <= '9');
        return digits is >= MinPhoneDigits and <= MaxPhoneDigits
            && text.All(static c => c is (>= '0' and <= '9') or '+' or '(' or ')' or '-' or ' ' or '.' or '/')
            && (text[0] == '+' || text[0] == '(' || (text[0] == '0' && digits >= 9) || text.Count(static c => c is ' ' or '-') > 1)
            && !IsDate(text);
    }

    private static bool IsDate(string text) => text.Length is >= 8 and <= 10 && DateTime.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, System.Globalization.DateTimeStyles.None, out _);

    private static bool IsHash(string value) => value.Length == HashLength && value.All(static c => c is (>= '0' and <= '9') or (>= 'a' and <= 'f') or (>= 'A' and <= 'F'));
}
