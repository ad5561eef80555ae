namespace MessengerMarketing.Customers;

/// <summary>The consequences of a <see cref="RejectReason"/>.</summary>
internal static class RejectReasons
{
    /// <summary>Returns whether the cell is blank in the notation of the program that wrote it. Such a cell is counted by its reason, but is not an error. Like
    /// an empty cell, it has no line in the report of rejected rows.</summary>
    public static bool MeansBlank(this RejectReason reason) =>
        reason is RejectReason.Placeholder or RejectReason.EmptyValueHash or RejectReason.ZeroAdvertisingId;
}
