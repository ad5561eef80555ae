using System;
using System.Collections.Generic;
using System.Text;

namespace MessengerMarketing.Customers.Files;

/// <summary>How a customer file is written.</summary>
internal sealed record CustomerFileOptions
{
    private readonly char? _delimiter;

    /// <summary>
    /// The encoding where the file has no byte order mark. Null reads UTF-8, and Windows-1252 where the file turns out not to be UTF-8.
    /// </summary>
    public Encoding? Encoding { get; init; }

    /// <summary>The delimiter, a printable ASCII character or a tab; null detects comma, semicolon, tab, or bar.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Another character, or the quotation mark.</exception>
    public char? Delimiter
    {
        get => _delimiter;
        init => _delimiter = value is not { } given || IsDelimiter(given)
            ? value
            : throw new ArgumentOutOfRangeException(nameof(value), "A delimiter is a printable ASCII character other than the quotation mark, or a tab.");
    }

    /// <summary>Whether a character can be a delimiter.</summary>
    internal static bool IsDelimiter(char value) => value is '\t' or (>= ' ' and <= '~' and not '"');

    /// <summary>The worksheet of a workbook, by name; null for the first one that is visible.</summary>
    public string? WorksheetName { get; init; }

    /// <summary>Hashes what is read, so that a change of the content is noticed at the end.</summary>
    public bool TracksContent { get; init; }

    /// <summary>Where to begin; null for the file's first row. Goes with <see cref="Header"/>, since the header line is not read then.</summary>
    public CustomerFilePosition? Start { get; init; }

    /// <summary>Column names of a file without a header line; null reads them from the first line.</summary>
    public IReadOnlyList<string>? Header { get; init; }
}
