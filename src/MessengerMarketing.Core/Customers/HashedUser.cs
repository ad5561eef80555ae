using System.Collections.Generic;
using System.Linq;
using MessengerMarketing.Customers.Rows;

namespace MessengerMarketing.Customers;

/// <summary>One row of a list as it would be sent.</summary>
/// <param name="Row">Number of the row in the list, from 1.</param>
/// <param name="Schema">The keys, in the order of the cells.</param>
/// <param name="Cells">For each key, the hash, or the value of a key that is never hashed. <c>""</c> for a blank cell.</param>
/// <param name="Rejected">Whether an upload would leave the row out.</param>
/// <param name="Issues">The problems of the row and its cells.</param>
public sealed record HashedUser(long Row, IReadOnlyList<SchemaKey> Schema, IReadOnlyList<string> Cells, bool Rejected, IReadOnlyList<RowIssue> Issues)
{
    /// <summary>The cells by key. Each call creates a new dictionary.</summary>
    public IReadOnlyDictionary<SchemaKey, string> Values => Enumerable.Range(0, Schema.Count).ToDictionary(cell => Schema[cell], cell => Cells[cell]);
}
