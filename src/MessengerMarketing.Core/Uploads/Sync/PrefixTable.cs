using System;

namespace MessengerMarketing.Uploads.Sync;

/// <summary>
/// A set of identifiers with marks, by the first 8 bytes of their SHA-256. One thread adds identifiers; then several can mark and read them.
/// </summary>
internal sealed class PrefixTable
{
    // Bits of the filter for each slot. Most identifiers that are looked up are not in the table, and the filter is small enough for the processor's cache.
    private const int FilterBits = 4;

    private ulong[] _keys;
    private byte[] _marks;
    private ulong[] _filter;
    private int _count;

    /// <summary>Creates an empty table with room for a number of identifiers.</summary>
    public PrefixTable(int capacity = 16)
    {
        (_keys, _marks, _filter) = Allocate(EntryTable.GetSlotCount(capacity));
    }

    /// <summary>Removes all identifiers, and makes room for a number of new ones.</summary>
    public void Reset(int capacity)
    {
        int size = EntryTable.GetSlotCount(capacity);
        if (size > _keys.Length)
        {
            (_keys, _marks, _filter) = Allocate(size);
        }
        else
        {
            Array.Clear(_keys, 0, _keys.Length);
            Array.Clear(_marks, 0, _marks.Length);
            Array.Clear(_filter, 0, _filter.Length);
        }

        _count = 0;
    }

    /// <summary>Adds an identifier, or adds marks to a known one.</summary>
    public void Add(ulong prefix, byte marks)
    {
        if ((_count + 1) * 2L > _keys.Length)
        {
            Grow();
        }

        int slot = FindSlot(prefix);
        if (_keys[slot] == 0)
        {
            SetKey(slot, ToKey(prefix));
            _count++;
        }

        _marks[slot] |= marks;
    }

    /// <summary>The marks of an identifier; 0 if it is not in the table.</summary>
    public byte GetMarks(ulong prefix) => MayContain(prefix) ? _marks[FindSlot(prefix)] : (byte)0;

    /// <summary>Marks an identifier that is in the table.</summary>
    /// <returns>Its marks before; 0 if it is not in the table.</returns>
    /// <remarks>All threads set the same mark, so no mark can be lost.</remarks>
    public byte Mark(ulong prefix, byte mark)
    {
        if (!MayContain(prefix))
        {
            return 0;
        }

        int slot = FindSlot(prefix);
        byte marks = _marks[slot];
        if (marks != 0 && (marks & mark) == 0)
        {
            _marks[slot] = (byte)(marks | mark);
        }

        return marks;
    }

    private static ulong ToKey(ulong prefix) => prefix == 0 ? 1 : prefix;

    private static (ulong[] Keys, byte[] Marks, ulong[] Filter) Allocate(int size) => (new ulong[size], new byte[size], new ulong[size * FilterBits / 64]);

    // The slot depends on the lowest bits, so the filter uses others.
    private int GetFilterBit(ulong key) => (int)(key >> 30) & ((_filter.Length * 64) - 1);

    private bool MayContain(ulong prefix)
    {
        int bit = GetFilterBit(ToKey(prefix));
        return (_filter[bit >> 6] & (1UL << (bit & 63))) != 0;
    }

    private void SetKey(int slot, ulong key)
    {
        _keys[slot] = key;
        int bit = GetFilterBit(key);
        _filter[bit >> 6] |= 1UL << (bit & 63);
    }

    private int FindSlot(ulong prefix)
    {
        ulong key = ToKey(prefix);
        ulong[] keys = _keys;
        int mask = keys.Length - 1;
        int slot = (int)key & mask;
        while (keys[slot] != key && keys[slot] != 0)
        {
            slot = (slot + 1) & mask;
        }

        return slot;
    }

    private void Grow()
    {
        ulong[] keys = _keys;
        byte[] marks = _marks;
        (_keys, _marks, _filter) = Allocate(keys.Length * 2);
        for (int i = 0; i < keys.Length; i++)
        {
            if (keys[i] != 0)
            {
                int slot = FindSlot(keys[i]);
                SetKey(slot, keys[i]);
                _marks[slot] = marks[i];
            }
        }
    }
}
