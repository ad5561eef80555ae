namespace MessengerMarketing.Customers.Rows;

/// <summary>What is in a cell after its row was normalised.</summary>
internal enum CellState
{
    /// <summary>Nothing; it travels as <c>""</c>.</summary>
    Blank,

    /// <summary>A normalised value whose hash travels.</summary>
    Plain,

    /// <summary>A SHA-256 that came with the list, in lower case.</summary>
    Hashed,

    /// <summary>A value that travels as it is.</summary>
    Raw,
}
