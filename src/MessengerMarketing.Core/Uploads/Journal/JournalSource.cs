namespace MessengerMarketing.Uploads.Journal;

/// <summary>The file that an upload reads, and its format.</summary>
internal sealed record JournalSource
{
    /// <summary>The file.</summary>
    public required JournalFileMark File { get; init; }

    /// <summary>Code page of the encoding, if specified.</summary>
    public int? CodePage { get; init; }

    /// <summary>The delimiter, or null for a workbook.</summary>
    public char? Delimiter { get; init; }

    /// <summary>The worksheet, or null for a text file.</summary>
    public string? WorksheetName { get; init; }

    /// <summary>Whether it has a header line.</summary>
    public required bool HasHeader { get; init; }
}
