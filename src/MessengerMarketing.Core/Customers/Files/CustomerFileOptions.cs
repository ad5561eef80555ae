using System.Collections.Generic;
using System.Text;

namespace MessengerMarketing.Customers.Files;

/// <summary>How a customer file is written.</summary>
public sealed record CustomerFileOptions
{
    /// <summary>The encoding where the file has no byte order mark; null stands for UTF-8.</summary>
    public Encoding? Encoding { get; init; }

    /// <summary>The delimiter, an ASCII character; null finds out which of comma, semicolon, tab and bar it is.</summary>
    public char? Delimiter { get; init; }

    /// <summary>Column names of a file without a header line; null reads them from the first line.</summary>
    public IReadOnlyList<string>? Header { get; init; }
}
