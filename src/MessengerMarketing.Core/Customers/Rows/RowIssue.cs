namespace MessengerMarketing.Customers.Rows;

/// <summary>A problem of a row or a cell. Contains the position and the reason, but never the value.</summary>
/// <param name="Row">Number of the row in the list, from 1. The header line is not counted.</param>
/// <param name="Key">The key of the cell, or null for the whole row.</param>
/// <param name="Reason">The reason.</param>
/// <param name="RowRejected">True if the row was left out, false if only this cell was left blank.</param>
public readonly record struct RowIssue(long Row, SchemaKey? Key, RejectReason Reason, bool RowRejected);
