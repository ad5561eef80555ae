using System;
using System.Collections.Generic;

namespace MessengerMarketing.Reporting;

/// <summary>The outcome of a row in a report. The order is the order of the bars, from the axis outward.</summary>
public enum RowOutcome
{
    /// <summary>In a batch that the Graph API accepted.</summary>
    Accepted,

    /// <summary>Rejected before anything was sent, because it cannot be matched.</summary>
    Rejected,

    /// <summary>In a batch that the Graph API rejected.</summary>
    RejectedByApi,

    /// <summary>In a batch that may or may not have arrived.</summary>
    Unknown,

    /// <summary>In a batch that was not sent.</summary>
    NotSent,

    /// <summary>Valid but not accepted, when the source does not give the reason.</summary>
    NotAccepted,
}

/// <summary>Numbers of rows by outcome.</summary>
public sealed record RowCounts
{
    /// <summary>The outcomes in display order.</summary>
    public static IReadOnlyList<RowOutcome> Outcomes { get; } =
        [RowOutcome.Accepted, RowOutcome.Rejected, RowOutcome.RejectedByApi, RowOutcome.Unknown, RowOutcome.NotSent, RowOutcome.NotAccepted];

    /// <summary>Rows accepted.</summary>
    public long Accepted { get; init; }

    /// <summary>Rows rejected before anything was sent.</summary>
    public long Rejected { get; init; }

    /// <summary>Rows rejected by the Graph API.</summary>
    public long RejectedByApi { get; init; }

    /// <summary>Rows that may or may not have arrived.</summary>
    public long Unknown { get; init; }

    /// <summary>Rows not sent.</summary>
    public long NotSent { get; init; }

    /// <summary>Rows not accepted for an unknown reason.</summary>
    public long NotAccepted { get; init; }

    /// <summary>Total number of rows.</summary>
    public long Total => Accepted + Rejected + RejectedByApi + Unknown + NotSent + NotAccepted;

    /// <summary>Number of rows with an outcome.</summary>
    public long this[RowOutcome outcome] => outcome switch
    {
        RowOutcome.Accepted => Accepted,
        RowOutcome.Rejected => Rejected,
        RowOutcome.RejectedByApi => RejectedByApi,
        RowOutcome.Unknown => Unknown,
        RowOutcome.NotSent => NotSent,
        RowOutcome.NotAccepted => NotAccepted,
        _ => throw new ArgumentOutOfRangeException(nameof(outcome), outcome, "The outcome is not known."),
    };

    /// <summary>Adds two counts.</summary>
    public static RowCounts operator +(RowCounts left, RowCounts right) => new()
    {
        Accepted = left.Accepted + right.Accepted,
        Rejected = left.Rejected + right.Rejected,
        RejectedByApi = left.RejectedByApi + right.RejectedByApi,
        Unknown = left.Unknown + right.Unknown,
        NotSent = left.NotSent + right.NotSent,
        NotAccepted = left.NotAccepted + right.NotAccepted,
    };

    /// <inheritdoc cref="op_Addition"/>
    public static RowCounts Add(RowCounts left, RowCounts right) => left + right;

    /// <summary>Sums counts.</summary>
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
