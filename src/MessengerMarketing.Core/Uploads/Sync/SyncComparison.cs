using System;
using System.Threading;
using MessengerMarketing.Customers.Filters;

namespace MessengerMarketing.Uploads.Sync;

/// <summary>
/// Compares the entries of a list with those of a state, part by part on all processors: which rows are new, and which entries
/// are no longer in the list.
/// </summary>
internal sealed class SyncComparison : IDisposable
{
    private readonly SyncEntries _state;
    private readonly SyncListEntries _list;
    private readonly SuppressionList? _suppression;
    private readonly bool _sendsAll;
    private long _people;
    private long _unchanged;
    private long _newRows;
    private long _duplicates;
    private long _optedOut;
    private long _checksum;
    private long _resent;

    private SyncComparison(SyncEntries state, SyncListEntries list, SuppressionList? suppression, bool sendsAll, Func<TemporaryFile> createFile)
    {
        _state = state;
        _list = list;
        _suppression = suppression;
        _sendsAll = sendsAll;
        Send = new RowBits(list.LastRow);
        New = new RowBits(list.LastRow);
        Known = new RowBits(list.LastRow);
        Gone = new ItemList(SyncEntry.Size, createFile);
    }

    /// <summary>Rows to send.</summary>
    public RowBits Send { get; }

    /// <summary>Rows without an entry in the state.</summary>
    public RowBits New { get; }

    /// <summary>Rows with an entry in the state; one of several equal rows.</summary>
    public RowBits Known { get; }

    /// <summary>Entries of the state without a row in the list. Those of people who opted out have <see cref="SyncFlags.OptedOut"/>.</summary>
    public ItemList Gone { get; }

    /// <summary>Entries of the state.</summary>
    public long People => _people;

    /// <summary>Entries of the state with a row in the list.</summary>
    public long Unchanged => _unchanged;

    /// <summary>Entries of <see cref="New"/> rows.</summary>
    public long NewRows => _newRows;

    /// <summary>Rows with an entry in the state that are sent again.</summary>
    public long Resent => Volatile.Read(ref _resent);

    /// <summary>Rows that are equal to an earlier row.</summary>
    public long Duplicates => _duplicates;

    /// <summary>Entries of <see cref="Gone"/> whose people opted out.</summary>
    public long OptedOut => _optedOut;

    /// <summary>A sum over the rows of <see cref="Send"/>, which identifies them when the list is read again.</summary>
    public ulong Checksum => (ulong)Volatile.Read(ref _checksum);

    /// <summary>Compares.</summary>
    /// <param name="state">The entries of the state.</param>
    /// <param name="list">The entries of the list.</param>
    /// <param name="suppression">People who opted out, or null.</param>
    /// <param name="sendsAll">Whether unchanged rows are sent again.</param>
    /// <param name="createFile">Creates a temporary file.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public static SyncComparison Compare(
        SyncEntries state, SyncListEntries list, SuppressionList? suppression, bool sendsAll, Func<TemporaryFile> createFile, CancellationToken cancellationToken)
    {
        var comparison = new SyncComparison(state, list, suppression, sendsAll, createFile);
        try
        {
            SyncParallel.ForEachPartition(static () => new Buffers(), comparison.ComparePart, cancellationToken);
            return comparison;
        }
        catch
        {
            comparison.Dispose();
            throw;
        }
    }

    /// <summary>Marks a row to be sent.</summary>
    /// <returns>Whether it was not marked before.</returns>
    public bool MarkSend(long row, ulong fingerprint)
    {
        bool isNew = Send.Set(row);
        if (isNew)
        {
            Interlocked.Add(ref _checksum, (long)ComputeChecksum(row, fingerprint));
        }

        return isNew;
    }

    /// <summary>The value that a row adds to <see cref="Checksum"/>.</summary>
    public static ulong ComputeChecksum(long row, ulong fingerprint) => fingerprint * (((ulong)row * 2) + 1);

    /// <inheritdoc/>
    public void Dispose() => Gone.Dispose();

    private void ComparePart(int partition, Buffers buffers)
    {
        int known = _state.Read(partition, ref buffers.State);
        int listed = _list.Items.Read(partition, ref buffers.List);
        using var index = new PartIndex(buffers.State, known, buffers.List, listed);
        Span<bool> isListed = buffers.GetMarks(known);
        long unchanged = 0;
        long newRows = 0;
        for (int i = 0; i < listed; i++)
        {
            ReadOnlySpan<byte> item = buffers.List.AsSpan(i * SyncListEntries.ItemSize, SyncListEntries.ItemSize);
            ulong fingerprint = SyncKey.Read(item).Fingerprint;
            long row = SyncListEntries.GetRow(item);
            int found = index.FindOrAdd(i);
            if (found < 0)
            {
                newRows++;
                New.Set(row);
                MarkSend(row, fingerprint);
            }
            else if (found < known && !isListed[found])
            {
                isListed[found] = true;
                Known.Set(row);
                unchanged++;
                SyncFlags flags = SyncEntry.GetFlags(buffers.State.AsSpan(found * SyncEntry.Size));
                if ((_sendsAll || (flags & SyncFlags.Uncertain) != SyncFlags.None) && MarkSend(row, fingerprint))
                {
                    Interlocked.Increment(ref _resent);
                }
            }
        }

        AddGone(buffers.State, isListed);
        Interlocked.Add(ref _people, known);
        Interlocked.Add(ref _unchanged, unchanged);
        Interlocked.Add(ref _newRows, newRows);
        Interlocked.Add(ref _duplicates, listed - newRows - unchanged);
    }

    private void AddGone(byte[] entries, ReadOnlySpan<bool> isListed)
    {
        for (int i = 0; i < isListed.Length; i++)
        {
            if (!isListed[i])
            {
                Span<byte> entry = entries.AsSpan(i * SyncEntry.Size, SyncEntry.Size);
                if (_list.IsOptedOut(entry, _suppression))
                {
                    SyncEntry.SetFlags(entry, SyncEntry.GetFlags(entry) | SyncFlags.OptedOut);
                    Interlocked.Increment(ref _optedOut);
                }

                Gone.Add(entry);
            }
        }
    }

    private sealed class Buffers
    {
        public byte[] State = [];

        public byte[] List = [];

        private bool[] _marks = [];

        /// <summary>Returns cleared marks for the entries of a part.</summary>
        public Span<bool> GetMarks(int count)
        {
            if (_marks.Length < count)
            {
                _marks = new bool[count + (count / 8)];
            }

            Span<bool> marks = _marks.AsSpan(0, count);
            marks.Clear();
            return marks;
        }
    }
}
