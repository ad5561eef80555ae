using System;
using System.Collections.Generic;
using MessengerMarketing.Customers.Columns;
using MessengerMarketing.Customers.Rows;

namespace MessengerMarketing.Customers.Filters;

/// <summary>Decides which rows are left out because of their person, and counts the answers of consent columns. Not thread-safe.</summary>
internal sealed class RowFilter : IDisposable
{
    private readonly ConsentReader _consent;
    private readonly SuppressionList? _suppression;
    private readonly IdentifierReader? _identifiers;
    private readonly bool _skipsOptedOut;
    private readonly Action<IReadOnlyList<Identifier>>? _onOptedOut;

    /// <summary>Creates a filter for the rows of a list.</summary>
    public RowFilter(ColumnMapping mapping, HashingOptions hashing, RowFilterOptions options)
    {
        _consent = new ConsentReader(mapping);
        _skipsOptedOut = options.SkipsOptedOut;
        _suppression = options.Suppression;
        _onOptedOut = options.OnOptedOut;
        _identifiers = _suppression is null && _onOptedOut is null ? null : new IdentifierReader(mapping, hashing);
    }

    /// <summary>Checks a row.</summary>
    /// <returns>Why it is left out, or <see cref="RejectReason.None"/>.</returns>
    public RejectReason Judge(RowBlock block, int row)
    {
        bool isOptedOut = _consent.HasColumns && _consent.Read(block, row) == ConsentAnswer.No;
        RejectReason reason = _suppression is not null && _suppression.ContainsAny(_identifiers!.Read(block, row)) ? RejectReason.Suppressed
            : isOptedOut && _skipsOptedOut ? RejectReason.OptedOut
            : RejectReason.None;
        if (reason != RejectReason.None && _onOptedOut is not null)
        {
            _onOptedOut(_identifiers!.Read(block, row));
        }

        return reason;
    }

    /// <summary>Returns the counts of the consent columns since the last call.</summary>
    public IReadOnlyList<ConsentCount> DrainConsent() => _consent.Drain();

    /// <inheritdoc/>
    public void Dispose() => _identifiers?.Dispose();
}
