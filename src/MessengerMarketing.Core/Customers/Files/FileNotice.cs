namespace MessengerMarketing.Customers.Files;

/// <summary>A decision about a customer file that is reported to the user.</summary>
/// <param name="Kind">The kind of decision.</param>
/// <param name="Count">Number of affected lines or columns, or 0.</param>
/// <param name="Name">The worksheet or encoding, or null. Never customer data.</param>
internal sealed record FileNotice(FileNoticeKind Kind, int Count = 0, string? Name = null);

/// <summary>The kind of a decision about a customer file.</summary>
internal enum FileNoticeKind
{
    /// <summary>The file is not UTF-8 and has no byte order mark, so it is read with the specified encoding.</summary>
    EncodingDetected,

    /// <summary>The first line is a row. Columns are recognized by their values.</summary>
    NoHeader,

    /// <summary>Lines above the column names are skipped.</summary>
    TitleSkipped,

    /// <summary>Lines below the last row, with only one field, are skipped.</summary>
    FooterSkipped,

    /// <summary>The workbook has several worksheets, and the specified one is read.</summary>
    WorksheetChosen,
}
