using System.Collections.Generic;

namespace MessengerMarketing.Customers.Files;

/// <summary>The first rows of a table, by which its form is recognized. They are people's data: nothing of them may be shown.</summary>
/// <param name="Lines">The fields of the first lines, the line with the column names included.</param>
internal sealed record FileSample(IReadOnlyList<IReadOnlyList<string>> Lines)
{
    /// <summary>The most lines of a sample.</summary>
    public const int MaxLines = 50;
}
