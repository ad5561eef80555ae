namespace MessengerMarketing.Customers;

/// <summary>
/// What was corrected in a cell that a program wrote in its own way. The corrected value is used; a repair is counted, and
/// never carries the value.
/// </summary>
public enum CellRepair
{
    /// <summary>Nothing was corrected.</summary>
    None,

    /// <summary>A spreadsheet's mark for text was removed: a leading apostrophe, <c>="…"</c> or quotation marks.</summary>
    TextMark,

    /// <summary>The decimal places of a number were removed: <c>80331.0</c>.</summary>
    DecimalPlaces,

    /// <summary>The zeros that a spreadsheet had dropped from a postal code were put back: <c>2134</c> in the United States.</summary>
    LeadingZero,

    /// <summary>Scientific notation that holds every digit was written out: <c>2.025550101E9</c>.</summary>
    ScientificNotation,

    /// <summary>An address was taken out of what surrounds it: <c>mailto:</c>, <c>tel:</c>, <c>Name &lt;address&gt;</c>.</summary>
    AddressSyntax,

    /// <summary>A SHA-256 was rewritten from another notation: <c>0x…</c>, Base64, or bytes as numbers.</summary>
    HashNotation,

    /// <summary>The century of a two-digit year was supplied.</summary>
    TwoDigitYear,

    /// <summary>The row's country decided which number of a date is the day and which the month.</summary>
    DateOrder,

    /// <summary>A spreadsheet's serial number was read as a date.</summary>
    SerialDate,
}
