using System;
using System.Collections.Generic;
using System.Linq;
using MessengerMarketing.Customers.Rows;

namespace MessengerMarketing.Customers.Columns;

/// <summary>Reads and counts the consent columns of a list. A single no is enough, because none of the columns is about Messenger, so none takes precedence.
/// Not thread-safe.</summary>
internal sealed class ConsentReader
{
    // Consent columns have few distinct values, which are cached. Opt-out dates have many, and are read each time.
    private const int MaxKnownCells = 16;

    private readonly Column[] _columns;

    /// <summary>Creates a reader for blocks of a mapping with consent columns.</summary>
    public ConsentReader(ColumnMapping mapping)
    {
        MappedColumn[] read = [.. mapping.Columns];
        _columns = [.. mapping.ConsentColumns
            .Select(consent => new Column(consent, Array.FindIndex(read, column => column.Index == consent.Index && column.Target.IsConsent)))
            .Where(static column => column.Cell >= 0)];
    }

    /// <summary>Whether the list has consent columns.</summary>
    public bool HasColumns => _columns.Length > 0;

    /// <summary>Reads and counts a row.</summary>
    /// <returns><see cref="ConsentAnswer.No"/> if any column says so, otherwise <see cref="ConsentAnswer.Yes"/> if any column says so.</returns>
    public ConsentAnswer Read(RowBlock block, int row)
    {
        ConsentAnswer answer = ConsentAnswer.Unknown;
        foreach (Column column in _columns)
        {
            ConsentAnswer own = column.Read(block.Read(row, column.Cell));
            answer = own == ConsentAnswer.No || answer == ConsentAnswer.Unknown ? own : answer;
        }

        return answer;
    }

    /// <summary>Returns the counts of each column since the last call. A status column that is about something else has no counts.</summary>
    public IReadOnlyList<ConsentCount> Drain() => _columns.Length == 0 ? [] : [.. _columns.Select(static column => column.Drain()).OfType<ConsentCount>()];

    /// <summary>A consent column, its index in the blocks, and its counts.</summary>
    private sealed class Column(ConsentColumn consent, int cell)
    {
        private readonly List<(string Cell, ConsentAnswer Answer)> _known = [];
        private readonly long[] _answers = new long[3];

        public int Cell => cell;

        public ConsentAnswer Read(ReadOnlySpan<char> text)
        {
            ConsentAnswer answer = Find(text);
            _answers[(int)answer]++;
            return answer;
        }

        public ConsentCount? Drain()
        {
            var count = new ConsentCount(consent.Name, _answers[(int)ConsentAnswer.Yes], _answers[(int)ConsentAnswer.No], _answers[(int)ConsentAnswer.Unknown]);
            Array.Clear(_answers, 0, _answers.Length);
            return consent.IsOfUnknownSubject && count.Yes + count.No == 0 ? null : count;
        }

        private ConsentAnswer Find(ReadOnlySpan<char> text)
        {
            foreach ((string known, ConsentAnswer answer) in _known)
            {
                if (text.SequenceEqual(known.AsSpan()))
                {
                    return answer;
                }
            }

            string value = text.ToString();
            ConsentAnswer read = consent.Read(value);
            if (_known.Count < MaxKnownCells)
            {
                _known.Add((value, read));
            }

            return read;
        }
    }
}
