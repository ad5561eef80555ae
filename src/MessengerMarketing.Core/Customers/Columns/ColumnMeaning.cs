using System.Collections.Generic;

namespace MessengerMarketing.Customers.Columns;

/// <summary>The meaning of a column name, without regard to other columns.</summary>
internal sealed record ColumnMeaning
{
    /// <summary>The target of the column, or null.</summary>
    public ColumnTarget? Target { get; init; }

    /// <summary>The column that the list must also have for this meaning, or null. See the table of column words.</summary>
    public string? Beside { get; init; }

    /// <summary>Languages in which the name has this meaning.</summary>
    public IReadOnlyCollection<string> Languages { get; init; } = [];

    /// <summary>The role of the column.</summary>
    public ColumnRole Role { get; init; }

    /// <summary>The number in the name, or 1.</summary>
    public int Number { get; init; } = 1;

    /// <summary>Whether the name refers to the customer.</summary>
    public bool IsPerson { get; init; }

    /// <summary>Whether the column contains full names.</summary>
    public bool IsFullName { get; init; }

    /// <summary>Whether the name refers to a business record that has its own state.</summary>
    public bool IsRecord { get; init; }

    /// <summary>Whether it can be either the day or the date of birth.</summary>
    public bool IsBirthDay { get; init; }

    /// <summary>The consent meaning, or null.</summary>
    public ConsentMeaning? Consent { get; init; }

    /// <summary>The likely target of a name with unknown words, for a suggestion.</summary>
    public ColumnTarget? Likely { get; init; }
}

/// <summary>How a consent column is read.</summary>
/// <param name="Kind"><see cref="WordKind.ConsentYes"/>, <see cref="WordKind.ConsentNo"/> or <see cref="WordKind.ConsentStatus"/>.</param>
/// <param name="Channel">EMAIL, PHONE, or null for both.</param>
internal sealed record ConsentMeaning(WordKind Kind, SchemaKey? Channel);
