using System;
using System.Buffers;
using System.Collections.Generic;
using MessengerMarketing.Customers.Columns;
using MessengerMarketing.Customers.Filters;
using MessengerMarketing.Customers.Hashing;
using MessengerMarketing.Customers.Normalization;
using MessengerMarketing.Customers.Rows;
using MessengerMarketing.Hashing;

namespace MessengerMarketing.Customers.Batches;

/// <summary>Converts blocks of rows to batches of hashes. Not thread-safe.</summary>
internal sealed class BatchEncoder : IDisposable
{
    private const int QuotedHashLength = HexDigest.Sha256Length + 2;

    private readonly RowNormalizer _rows;
    private readonly SchemaKey[] _schema;
    private readonly Sha256Hasher _hasher = new();
    private readonly RowFilter _filter;
    private readonly DuplicateRemover? _duplicates;
    private readonly int _maxRowsPerPerson;
    private readonly Func<long, bool>? _selectsRow;
    private byte[] _json = [];
    private int _length;

    /// <summary>Creates an encoder for lists with this mapping.</summary>
    public BatchEncoder(ColumnMapping mapping, HashingOptions options)
        : this(mapping, options, new RowFilterOptions())
    {
    }

    /// <summary>Creates an encoder that leaves out people.</summary>
    internal BatchEncoder(ColumnMapping mapping, HashingOptions options, RowFilterOptions filter)
    {
        _rows = new RowNormalizer(mapping, options);
        _schema = [.. _rows.Schema];
        _maxRowsPerPerson = options.AllIdentifiers ? HashingOptions.MaxRowsPerPerson : 1;
        _selectsRow = filter.Rows;
        _filter = new RowFilter(mapping, options, filter);
        _duplicates = filter.Duplicates is { } duplicates ? new DuplicateRemover(_schema, duplicates) : null;
    }

    /// <summary>Normalizes and hashes the rows of a block.</summary>
    public HashedBatch Encode(RowBlock block)
    {
        // Large enough for all rows with all cells hashed, so the buffer never grows.
        _json = ArrayPool<byte>.Shared.Rent(Math.Max(1, block.Count * _maxRowsPerPerson * ((_schema.Length * (QuotedHashLength + 1)) + 2)));
        _length = 0;
        var issues = new List<RowIssue>();
        var starts = new List<int>(block.Count);
        var indexes = new List<int>(block.Count);
        for (int row = 0; row < block.Count; row++)
        {
            if (_selectsRow is not null && !_selectsRow(block.FirstRow + row))
            {
                continue;
            }

            RejectReason filtered = _filter.Judge(block, row);
            int firstIssue = issues.Count;
            if (!_rows.Normalize(block, row, issues))
            {
                continue;
            }

            if (filtered != RejectReason.None)
            {
                issues.RemoveRange(firstIssue, issues.Count - firstIssue);
                issues.Add(new RowIssue(block.FirstRow + row, null, filtered, RowRejected: true));
            }
            else
            {
                AddRow(row, starts, indexes);
                for (int further = 0; further < _rows.FurtherCount; further++)
                {
                    _rows.UseFurther(further);
                    AddRow(row, starts, indexes);
                }
            }
        }

        _hasher.Flush(_json);
        _length = _duplicates?.Apply(_json, _length, starts, indexes, block.FirstRow, issues) ?? _length;
        return new HashedBatch(block, _schema, _json, _length, [.. starts], [.. indexes], issues, _rows.DrainCounts(), _filter.DrainConsent());
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _filter.Dispose();
        _hasher.Dispose();
    }

    private void AddRow(int row, List<int> starts, List<int> indexes)
    {
        if (starts.Count > 0)
        {
            Write((byte)',');
        }

        starts.Add(_length);
        indexes.Add(row);
        WriteRow();
    }

    private void WriteRow()
    {
        for (int cell = 0; cell < _schema.Length; cell++)
        {
            Write(cell == 0 ? (byte)'[' : (byte)',');
            switch (_rows.State(cell))
            {
                case CellState.Plain:
                    Reserve(QuotedHashLength);
                    _json[_length] = (byte)'"';
                    _hasher.Add(_rows.Text(cell).Chars, _rows.Text(cell).Length, _json, _length + 1);
                    _length += QuotedHashLength;
                    _json[_length - 1] = (byte)'"';
                    break;
                case CellState.Hashed:
                    Reserve(QuotedHashLength);
                    Write((byte)'"');
                    WriteAscii(_rows.Text(cell));
                    Write((byte)'"');
                    break;
                case CellState.Raw:
                    WriteRaw(_schema[cell], _rows.Text(cell));
                    break;
                default:
                    WriteBlank(_schema[cell]);
                    break;
            }
        }

        Write((byte)']');
    }

    /// <summary>Numbers and lists are sent as JSON numbers and lists, and IDs as strings.</summary>
    private void WriteRaw(SchemaKey key, CellBuffer text)
    {
        if (IsJsonLiteral(key))
        {
            Reserve(text.Length);
            WriteAscii(text);
            return;
        }

        ReadOnlySpan<byte> encoded = RowJson.Escape(text.ToString());
        Reserve(encoded.Length + 2);
        Write((byte)'"');
        encoded.CopyTo(_json.AsSpan(_length));
        _length += encoded.Length;
        Write((byte)'"');
    }

    private void WriteBlank(SchemaKey key)
    {
        switch (key)
        {
            case SchemaKey.DATA_PROCESSING_OPTIONS:
                Write((byte)'[');
                Write((byte)']');
                break;
            case SchemaKey.DATA_PROCESSING_OPTIONS_COUNTRY or SchemaKey.DATA_PROCESSING_OPTIONS_STATE:
                Write((byte)'0');
                break;
            default:
                // Also for the value of a customer, because 0 would mean that the customer is worth nothing.
                Write((byte)'"');
                Write((byte)'"');
                break;
        }
    }

    private static bool IsJsonLiteral(SchemaKey key) => key
        is SchemaKey.LOOKALIKE_VALUE
        or SchemaKey.DATA_PROCESSING_OPTIONS
        or SchemaKey.DATA_PROCESSING_OPTIONS_COUNTRY
        or SchemaKey.DATA_PROCESSING_OPTIONS_STATE;

    private void WriteAscii(CellBuffer text)
    {
        for (int i = 0; i < text.Length; i++)
        {
            _json[_length++] = (byte)text[i];
        }
    }

    private void Write(byte value)
    {
        Reserve(1);
        _json[_length++] = value;
    }

    private void Reserve(int count)
    {
        if (_length + count <= _json.Length)
        {
            return;
        }

        byte[] larger = ArrayPool<byte>.Shared.Rent(Math.Max(_json.Length * 2, _length + count));
        Buffer.BlockCopy(_json, 0, larger, 0, _length);
        ArrayPool<byte>.Shared.Return(_json);
        _json = larger;
    }
}
