using System;
using System.Collections.Generic;
using MessengerMarketing.Customers.Columns;
using MessengerMarketing.Customers.Normalization;
using MessengerMarketing.Hashing;

namespace MessengerMarketing.Customers.Rows;

/// <summary>Shows row by row what an upload would send. Not safe for two threads.</summary>
public sealed class RowConverter : IDisposable
{
    private readonly RowNormalizer _rows;
    private readonly Sha256Hasher _hasher = new();
    private readonly bool _normalized;

    /// <summary>A converter for lists of this mapping.</summary>
    /// <param name="mapping">The list's columns.</param>
    /// <param name="options">How values are normalised.</param>
    /// <param name="normalized">Show normalised values instead of their hashes.</param>
    public RowConverter(ColumnMapping mapping, HashingOptions options, bool normalized)
    {
        _rows = new RowNormalizer(mapping, options);
        _normalized = normalized;
    }

    /// <summary>Converts one row of a block.</summary>
    public HashedUser Convert(RowBlock block, int row)
    {
        var issues = new List<RowIssue>();
        bool kept = _rows.Normalize(block, row, issues);
        var values = new Dictionary<SchemaKey, string>(_rows.Schema.Count);
        for (int cell = 0; cell < _rows.Schema.Count; cell++)
        {
            values.Add(_rows.Schema[cell], Show(cell));
        }

        return new HashedUser(block.FirstRow + row, values, !kept, issues);
    }

    /// <inheritdoc/>
    public void Dispose() => _hasher.Dispose();

    private string Show(int cell) => _rows.State(cell) switch
    {
        CellState.Blank => string.Empty,
        CellState.Plain when !_normalized => Hash(_rows.Text(cell)),
        _ => _rows.Text(cell).ToString(),
    };

    private string Hash(CellBuffer text) => _hasher.ToHex(text.Chars, text.Length);
}
