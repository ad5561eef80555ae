namespace MessengerMarketing.Customers.Files;

/// <summary>Something that a reader of a customer file decided, and that its user should know.</summary>
/// <param name="Kind">What was decided.</param>
/// <param name="Count">How many lines or columns it concerns; 0 where that says nothing.</param>
/// <param name="Name">The worksheet or encoding it concerns; null where there is none. Never a customer's data.</param>
internal sealed record FileNotice(FileNoticeKind Kind, int Count = 0, string? Name = null);

/// <summary>What a reader of a customer file decided.</summary>
internal enum FileNoticeKind
{
    /// <summary>The file is not UTF-8 and has no byte order mark, so it is read in the encoding that is named.</summary>
    EncodingDetected,

    /// <summary>The first line is a row, not column names; columns are recognized by what they hold.</summary>
    NoHeader,

    /// <summary>Lines above the column names are passed over.</summary>
    TitleSkipped,

    /// <summary>Lines below the last row are passed over: they have one field and no customer.</summary>
    FooterSkipped,

    /// <summary>The workbook has several worksheets, and the one that is named is read.</summary>
    WorksheetChosen,
}
