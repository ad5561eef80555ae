namespace MessengerMarketing.Customers;

/// <summary>How values are normalized and hashed.</summary>
internal sealed record HashingOptions
{
    /// <summary>Maximum number of rows per person with <see cref="AllIdentifiers"/>: three email addresses and three phone numbers.</summary>
    public const int MaxRowsPerPerson = 5;

    /// <summary>Country of rows that do not specify one, ISO 3166-1 alpha-2, or null.</summary>
    public string? DefaultCountry { get; init; }

    /// <summary>Keeps the zero that national numbers start with after the calling code (<c>84 091…</c>), as several other tools do. By default, it is removed
    /// if the country's numbering plan removes it, as in the example of Meta's guide.</summary>
    public bool KeepTrunkZero { get; init; }

    /// <summary>The order of day, month, and year in dates of birth, for dates in which day and month could be swapped. Null uses the country of the row.
    /// Without a country, such dates are left blank.</summary>
    public DateFormat? DateFormat { get; init; }

    /// <summary>The list already contains hashes. Values of hashed keys that are not SHA-256 hashes are rejected.</summary>
    public bool AlreadyHashed { get; init; }

    /// <summary>Sends each additional email address and phone number of a row in a separate row, with the row's other values. A block can then become
    /// <see cref="MaxRowsPerPerson"/> times as many rows.</summary>
    public bool AllIdentifiers { get; init; }
}
