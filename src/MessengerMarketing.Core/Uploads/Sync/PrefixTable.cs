namespace MessengerMarketing.Uploads.Sync;

/// <summary>
/// A set of identifiers by the first 8 bytes of their SHA-256, with marks for each. Built by one thread, then marked and read by several.
/// </summary>
internal sealed class PrefixTable
{
    private ulong[] _keys;
    private byte[] _marks;
    private int _count;

    /// <summary>An empty table with room for so many identifiers.</summary>
    public PrefixTable(int capacity = 16)
    {
        int size = 32;
        while (size < capacity * 2L)
        {
            size *= 2;
        }

        _keys = new ulong[size];
        _marks = new byte[size];
    }

    /// <summary>Adds an identifier, or marks to one that is known.</summary>
    public void Add(ulong prefix, byte marks)
    {
        if ((_count + 1) * 2L > _keys.Length)
        {
            Grow();
        }

        int slot = FindSlot(prefix);
        if (_keys[slot] == 0)
        {
            _keys[slot] = ToKey(prefix);
            _count++;
        }

        _marks[slot] |= marks;
    }

    /// <summary>The marks of an identifier; 0 when it is not in the table.</summary>
    public byte GetMarks(ulong prefix) => _marks[FindSlot(prefix)];

    /// <summary>Marks an identifier that is in the table.</summary>
    /// <returns>Its marks before; 0 when it is not in the table.</returns>
    /// <remarks>All threads set the same mark, so none can be lost.</remarks>
    public byte Mark(ulong prefix, byte mark)
    {
        int slot = FindSlot(prefix);
        byte marks = _marks[slot];
        if (marks != 0 && (marks & mark) == 0)
        {
            _marks[slot] = (byte)(marks | mark);
        }

        return marks;
    }

    private static ulong ToKey(ulong prefix) => prefix == 0 ? 1 : prefix;

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
        _keys = new ulong[keys.Length * 2];
        _marks = new byte[keys.Length * 2];
        for (int i = 0; i < keys.Length; i++)
        {
            if (keys[i] != 0)
            {
                int slot = FindSlot(keys[i]);
                _keys[slot] = keys[i];
                _marks[slot] = marks[i];
            }
        }
    }
}
