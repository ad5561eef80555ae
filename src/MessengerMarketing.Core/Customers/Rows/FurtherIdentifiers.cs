using System;
using System.Collections.Generic;
using MessengerMarketing.Customers.Normalization;

namespace MessengerMarketing.Customers.Rows;

/// <summary>The e-mail addresses and phone numbers of a row beside its first ones. Reused row by row, with its buffers.</summary>
internal sealed class FurtherIdentifiers
{
    private readonly List<Entry> _entries = [];

    /// <summary>How many the row has.</summary>
    public int Count { get; private set; }

    /// <summary>Where the next value is to be written before it is added.</summary>
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

    /// <summary>Forgets the former row's.</summary>
    public void Clear() => Count = 0;

    /// <summary>Adds the value that was written into <see cref="Next"/>, unless the row has it already.</summary>
    /// <param name="slot">The cell that it is a value of.</param>
    /// <param name="state">What it is.</param>
    /// <param name="first">The row's first value of that cell.</param>
    /// <returns>False where the row has too many, so that it was not added.</returns>
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

    /// <summary>Puts a value into its cell, in exchange for the text that was there.</summary>
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
