namespace MessengerMarketing.Uploads.Journal;

/// <summary>The file that an upload reads, and how it is written.</summary>
internal sealed record JournalSource
{
    /// <summary>The file.</summary>
    public required JournalFileMark File { get; init; }

    /// <summary>Code page of the encoding, where one was asked for.</summary>
    public int? CodePage { get; init; }

    /// <summary>The delimiter between its fields; null where it is a workbook.</summary>
    public char? Delimiter { get; init; }

    /// <summary>The worksheet that is read; null where the file is text.</summary>
    public string? WorksheetName { get; init; }

    /// <summary>Whether its first line has the names of the columns.</summary>
    public required bool HasHeader { get; init; }
}
