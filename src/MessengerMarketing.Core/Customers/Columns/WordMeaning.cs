using System.Collections.Generic;

namespace MessengerMarketing.Customers.Columns;

/// <summary>What kind of word a phrase of the vocabulary is.</summary>
internal enum WordKind
{
    /// <summary>Names a schema key.</summary>
    Key,

    /// <summary>Says whose, or which of several.</summary>
    Role,

    /// <summary>The customer.</summary>
    Person,

    /// <summary>Says that a date is one of birth.</summary>
    Birth,

    /// <summary>A part of a date, or a date.</summary>
    DatePart,

    /// <summary>A name that is neither the first nor the last.</summary>
    Name,

    /// <summary>Adds nothing.</summary>
    Neutral,

    /// <summary>A "yes" in the column permits marketing.</summary>
    ConsentYes,

    /// <summary>A "yes" in the column forbids marketing.</summary>
    ConsentNo,

    /// <summary>The column's words say whether marketing is permitted.</summary>
    ConsentStatus,

    /// <summary>When somebody consented or withdrew it.</summary>
    ConsentTime,

    /// <summary>How somebody consented or withdrew it.</summary>
    ConsentDetail,

    /// <summary>A business record that has a state of its own.</summary>
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

    /// <summary>Languages in which the phrase means this, ISO 639-1.</summary>
    public IReadOnlyCollection<string> Languages { get; init; } = [];

    /// <summary>The only keys whose meaning a neutral phrase leaves as it is; empty for all.</summary>
    public IReadOnlyCollection<ColumnTarget> Of { get; init; } = [];
}
