using System;
using System.Collections.Generic;
using System.Linq;
using MessengerMarketing.Customers.Columns;
using MessengerMarketing.Customers.Normalization;

namespace MessengerMarketing.Customers.Rows;

/// <summary>Normalizes rows one by one into cells that are reused. Not thread-safe.</summary>
internal sealed class RowNormalizer
{
    private readonly RowLayout _layout;
    private readonly CellNormalizer _cells;
    private readonly SchemaKey[] _schema;
    private readonly CellBuffer[] _texts;
    private readonly CellState[] _states;
    private readonly AddressSelector _addresses;
    private readonly List<(int Start, int Length)> _parts = [];
    private readonly FurtherIdentifiers? _further;
    private readonly CountryResolver _countries;
    private readonly CellCounter _counter;

    /// <summary>Creates a normalizer for rows with this mapping.</summary>
    public RowNormalizer(ColumnMapping mapping, HashingOptions options)
    {
        _layout = new RowLayout(mapping);
        _schema = _layout.Schema;
        _texts = [.. _schema.Select(_ => new CellBuffer())];
        _states = new CellState[_schema.Length];
        _cells = new CellNormalizer(options);
        _further = options.AllIdentifiers ? new FurtherIdentifiers() : null;
        _countries = new CountryResolver(options.DefaultCountry);
        _counter = new CellCounter(_schema, mapping.Columns.Count);
        _addresses = new AddressSelector(_layout.Columns);
    }

    /// <summary>The schema keys, in the order of the cells.</summary>
    public IReadOnlyList<SchemaKey> Schema => _schema;

    /// <summary>Returns the text of a cell. Its kind is in <see cref="State"/>.</summary>
    public CellBuffer Text(int cell) => _texts[cell];

    /// <summary>Returns the kind of a cell's content.</summary>
    public CellState State(int cell) => _states[cell];

    /// <summary>Returns the counts of placeholders and repaired cells in rows that were kept since the last call.</summary>
    public IReadOnlyList<CellCount> DrainCounts() => _counter.Drain();

    /// <summary>Number of additional email addresses and phone numbers of the row, if requested.</summary>
    public int FurtherCount => _further?.Count ?? 0;

    /// <summary>Changes the row to that of an additional identifier: the first identifiers are removed, and the other values stay.</summary>
    /// <param name="index">Index of the identifier, from 0. Each can be used once, in order.</param>
    public void UseFurther(int index)
    {
        for (int cell = 0; cell < _schema.Length; cell++)
        {
            if (_schema[cell].IsIdentifier())
            {
                _states[cell] = CellState.Blank;
            }
        }

        _further!.Use(index, _texts, _states);
    }

    /// <summary>Normalizes one row of the block.</summary>
    /// <param name="block">The rows.</param>
    /// <param name="row">Index of the row in the block.</param>
    /// <param name="issues">Receives the problems of the row and its cells.</param>
    /// <returns>Whether the row has a usable EMAIL or PHONE and can be sent.</returns>
    public bool Normalize(RowBlock block, int row, List<RowIssue> issues)
    {
        _states.AsSpan().Clear();
        _counter.StartRow();
        _further?.Clear();
        int firstIssue = issues.Count;
        long number = block.FirstRow + row;
        if (block.RejectionOf(row) is not RejectReason.None and var rejection)
        {
            issues.Add(new RowIssue(number, null, rejection, RowRejected: true));
            return false;
        }

        _countries.StartRow();
        int address = _addresses.Select(block, row);
        foreach (int column in _layout.Order)
        {
            bool isConditional = _layout.IsConditional[column];
            if (isConditional && IsPassedOver(column, address))
            {
                continue;
            }

            ReadOnlySpan<char> value = block.Read(row, column);
            if (!TextRules.IsBlank(value))
            {
                RejectReason reason = NormalizeCell(column, value);
                if (reason == RejectReason.None)
                {
                    if (_cells.Repair != CellRepair.None)
                    {
                        _counter.Add(_layout.Slots[column], _cells.Repair);
                    }

                    if (isConditional && _layout.Columns[column].Rank > 0)
                    {
                        // The key has a value from another column.
                        RowIssues.Forget(issues, firstIssue, _layout.KeyOf(column));
                    }
                }
                else if (reason.MeansBlank())
                {
                    _counter.Add(_layout.Slots[column], reason);
                }
                else
                {
                    issues.Add(new RowIssue(number, _layout.KeyOf(column), reason, RowRejected: false));
                }
            }
        }

        bool lacksExternalId = _layout.ExternalIdSlot >= 0 && _states[_layout.ExternalIdSlot] == CellState.Blank;
        if (lacksExternalId || !HasIdentifier())
        {
            RowIssues.Reject(issues, firstIssue, number, lacksExternalId);
            return false;
        }

        _counter.CommitRow();
        if (_further is not null)
        {
            CollectFurther(_further, block, row, issues, firstIssue);
        }

        return true;
    }

    /// <summary>Collects the additional identifiers of the row, and the reasons why others cannot be used.</summary>
    private void CollectFurther(FurtherIdentifiers further, RowBlock block, int row, List<RowIssue> issues, int firstIssue)
    {
        foreach (int column in _layout.Order)
        {
            if (_layout.Columns[column].Target.Key is not { } key || !key.IsIdentifier())
            {
                continue;
            }

            ReadOnlySpan<char> value = block.Read(row, column);
            if (!CellValues.TrySplit(key, value, _parts) && !TextRules.IsBlank(value))
            {
                _parts.Add((0, value.Length));
            }

            int slot = _layout.Slots[column];
            foreach ((int start, int length) in _parts)
            {
                RejectReason reason = _cells.Normalize(key, value.Slice(start, length), _countries, further.Next, out CellState state);
                if (reason == RejectReason.None && !further.TryAdd(slot, state, _texts[slot]))
                {
                    reason = RejectReason.TooManyIdentifiers;
                }

                var issue = new RowIssue(block.FirstRow + row, key, reason, RowRejected: false);
                if (reason != RejectReason.None && !reason.MeansBlank() && issues.IndexOf(issue, firstIssue) < 0)
                {
                    issues.Add(issue);
                }
            }
        }
    }

    /// <summary>Returns whether the column belongs to another address, or another column has filled its key.</summary>
    private bool IsPassedOver(int column, int address)
    {
        MappedColumn mapped = _layout.Columns[column];
        return (mapped.Address != 0 && mapped.Address != address) || (mapped.Rank > 0 && IsFilled(column));
    }

    private bool IsFilled(int column)
    {
        int slot = _layout.Slots[column];
        return _states[slot] != CellState.Blank
            || (_layout.IsDate[column] && (_states[slot + 1] != CellState.Blank || _states[slot + 2] != CellState.Blank));
    }

    private RejectReason NormalizeCell(int column, ReadOnlySpan<char> value)
    {
        int slot = _layout.Slots[column];
        if (_layout.IsDate[column])
        {
            // DOBY, DOBM, and DOBD are adjacent in every schema with a whole date.
            return _cells.NormalizeDate(value, _countries, _texts, _states, slot);
        }

        SchemaKey key = _schema[slot];
        if (key.IsIdentifier() && !CellNormalizer.IsTooLong(value) && CellValues.TrySplit(key, value, _parts))
        {
            return NormalizeFirstUsable(key, value, slot);
        }

        RejectReason reason = _cells.Normalize(key, value, _countries, _texts[slot], out _states[slot]);
        if (key == SchemaKey.COUNTRY && _states[slot] == CellState.Plain)
        {
            _countries.UseRowCountry(_texts[slot]);
        }

        return reason;
    }

    /// <summary>Normalizes the first usable value of a cell.</summary>
    private RejectReason NormalizeFirstUsable(SchemaKey key, ReadOnlySpan<char> value, int slot)
    {
        RejectReason first = RejectReason.None;
        foreach ((int start, int length) in _parts)
        {
            RejectReason reason = _cells.Normalize(key, value.Slice(start, length), _countries, _texts[slot], out _states[slot]);
            if (reason == RejectReason.None)
            {
                return reason;
            }

            first = first == RejectReason.None ? reason : first;
        }

        return first;
    }

    private bool HasIdentifier()
    {
        for (int i = 0; i < _schema.Length; i++)
        {
            if (_schema[i].IsIdentifier() && _states[i] != CellState.Blank)
            {
                return true;
            }
        }

        return false;
    }
}
