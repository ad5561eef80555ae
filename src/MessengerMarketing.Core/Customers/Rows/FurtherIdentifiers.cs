using System;
using System.Collections.Generic;
using MessengerMarketing.Customers.Normalization;

namespace MessengerMarketing.Customers.Rows;

/// <summary>The email addresses and phone numbers of a row after the first ones. Reused for each row, with its buffers.</summary>
internal sealed class FurtherIdentifiers
{
    private readonly List<Entry> _entries = [];

    /// <summary>Number of additional identifiers of the row.</summary>
    public int Count { get; private set; }

    /// <summary>The buffer for the next value.</summary>
    public CellBuffer Next
    {
        get
        {
            if (Count == _entries.Count)
            {
                _entries.Add(new Entry());
            }

            return _entries[Count].Text;
        }
    }

    /// <summary>Removes the identifiers of the previous row.</summary>
    public void Clear() => Count = 0;

    /// <summary>Adds the value in <see cref="Next"/>, unless the row already has it.</summary>
    /// <param name="slot">The cell that contains the value.</param>
    /// <param name="state">The kind of the value.</param>
    /// <param name="first">The first value of that cell.</param>
    /// <returns>False if the row has too many identifiers, so the value was not added.</returns>
    public bool TryAdd(int slot, CellState state, CellBuffer first)
    {
        CellBuffer text = Next;
        if (AreEqual(text, first) || _entries.FindIndex(0, Count, entry => entry.Slot == slot && AreEqual(entry.Text, text)) >= 0)
        {
            return true;
        }

        if (Count == HashingOptions.MaxRowsPerPerson - 1)
        {
            return false;
        }

        _entries[Count].Slot = slot;
        _entries[Count].State = state;
        Count++;
        return true;
    }

    /// <summary>Moves a value into its cell, in exchange for the previous text.</summary>
    public void Use(int index, CellBuffer[] texts, CellState[] states)
    {
        Entry entry = _entries[index];
        (texts[entry.Slot], entry.Text) = (entry.Text, texts[entry.Slot]);
        states[entry.Slot] = entry.State;
    }

    private static bool AreEqual(CellBuffer one, CellBuffer other) => one.Chars.AsSpan(0, one.Length).SequenceEqual(other.Chars.AsSpan(0, other.Length));

    private sealed class Entry
    {
        public CellBuffer Text { get; set; } = new();

        public int Slot { get; set; }

        public CellState State { get; set; }
    }
}
