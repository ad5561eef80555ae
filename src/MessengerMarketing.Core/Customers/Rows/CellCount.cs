using System.Runtime.InteropServices;

namespace MessengerMarketing.Customers.Rows;

/// <summary>How many cells of a key were left blank or repaired, without being faults.</summary>
/// <param name="Key">The key; DOBY for a whole date of birth.</param>
/// <param name="Blank">Why they are blank, or <see cref="RejectReason.None"/> for repaired cells.</param>
/// <param name="Repair">What was corrected, or <see cref="CellRepair.None"/> for blank cells.</param>
/// <param name="Cells">How many, in rows that were kept.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct CellCount(SchemaKey Key, RejectReason Blank, CellRepair Repair, long Cells);
