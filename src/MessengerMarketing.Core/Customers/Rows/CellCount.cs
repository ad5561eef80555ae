using System.Runtime.InteropServices;

namespace MessengerMarketing.Customers.Rows;

/// <summary>The number of cells of a key that were blank or repaired, which are not errors.</summary>
/// <param name="Key">The key; DOBY for a whole date of birth.</param>
/// <param name="Blank">Why they are blank, or <see cref="RejectReason.None"/> for repaired cells.</param>
/// <param name="Repair">The repair, or <see cref="CellRepair.None"/> for blank cells.</param>
/// <param name="Cells">Number of cells, in rows that were kept.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct CellCount(SchemaKey Key, RejectReason Blank, CellRepair Repair, long Cells);
