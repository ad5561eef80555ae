namespace MessengerMarketing.Customers.Rows;

/// <summary>The kind of a cell's content after normalization.</summary>
internal enum CellState
{
    /// <summary>Blank. Sent as <c>""</c>.</summary>
    Blank,

    /// <summary>A normalized value. Its hash is sent.</summary>
    Plain,

    /// <summary>A SHA-256 hash from the list, in lowercase.</summary>
    Hashed,

    /// <summary>A value that is sent unhashed.</summary>
    Raw,
}
