namespace MessengerMarketing.Customers.Rows;

/// <summary>What is wrong with a row or one of its cells. Says where and why, never what the value was.</summary>
/// <param name="Row">Number of the row in the list, from 1; the header line does not count.</param>
/// <param name="Key">The key whose cell it is, or null when the row as a whole is meant.</param>
/// <param name="Reason">Why.</param>
/// <param name="RowRejected">True when the row was left out; false when only this cell was left blank.</param>
public readonly record struct RowIssue(long Row, SchemaKey? Key, RejectReason Reason, bool RowRejected);
