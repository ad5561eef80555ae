namespace MessengerMarketing.Customers;

/// <summary>What follows from a <see cref="RejectReason"/>.</summary>
internal static class RejectReasons
{
    /// <summary>
    /// Whether the cell has no value, in the words of the program that wrote it. Such a cell is counted under its reason but is
    /// no fault: it has no line in a reject file, as an empty cell has none.
    /// </summary>
    public static bool MeansBlank(this RejectReason reason) =>
        reason is RejectReason.Placeholder or RejectReason.EmptyValueHash or RejectReason.ZeroAdvertisingId;
}
