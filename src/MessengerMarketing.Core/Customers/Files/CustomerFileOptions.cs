using System;
using System.Collections.Generic;
using System.Text;

namespace MessengerMarketing.Customers.Files;

/// <summary>Options for the format of a customer file.</summary>
internal sealed record CustomerFileOptions
{
    private readonly char? _delimiter;

    /// <summary>The encoding of a file without a byte order mark. Null reads UTF-8, or Windows-1252 if the file is not UTF-8.</summary>
    public Encoding? Encoding { get; init; }

    /// <summary>The delimiter, a printable ASCII character or a tab; null detects comma, semicolon, tab, or bar.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The character is not a valid delimiter.</exception>
    public char? Delimiter
    {
        get => _delimiter;
        init => _delimiter = value is not { } given || IsDelimiter(given)
            ? value
            : throw new ArgumentOutOfRangeException(nameof(value), "A delimiter is a printable ASCII character other than the quotation mark, or a tab.");
    }

    /// <summary>Returns whether a character can be a delimiter.</summary>
    internal static bool IsDelimiter(char value) => value is '\t' or (>= ' ' and <= '~' and not '"');

    /// <summary>Name of the worksheet, or null for the first visible worksheet.</summary>
    public string? WorksheetName { get; init; }

    /// <summary>Whether the content is hashed while it is read, to detect changes at the end.</summary>
    public bool TracksContent { get; init; }

    /// <summary>The position to start at, or null for the first row. Requires <see cref="Header"/>, because the header line is not read.</summary>
    public CustomerFilePosition? Start { get; init; }

    /// <summary>Column names of a file without a header line, or null to read them from the first line.</summary>
    public IReadOnlyList<string>? Header { get; init; }
}
