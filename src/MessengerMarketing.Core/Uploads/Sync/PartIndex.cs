using System;

namespace MessengerMarketing.Uploads.Sync;

/// <summary>Finds the entries of one part of a state and of a list.</summary>
internal readonly ref struct PartIndex
{
    private readonly byte[] _state;
    private readonly byte[] _list;
    private readonly int _known;
    private readonly int[] _slots;

    /// <summary>An index of a state's part. The entries of the list are added one by one.</summary>
    public PartIndex(byte[] state, int known, byte[] list, int listed)
    {
        _state = state;
        _list = list;
        _known = known;
        _slots = new int[EntryTable.GetSlotCount(known + listed)];
        for (int i = 0; i < known; i++)
        {
            _slots[FindSlot(Get(i))] = i + 1;
        }
    }

    /// <summary>Finds an entry of the list, or adds it.</summary>
    /// <param name="index">Its index in the list's part.</param>
    /// <returns>The index of the equal entry: below the number of known ones for one of the state, above for one of the list; -1 when it was added.</returns>
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

    private ReadOnlySpan<byte> Get(int index) => index < _known
        ? _state.AsSpan(index * SyncEntry.Size, SyncEntry.Size)
        : _list.AsSpan((index - _known) * SyncListEntries.ItemSize, SyncEntry.Size);

    private int FindSlot(ReadOnlySpan<byte> entry)
    {
        int mask = _slots.Length - 1;
        int slot = EntryTable.GetFirstSlot(SyncEntry.GetFingerprint(entry), mask);
        while (_slots[slot] is not 0 and var found && !SyncEntry.AreSame(Get(found - 1), entry))
        {
            slot = (slot + 1) & mask;
        }

        return slot;
    }
}
