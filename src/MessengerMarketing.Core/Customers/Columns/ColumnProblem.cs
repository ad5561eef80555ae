namespace MessengerMarketing.Customers.Columns;

/// <summary>Why the columns of a list cannot be read as asked.</summary>
public enum ColumnProblem
{
    /// <summary>The column map or the header does not fit the list.</summary>
    Mapping,

    /// <summary>The list has neither an EMAIL nor a PHONE column.</summary>
    NoIdentifier,

    /// <summary>The list has no consent column, and people who opted out are to be left out.</summary>
    NoConsent,
}
