using System;
using System.Buffers;
using System.Collections.Generic;
using System.Text;
using MessengerMarketing.Customers.Columns;
using MessengerMarketing.Customers.Normalization;
using MessengerMarketing.Hashing;

namespace MessengerMarketing.Customers.Rows;

/// <summary>Converts rows to what an upload would send. Not thread-safe.</summary>
internal sealed class RowConverter : IDisposable
{
    private readonly RowNormalizer _rows;
    private readonly Sha256Hasher _hasher = new();
    private readonly List<RowIssue> _issues = [];
    private readonly List<(string[] Cells, int Cell)> _hashed = [];
    private readonly bool _normalized;

    /// <summary>Creates a converter for lists with this mapping.</summary>
    /// <param name="mapping">The list's columns.</param>
    /// <param name="options">How values are normalized.</param>
    /// <param name="normalized">Whether to return normalized values instead of hashes.</param>
    public RowConverter(ColumnMapping mapping, HashingOptions options, bool normalized)
    {
        _rows = new RowNormalizer(mapping, options);
        _normalized = normalized;
    }

    /// <summary>The schema keys, in the order of the cells.</summary>
    public IReadOnlyList<SchemaKey> Schema => _rows.Schema;

    /// <summary>Converts one row of a block.</summary>
    public HashedUser Convert(RowBlock block, int row) => Convert(block, row, 1)[0];

    /// <summary>Converts the rows of a block. Faster than one by one, because several values are hashed at the same time.</summary>
    public IReadOnlyList<HashedUser> Convert(RowBlock block) => Convert(block, 0, block.Count);

    /// <inheritdoc/>
    public void Dispose() => _hasher.Dispose();

    private HashedUser[] Convert(RowBlock block, int first, int count)
    {
        byte[] digits = ArrayPool<byte>.Shared.Rent(count * _rows.Schema.Count * Sha256Hasher.HexLength);
        var users = new HashedUser[count];
        for (int i = 0; i < count; i++)
        {
            users[i] = Normalize(block, first + i, digits);
        }

        _hasher.Flush(digits);
        for (int i = 0; i < _hashed.Count; i++)
        {
            (string[] cells, int cell) = _hashed[i];
            cells[cell] = Encoding.ASCII.GetString(digits, i * Sha256Hasher.HexLength, Sha256Hasher.HexLength);
        }

        _hashed.Clear();
        ArrayPool<byte>.Shared.Return(digits);
        return users;
    }

    /// <summary>Converts a row, except for cells whose hashes are computed together with those of other rows.</summary>
    private HashedUser Normalize(RowBlock block, int row, byte[] digits)
    {
        _issues.Clear();
        bool kept = _rows.Normalize(block, row, _issues);
        string[] cells = new string[_rows.Schema.Count];
        for (int cell = 0; cell < cells.Length; cell++)
        {
            CellBuffer text = _rows.Text(cell);
            switch (_rows.State(cell))
            {
                case CellState.Blank:
                    cells[cell] = string.Empty;
                    break;
                case CellState.Plain when !_normalized:
                    _hasher.Add(text.Chars, text.Length, digits, _hashed.Count * Sha256Hasher.HexLength);
                    _hashed.Add((cells, cell));
                    break;
                default:
                    cells[cell] = text.ToString();
                    break;
            }
        }

        return new HashedUser(block.FirstRow + row, _rows.Schema, cells, !kept, _issues.Count > 0 ? [.. _issues] : []);
    }
}
