using System;
using System.Buffers;

namespace MessengerMarketing.Uploads.Sync;

/// <summary>Finds and changes the entries of one part of a state, in a buffer.</summary>
internal sealed class EntryTable : IDisposable
{
    private readonly byte[] _entries;
    private readonly bool[] _isDeleted;
    private readonly int[] _slots;
    private readonly int _mask;
    private int _count;

    /// <summary>A table of the entries in a buffer.</summary>
    /// <param name="entries">The buffer.</param>
    /// <param name="count">Entries in it.</param>
    /// <param name="capacity">Maximum number of entries. The buffer has room for them.</param>
    public EntryTable(byte[] entries, int count, int capacity)
    {
        _entries = entries;

        // Reused from part to part: a new array for each part would double the memory of the process.
        _isDeleted = ArrayPool<bool>.Shared.Rent(capacity);
        Array.Clear(_isDeleted, 0, capacity);
        int size = GetSlotCount(capacity);
        _slots = ArrayPool<int>.Shared.Rent(size);
        _mask = size - 1;
        Array.Clear(_slots, 0, size);
        for (int i = 0; i < count; i++)
        {
            _slots[FindSlot(SyncKey.FromEntry(Get(i)))] = i + 1;
        }

        _count = count;
    }

    /// <summary>The number of slots of a hash table: a power of two, at least twice the number of entries.</summary>
    public static int GetSlotCount(int entries)
    {
        int size = 16;
        while (size < entries * 2L)
        {
            size *= 2;
        }

        return size;
    }

    /// <summary>The slot at which the search for an entry begins. Its lowest bits are the same for all entries of a part.</summary>
    public static int GetFirstSlot(ulong fingerprint, int mask) => (int)((fingerprint >> 8) * 0x9E3779B97F4A7C15 >> 33) & mask;

    /// <summary>Marks an entry as uncertain, if it exists.</summary>
    public void MarkUncertain(in SyncKey key)
    {
        if (_slots[FindSlot(key)] is not 0 and var known && !_isDeleted[known - 1])
        {
            Span<byte> entry = Get(known - 1);
            SyncEntry.SetFlags(entry, SyncEntry.GetFlags(entry) | SyncFlags.Uncertain);
        }
    }

    /// <summary>Adds an entry, or sets the flags of the existing one.</summary>
    public void Set(ReadOnlySpan<byte> entry, SyncFlags flags)
    {
        int slot = FindSlot(SyncKey.FromEntry(entry));
        if (_slots[slot] == 0)
        {
            entry.CopyTo(Get(_count));
            _slots[slot] = ++_count;
        }

        int index = _slots[slot] - 1;
        _isDeleted[index] = false;
        SyncEntry.SetFlags(Get(index), (SyncFlags)SyncEntry.GetIdentifiers(entry) | flags);
    }

    /// <summary>Deletes an entry, if it exists.</summary>
    public void Delete(ReadOnlySpan<byte> entry)
    {
        if (_slots[FindSlot(SyncKey.FromEntry(entry))] is not 0 and var known)
        {
            _isDeleted[known - 1] = true;
        }
    }

    /// <summary>Closes the gaps. The table cannot be used afterwards.</summary>
    /// <returns>The number of remaining entries.</returns>
    public int Compact()
    {
        int kept = 0;
        for (int i = 0; i < _count; i++)
        {
            if (!_isDeleted[i])
            {
                if (kept < i)
                {
                    Get(i).CopyTo(Get(kept));
                }

                kept++;
            }
        }

        return kept;
    }

    /// <summary>Returns the memory of the table. The entries stay in the buffer.</summary>
    public void Dispose()
    {
        ArrayPool<int>.Shared.Return(_slots);
        ArrayPool<bool>.Shared.Return(_isDeleted);
    }

    private Span<byte> Get(int index) => _entries.AsSpan(index * SyncEntry.Size, SyncEntry.Size);

    private int FindSlot(in SyncKey key)
    {
        int slot = GetFirstSlot(key.Fingerprint, _mask);
        while (_slots[slot] is not 0 and var known && SyncKey.FromEntry(Get(known - 1)) != key)
        {
            slot = (slot + 1) & _mask;
        }

        return slot;
    }
}
