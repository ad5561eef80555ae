using System;
using System.Collections.Generic;

namespace MessengerMarketing.Customers.Rows;

/// <summary>Counts cells with placeholders and repaired cells. Cells of rejected rows are not counted.</summary>
internal sealed class CellCounter
{
    private static readonly int Reasons = Enum.GetValues(typeof(RejectReason)).Length;
    private static readonly int Width = Reasons + Enum.GetValues(typeof(CellRepair)).Length;

    private readonly IReadOnlyList<SchemaKey> _schema;
    private readonly long[] _counts;
    private readonly int[] _ofRow;
    private int _length;

    /// <param name="schema">The keys of the rows.</param>
    /// <param name="columns">Maximum number of cells in a row.</param>
    public CellCounter(IReadOnlyList<SchemaKey> schema, int columns)
    {
        _schema = schema;
        _counts = new long[schema.Count * Width];
        _ofRow = new int[columns];
    }

    /// <summary>Starts a row, and discards the previous row unless it was committed.</summary>
    public void StartRow() => _length = 0;

    /// <summary>Records a blank cell of the row.</summary>
    public void Add(int slot, RejectReason blank) => _ofRow[_length++] = (slot * Width) + (int)blank;

    /// <summary>Records a repaired cell of the row.</summary>
    public void Add(int slot, CellRepair repair) => _ofRow[_length++] = (slot * Width) + Reasons + (int)repair;

    /// <summary>Counts the recorded cells of the row, because the row is kept.</summary>
    public void CommitRow()
    {
        for (int i = 0; i < _length; i++)
        {
            _counts[_ofRow[i]]++;
        }
    }

    /// <summary>Returns the counts since the last call.</summary>
    public IReadOnlyList<CellCount> Drain()
    {
        var counts = new List<CellCount>();
        for (int i = 0; i < _counts.Length; i++)
        {
            if (_counts[i] > 0)
            {
                int kind = i % Width;
                counts.Add(kind < Reasons
                    ? new CellCount(_schema[i / Width], (RejectReason)kind, CellRepair.None, _counts[i])
                    : new CellCount(_schema[i / Width], RejectReason.None, (CellRepair)(kind - Reasons), _counts[i]));
                _counts[i] = 0;
            }
        }

        return counts;
    }
}
