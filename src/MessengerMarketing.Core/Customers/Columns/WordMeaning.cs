using System.Collections.Generic;

namespace MessengerMarketing.Customers.Columns;

/// <summary>The kind of a phrase in the vocabulary.</summary>
internal enum WordKind
{
    /// <summary>A schema key.</summary>
    Key,

    /// <summary>A role.</summary>
    Role,

    /// <summary>The customer.</summary>
    Person,

    /// <summary>Birth, for dates.</summary>
    Birth,

    /// <summary>A part of a date, or a date.</summary>
    DatePart,

    /// <summary>A name other than the first or last name.</summary>
    Name,

    /// <summary>A word without a meaning of its own.</summary>
    Neutral,

    /// <summary>A "yes" in the column permits marketing.</summary>
    ConsentYes,

    /// <summary>A "yes" in the column forbids marketing.</summary>
    ConsentNo,

    /// <summary>The values in the column show whether marketing is permitted.</summary>
    ConsentStatus,

    /// <summary>The time of the consent or opt-out.</summary>
    ConsentTime,

    /// <summary>How the person consented or opted out.</summary>
    ConsentDetail,

    /// <summary>A business record that has its own state.</summary>
    Record,

    /// <summary>The column is about something else.</summary>
    Other,
}

/// <summary>One meaning of a phrase.</summary>
internal sealed record WordMeaning(WordKind Kind)
{
    /// <summary>The key; of <see cref="WordKind.DatePart"/> the part, where null stands for a whole date; of a consent what it is for, null for all.</summary>
    public ColumnTarget? Target { get; init; }

    /// <summary>The role; mobile, landline and text messages are phone numbers too.</summary>
    public ColumnRole Role { get; init; }

    /// <summary>The column that the list must also have; null for none.</summary>
    public string? Beside { get; init; }

    /// <summary>Languages in which the phrase has this meaning, ISO 639-1.</summary>
    public IReadOnlyCollection<string> Languages { get; init; } = [];

    /// <summary>The only keys that a neutral phrase can be combined with. Empty for all.</summary>
    public IReadOnlyCollection<ColumnTarget> Of { get; init; } = [];
}
