using System;
using System.Runtime.InteropServices;

namespace MessengerMarketing.Customers.Normalization;

/// <summary>The parts of a date of birth. A missing part is 0.</summary>
/// <param name="Year">Four digits.</param>
/// <param name="Month">1 to 12.</param>
/// <param name="Day">1 to 31.</param>
/// <param name="Repair">The repair of the cell.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct BirthDate(int Year, int Month, int Day, CellRepair Repair = CellRepair.None)
{
    private const int EarliestYear = 1900;
    private const int LeapYear = 2000;

    /// <summary>Whether the date is a placeholder: the zero dates of Excel (1900-01-00), SQL Server (1900-01-01, 1753-01-01), .NET (0001-01-01), and OLE
    /// (1899-12-30), the last possible date, or a date of zeros. No customer was born on these dates.</summary>
    public bool IsPlaceholder => (Year, Month, Day) is (0, 0, 0) or (1900, 1, 0 or 1) or (1753, 1, 1) or (1, 1, 1) or (1899, 12, 30 or 31) or (9999, 12, 31);

    /// <summary>Why the date cannot be a date of birth, or <see cref="RejectReason.None"/>.</summary>
    public RejectReason Validate()
    {
        if (Month is < 0 or > 12 || Day < 0 || Day > 31 || (Day > 0 && Month > 0 && Day > DateTime.DaysInMonth(Year is > 0 and < 9999 ? Year : LeapYear, Month)))
        {
            return RejectReason.NotADate;
        }

        return Year != 0 && (Year < EarliestYear || IsAfterTomorrow(DateTime.UtcNow)) ? RejectReason.OutOfRange : RejectReason.None;
    }

    /// <summary>Whether the date is in the future in every time zone. Missing parts are not.</summary>
    internal bool IsAfterTomorrow(DateTime utcNow)
    {
        DateTime tomorrow = utcNow.AddDays(1);
        return (Year, Month, Day).CompareTo((tomorrow.Year, tomorrow.Month, tomorrow.Day)) > 0;
    }
}
