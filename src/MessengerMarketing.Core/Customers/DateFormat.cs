using System;
using System.Diagnostics.CodeAnalysis;

namespace MessengerMarketing.Customers;

/// <summary>The declared order of day, month, and year in a list.</summary>
public sealed record DateFormat
{
    private DateFormat(string pattern, string order, bool isCompact)
    {
        Pattern = pattern;
        Order = order;
        IsCompact = isCompact;
    }

    /// <summary>The format as specified.</summary>
    public string Pattern { get; }

    /// <summary>The letters d, m, and y in order, such as <c>dmy</c>.</summary>
    internal string Order { get; }

    /// <summary>Whether there is nothing between the parts: <c>ddMMyyyy</c>.</summary>
    internal bool IsCompact { get; }

    /// <summary>Parses a format.</summary>
    /// <param name="pattern">The letters d, M, and y, each repeated for its number of digits, with any separators: <c>dd/MM/yyyy</c>, <c>M/d/yy</c>,
    /// <c>yyyy-MM-dd</c>, <c>ddMMyyyy</c>. Case is ignored.</param>
    /// <param name="format">The format.</param>
    /// <returns>Whether the pattern contains day, month, and year once each.</returns>
    public static bool TryParse(string? pattern, [NotNullWhen(true)] out DateFormat? format)
    {
        string order = string.Empty;
        bool isCompact = true;
        foreach (char c in pattern ?? string.Empty)
        {
            char letter = char.ToLowerInvariant(c);
            if (letter is not ('d' or 'm' or 'y'))
            {
                isCompact = false;
            }
            else if (order.Length == 0 || order[order.Length - 1] != letter)
            {
                order += letter;
            }
        }

        format = order is "dmy" or "mdy" or "ymd" or "ydm" ? new DateFormat(pattern!, order, isCompact && pattern!.Length > 3) : null;
        return format is not null;
    }

    /// <summary>Parses a format.</summary>
    /// <exception cref="FormatException">The pattern does not contain day, month, and year once each.</exception>
    public static DateFormat Parse(string pattern) => TryParse(pattern, out DateFormat? format)
        ? format
        : throw new FormatException($"'{pattern}' is not a date format. Use d, M, and y in the order of the list, such as dd/MM/yyyy, M/d/yy, or yyyy-MM-dd.");

    /// <inheritdoc/>
    public override string ToString() => Pattern;
}
