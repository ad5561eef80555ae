namespace MessengerMarketing.Customers;

/// <summary>The correction of a cell that another program exported in its own format. The corrected value is used. Repairs are counted, and never contain the
/// value.</summary>
public enum CellRepair
{
    /// <summary>Nothing was corrected.</summary>
    None,

    /// <summary>A spreadsheet's mark for text was removed: a leading apostrophe, <c>="…"</c> or quotation marks.</summary>
    TextMark,

    /// <summary>The decimal places of a number were removed: <c>80331.0</c>.</summary>
    DecimalPlaces,

    /// <summary>Leading zeros that a spreadsheet removed from a postal code were restored: <c>2134</c> in the United States.</summary>
    LeadingZero,

    /// <summary>Scientific notation with all digits was converted: <c>2.025550101E9</c>.</summary>
    ScientificNotation,

    /// <summary>The text around an address was removed: <c>mailto:</c>, <c>tel:</c>, <c>Name &lt;address&gt;</c>.</summary>
    AddressSyntax,

    /// <summary>A SHA-256 hash was converted from another notation: <c>0x…</c>, Base64, or bytes as numbers.</summary>
    HashNotation,

    /// <summary>The century of a two-digit year was added.</summary>
    TwoDigitYear,

    /// <summary>The country of the row determined which number of a date is the day and which is the month.</summary>
    DateOrder,

    /// <summary>A spreadsheet's serial number was read as a date.</summary>
    SerialDate,
}
