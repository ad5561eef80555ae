namespace MessengerMarketing.Customers;

/// <summary>How values are normalized and hashed.</summary>
internal sealed record HashingOptions
{
    /// <summary>The most rows that one person becomes with <see cref="AllIdentifiers"/>: three e-mail addresses and three phone numbers.</summary>
    public const int MaxRowsPerPerson = 5;

    /// <summary>Country of the people whose row names none, ISO 3166-1 alpha-2; null when there is none to assume.</summary>
    public string? DefaultCountry { get; init; }

    /// <summary>
    /// Keeps the zero that national numbers start with after the calling code (<c>84 091…</c>), as several other tools do.
    /// The default drops it where the country's numbering plan does, as in the example of Meta's own document.
    /// </summary>
    public bool KeepTrunkZero { get; init; }

    /// <summary>
    /// In which order dates of birth are written; decides where day and month could be swapped. Null leaves that to the row's
    /// country, and dates of rows without one blank.
    /// </summary>
    public DateFormat? DateFormat { get; init; }

    /// <summary>The list holds hashes already; a cell of a hashed key that is not a SHA-256 is refused.</summary>
    public bool AlreadyHashed { get; init; }

    /// <summary>
    /// Gives each further e-mail address and phone number of a row a row of its own, with the row's other values. A block may then become
    /// <see cref="MaxRowsPerPerson"/> times as many rows.
    /// </summary>
    public bool AllIdentifiers { get; init; }
}
