using System.Collections.Generic;
using System.Linq;
using MessengerMarketing.Customers.Columns;
using MessengerMarketing.Customers.Rows;

namespace MessengerMarketing.Customers.Inspection;

/// <summary>Reads a list as an upload does, and counts. Hashes and sends nothing. Not thread-safe.</summary>
internal sealed class ListInspector
{
    private readonly RowNormalizer _rows;
    private readonly long[] _filled;
    private readonly Dictionary<RejectReason, (long Rows, long Cells)> _reasons = [];
    private readonly ConsentReader _consent;
    private readonly List<RowIssue> _issues = [];
    private long _read;
    private long _matchable;

    /// <summary>Creates an inspector for lists with this mapping.</summary>
    /// <param name="mapping">The list's columns.</param>
    /// <param name="options">How values are normalized.</param>
    public ListInspector(ColumnMapping mapping, HashingOptions options)
    {
        Mapping = mapping.WithConsentColumns();
        _rows = new RowNormalizer(Mapping, options);
        _filled = new long[_rows.Schema.Count];
        _consent = new ConsentReader(Mapping);
    }

    /// <summary>The mapping that blocks must be read with: that of the list, with consent columns.</summary>
    public ColumnMapping Mapping { get; }

    /// <summary>Counts a block. The caller disposes it.</summary>
    public void Add(RowBlock block)
    {
        for (int row = 0; row < block.Count; row++)
        {
            _read++;
            _issues.Clear();
            if (_rows.Normalize(block, row, _issues))
            {
                _matchable++;
                CountFilled();
            }

            foreach (RowIssue issue in _issues)
            {
                (long rows, long cells) = _reasons.TryGetValue(issue.Reason, out (long, long) known) ? known : default;
                _reasons[issue.Reason] = issue.RowRejected ? (rows + 1, cells) : (rows, cells + 1);
            }

            _consent.Read(block, row);
        }
    }

    /// <summary>Creates the report. Call it once, at the end of the list.</summary>
    /// <param name="columns">The list's columns.</param>
    public CustomerListReport CreateReport(IReadOnlyList<ColumnPreview> columns) => new()
    {
        Rows = _read,
        RowsMatchable = _matchable,

        // Arrays, because PowerShell cannot index the lists that the compiler creates for collection expressions.
        Columns = columns.ToArray(),
        Keys = _rows.Schema.Select((key, cell) => new KeyCount(key.ToString(), _filled[cell])).ToArray(),
        Reasons = _reasons
            .Select(static reason => new ReasonCount(reason.Key.ToString(), reason.Value.Rows, reason.Value.Cells))
            .OrderByDescending(static reason => reason.RowsLeftOut + reason.CellsLeftBlank).ToArray(),
        Consent = _consent.Drain(),
    };

    private void CountFilled()
    {
        for (int cell = 0; cell < _filled.Length; cell++)
        {
            _filled[cell] += _rows.State(cell) == CellState.Blank ? 0 : 1;
        }
    }
}
