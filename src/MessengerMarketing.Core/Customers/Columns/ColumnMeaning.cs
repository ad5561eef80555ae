using System.Collections.Generic;

namespace MessengerMarketing.Customers.Columns;

/// <summary>What a column's name says, looked at by itself.</summary>
internal sealed record ColumnMeaning
{
    /// <summary>What the column fills; null for nothing.</summary>
    public ColumnTarget? Target { get; init; }

    /// <summary>The column that the list must also have for this meaning; null for none. See the table of column words.</summary>
    public string? Beside { get; init; }

    /// <summary>Languages in which the name means this.</summary>
    public IReadOnlyCollection<string> Languages { get; init; } = [];

    /// <summary>Whose it is, or which of several.</summary>
    public ColumnRole Role { get; init; }

    /// <summary>The number in the name, 1 where there is none.</summary>
    public int Number { get; init; } = 1;

    /// <summary>Whether the name speaks of the customer.</summary>
    public bool IsPerson { get; init; }

    /// <summary>Whether the column holds first and last names in one.</summary>
    public bool IsFullName { get; init; }

    /// <summary>Whether the name speaks of a business record that has a state of its own.</summary>
    public bool IsRecord { get; init; }

    /// <summary>Whether it may be the day of a birth as well as its date.</summary>
    public bool IsBirthDay { get; init; }

    /// <summary>Says whether marketing is permitted; null where it does not.</summary>
    public ConsentMeaning? Consent { get; init; }

    /// <summary>What the column may hold, its name having words that are not known; for a suggestion.</summary>
    public ColumnTarget? Likely { get; init; }
}

/// <summary>How a consent column is read.</summary>
/// <param name="Kind"><see cref="WordKind.ConsentYes"/>, <see cref="WordKind.ConsentNo"/> or <see cref="WordKind.ConsentStatus"/>.</param>
/// <param name="Channel">EMAIL, PHONE, or null for both.</param>
internal sealed record ConsentMeaning(WordKind Kind, SchemaKey? Channel);
