using System;
using System.Threading;

namespace MessengerMarketing.Uploads.Sync;

/// <summary>The changes that a run sends: the entries to remove, by which identifiers, and the rows to send again because of that.</summary>
internal sealed class SyncPlan : IDisposable
{
    private const byte Known = 1;
    private const byte Removable = 2;
    private const byte Listed = 4;

    // Their identifiers are held in memory, 37 MB at most. The list is read again for the next ones.
    private const int MaxEntriesAtOnce = 1_000_000;

    private readonly SyncComparison _comparison;
    private readonly SyncListEntries _list;
    private readonly bool _keepsLeavers;
    private readonly OptedOutIdentifiers? _optedOut;
    private long _changed;
    private long _affected;

    private SyncPlan(SyncComparison comparison, SyncListEntries list, bool keepsLeavers, Func<TemporaryFile> createFile)
    {
        _comparison = comparison;
        _list = list;
        _keepsLeavers = keepsLeavers;
        Changed = new RowBits(list.LastRow);
        Removals = new ItemList(SyncLog.RemovalSize, createFile);
        Replaced = new ItemList(SyncEntry.Size, createFile);
        Affected = new ItemList(SyncKey.Size, createFile);
        _optedOut = keepsLeavers && comparison.OptedOut > 0 ? new OptedOutIdentifiers(comparison.Gone) : null;
    }

    /// <summary>New rows that share an identifier with an entry that is no longer in the list.</summary>
    public RowBits Changed { get; }

    /// <summary>Entries to remove, each with the identifiers by which it is removed.</summary>
    public ItemList Removals { get; }

    /// <summary>Entries whose people have newer ones; they leave the state once those are accepted.</summary>
    public ItemList Replaced { get; }

    /// <summary>The keys of entries whose people might be affected by the removals.</summary>
    public ItemList Affected { get; }

    /// <summary>New rows of people who had another row before.</summary>
    public long ChangedRows => _changed;

    /// <summary>Unchanged rows that are sent again because of a removal.</summary>
    public long AffectedRows => _affected;

    /// <summary>People to remove because they left the list. None of their identifiers is in the list.</summary>
    public long Leavers { get; private set; }

    /// <summary>People to remove because they opted out.</summary>
    public long OptedOut { get; private set; }

    /// <summary>People of whom a former identifier is removed.</summary>
    public long ChangedIdentifiers { get; private set; }

    /// <summary>People who left the list and are kept.</summary>
    public long Kept { get; private set; }

    /// <summary>Creates the plan.</summary>
    /// <param name="comparison">The comparison of list and state.</param>
    /// <param name="list">The entries of the list.</param>
    /// <param name="keepsLeavers">Whether only people who opted out are removed.</param>
    /// <param name="createFile">Creates a temporary file.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public static SyncPlan Create(SyncComparison comparison, SyncListEntries list, bool keepsLeavers, Func<TemporaryFile> createFile, CancellationToken cancellationToken)
    {
        var plan = new SyncPlan(comparison, list, keepsLeavers, createFile);
        try
        {
            for (long first = 0; first < comparison.Gone.Count; first += MaxEntriesAtOnce)
            {
                PrefixTable identifiers = plan.CollectIdentifiers(first);
                plan.FindListed(identifiers, cancellationToken);
                comparison.Gone.ForEach(first, MaxEntriesAtOnce, entry => plan.Decide(identifiers, entry));
            }

            return plan;
        }
        catch
        {
            plan.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Removals.Dispose();
        Replaced.Dispose();
        Affected.Dispose();
    }

    private static bool IsOptedOut(ReadOnlySpan<byte> entry) => OptedOutIdentifiers.IsOptedOut(entry);

    private bool IsRemovable(ReadOnlySpan<byte> entry) => !_keepsLeavers || IsOptedOut(entry);

    /// <summary>
    /// Whether the person left the list and is kept, but might be removed, or was removed, together with somebody who opted out or by an
    /// earlier run. The person is sent again if the list has the person again. Everybody in the list who shares an identifier with the person is sent again now.
    /// </summary>
    private bool IsAffected(ReadOnlySpan<byte> entry) => (SyncEntry.GetFlags(entry) & SyncFlags.Uncertain) != SyncFlags.None || _optedOut?.IsSharedBy(entry) == true;

    private PrefixTable CollectIdentifiers(long first)
    {
        var identifiers = new PrefixTable((int)Math.Min(MaxEntriesAtOnce, _comparison.Gone.Count - first) * SyncEntry.Identifiers);
        _comparison.Gone.ForEach(
            first,
            MaxEntriesAtOnce,
            entry =>
            {
                byte marks = IsRemovable(entry) || IsAffected(entry) ? (byte)(Known | Removable) : Known;
                for (int identifier = 0; identifier < SyncEntry.Identifiers; identifier++)
                {
                    if (SyncEntry.Has(entry, identifier))
                    {
                        identifiers.Add(SyncEntry.GetPrefix(entry, identifier), marks);
                    }
                }
            });
        return identifiers;
    }

    /// <summary>Finds the identifiers that are in the list, and the rows that have them.</summary>
    private void FindListed(PrefixTable identifiers, CancellationToken cancellationToken) => SyncParallel.ForEachPartition(
        static () => new byte[1][],
        (partition, buffer) =>
        {
            buffer[0] ??= [];
            int count = _list.Items.Read(partition, ref buffer[0]);
            for (int i = 0; i < count; i++)
            {
                ReadOnlySpan<byte> item = buffer[0].AsSpan(i * SyncListEntries.ItemSize, SyncListEntries.ItemSize);
                var key = SyncKey.Read(item);
                byte marks = 0;
                for (int identifier = 0; identifier < SyncEntry.Identifiers; identifier++)
                {
                    if (key.GetPrefix(identifier) is not 0 and var prefix)
                    {
                        marks |= identifiers.Mark(prefix, Listed);
                    }
                }

                if (marks != 0)
                {
                    AddSharer(SyncListEntries.GetRow(item), key, (marks & Removable) != 0);
                }
            }
        },
        cancellationToken);

    private void AddSharer(long row, in SyncKey key, bool isRemovable)
    {
        bool isNew = _comparison.New.IsSet(row);
        if (isNew && Changed.Set(row))
        {
            Interlocked.Increment(ref _changed);
        }

        // A row that is equal to an earlier one is not sent.
        if (isRemovable && _comparison.Known.IsSet(row))
        {
            // Even if it is sent anyway: a plan with other guard rails might have marked it, and a call can fail.
            AddAffected(key);
            if (!isNew && _comparison.MarkSend(row, key.Fingerprint))
            {
                Interlocked.Increment(ref _affected);
            }
        }
    }

    private void AddAffected(in SyncKey key)
    {
        Span<byte> item = stackalloc byte[SyncKey.Size];
        key.Write(item);
        Affected.Add(item);
    }

    private void Decide(PrefixTable identifiers, Span<byte> entry)
    {
        int unlisted = 0;
        for (int identifier = 0; identifier < SyncEntry.Identifiers; identifier++)
        {
            bool isUnlisted = SyncEntry.Has(entry, identifier) && (identifiers.GetMarks(SyncEntry.GetPrefix(entry, identifier)) & Listed) == 0;
            unlisted |= isUnlisted ? 1 << identifier : 0;
        }

        bool isListed = unlisted != SyncEntry.GetIdentifiers(entry);
        if (!IsRemovable(entry))
        {
            Kept += isListed ? 0 : 1;
            if (unlisted != 0)
            {
                if (IsAffected(entry))
                {
                    AddAffected(SyncKey.FromEntry(entry));
                }

                return;
            }
        }
        else if (unlisted != 0)
        {
            Count(entry, isListed);
            Span<byte> removal = stackalloc byte[SyncLog.RemovalSize];
            entry.CopyTo(removal);
            removal[SyncEntry.Size] = (byte)unlisted;
            Removals.Add(removal);
        }

        if (isListed)
        {
            SyncEntry.RemoveIdentifiers(entry, unlisted);
            Replaced.Add(entry);
        }
    }

    private void Count(ReadOnlySpan<byte> entry, bool isListed)
    {
        _ = IsOptedOut(entry) ? OptedOut++ : isListed ? ChangedIdentifiers++ : Leavers++;
    }
}
