using System;
using System.Buffers;

namespace MessengerMarketing.Uploads.Sync;

/// <summary>Finds the rows of a list among the entries of one part of a state.</summary>
internal readonly ref struct PartIndex
{
    private readonly byte[] _state;
    private readonly byte[] _list;
    private readonly int _known;
    private readonly int[] _slots;
    private readonly int _mask;

    /// <summary>An index of a state's part. The rows of the list are added one by one.</summary>
    public PartIndex(byte[] state, int known, byte[] list, int listed)
    {
        _state = state;
        _list = list;
        _known = known;

        // Reused from part to part: a new array for each part would double the memory of the process.
        int size = EntryTable.GetSlotCount(known + listed);
        _slots = ArrayPool<int>.Shared.Rent(size);
        _mask = size - 1;
        Array.Clear(_slots, 0, size);
        for (int i = 0; i < known; i++)
        {
            _slots[FindSlot(Get(i))] = i + 1;
        }
    }

    /// <summary>Finds a row of the list, or adds it.</summary>
    /// <param name="index">Its index in the list's part.</param>
    /// <returns>The index of the equal entry: an entry of the state if it is less than the number of known entries, otherwise a row of the list. -1 if the row was added.</returns>
    public int FindOrAdd(int index)
    {
        int slot = FindSlot(Get(_known + index));
        if (_slots[slot] == 0)
        {
            _slots[slot] = _known + index + 1;
            return -1;
        }

        return _slots[slot] - 1;
    }

    /// <summary>Returns the memory of the index.</summary>
    public void Dispose() => ArrayPool<int>.Shared.Return(_slots);

    private SyncKey Get(int index) => index < _known
        ? SyncKey.FromEntry(_state.AsSpan(index * SyncEntry.Size, SyncEntry.Size))
        : SyncKey.Read(_list.AsSpan((index - _known) * SyncListEntries.ItemSize, SyncKey.Size));

    private int FindSlot(in SyncKey key)
    {
        int slot = EntryTable.GetFirstSlot(key.Fingerprint, _mask);
        while (_slots[slot] is not 0 and var found && Get(found - 1) != key)
        {
            slot = (slot + 1) & _mask;
        }

        return slot;
    }
}
