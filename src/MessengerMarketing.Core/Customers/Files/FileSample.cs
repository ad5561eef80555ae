using System.Collections.Generic;

namespace MessengerMarketing.Customers.Files;

/// <summary>The first rows of a table, which determine its format. They contain personal data and must not be shown.</summary>
/// <param name="Lines">The fields of the first lines, including the header line.</param>
internal sealed record FileSample(IReadOnlyList<IReadOnlyList<string>> Lines)
{
    /// <summary>Maximum number of lines in a sample.</summary>
    public const int MaxLines = 50;
}
