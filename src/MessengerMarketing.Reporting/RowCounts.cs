using System;
using System.Collections.Generic;

namespace MessengerMarketing.Reporting;

/// <summary>What became of a row, as a report tells it apart. The order is that of the bars, from the axis outwards.</summary>
public enum RowOutcome
{
    /// <summary>In a batch that the Graph API accepted.</summary>
    Accepted,

    /// <summary>Rejected before anything was sent, because it cannot be matched.</summary>
    Rejected,

    /// <summary>In a batch that the Graph API refused.</summary>
    Refused,

    /// <summary>In a batch of which nobody has heard whether it arrived.</summary>
    Unknown,

    /// <summary>In a batch that was not sent.</summary>
    NotSent,

    /// <summary>Fit to be sent and not accepted, where the source does not say why.</summary>
    NotAccepted,
}

/// <summary>Rows by what became of them.</summary>
public sealed record RowCounts
{
    /// <summary>The outcomes in the order in which they are shown.</summary>
    public static IReadOnlyList<RowOutcome> Outcomes { get; } =
        [RowOutcome.Accepted, RowOutcome.Rejected, RowOutcome.Refused, RowOutcome.Unknown, RowOutcome.NotSent, RowOutcome.NotAccepted];

    /// <summary>Rows accepted.</summary>
    public long Accepted { get; init; }

    /// <summary>Rows rejected before anything was sent.</summary>
    public long Rejected { get; init; }

    /// <summary>Rows refused by the Graph API.</summary>
    public long Refused { get; init; }

    /// <summary>Rows that may or may not have arrived.</summary>
    public long Unknown { get; init; }

    /// <summary>Rows not sent.</summary>
    public long NotSent { get; init; }

    /// <summary>Rows not accepted for a reason that is not known.</summary>
    public long NotAccepted { get; init; }

    /// <summary>All of them.</summary>
    public long Total => Accepted + Rejected + Refused + Unknown + NotSent + NotAccepted;

    /// <summary>Rows of one outcome.</summary>
    public long this[RowOutcome outcome] => outcome switch
    {
        RowOutcome.Accepted => Accepted,
        RowOutcome.Rejected => Rejected,
        RowOutcome.Refused => Refused,
        RowOutcome.Unknown => Unknown,
        RowOutcome.NotSent => NotSent,
        RowOutcome.NotAccepted => NotAccepted,
        _ => throw new ArgumentOutOfRangeException(nameof(outcome), outcome, "There is no such outcome."),
    };

    /// <summary>The rows of both.</summary>
    public static RowCounts operator +(RowCounts left, RowCounts right) => new()
    {
        Accepted = left.Accepted + right.Accepted,
        Rejected = left.Rejected + right.Rejected,
        Refused = left.Refused + right.Refused,
        Unknown = left.Unknown + right.Unknown,
        NotSent = left.NotSent + right.NotSent,
        NotAccepted = left.NotAccepted + right.NotAccepted,
    };

    /// <inheritdoc cref="op_Addition"/>
    public static RowCounts Add(RowCounts left, RowCounts right) => left + right;

    /// <summary>Adds up.</summary>
    public static RowCounts Sum(IEnumerable<RowCounts> counts)
    {
        var sum = new RowCounts();
        foreach (RowCounts each in counts)
        {
            sum += each;
        }

        return sum;
    }
}
