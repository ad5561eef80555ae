using System.Collections.Generic;
using MessengerMarketing.Customers.Rows;

namespace MessengerMarketing.Customers;

/// <summary>One row of a list as it would be sent.</summary>
/// <param name="Row">Number of the row in the list, from 1.</param>
/// <param name="Values">By key: the hash, or the value of a key that is never hashed; <c>""</c> for a blank cell.</param>
/// <param name="Rejected">Whether an upload would leave the row out.</param>
/// <param name="Issues">What was wrong with the row or its cells.</param>
public sealed record HashedUser(long Row, IReadOnlyDictionary<SchemaKey, string> Values, bool Rejected, IReadOnlyList<RowIssue> Issues);
