using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.Threading;
using MessengerMarketing.Customers;
using MessengerMarketing.Customers.Batches;
using MessengerMarketing.Customers.Filters;
using MessengerMarketing.Customers.Rows;

namespace MessengerMarketing.Uploads.Sync;

/// <summary>Collects the entries of the list while it is read and hashed. Thread-safe.</summary>
internal sealed class SyncListEntries : IDisposable
{
    /// <summary>Size of a row's key and number in bytes.</summary>
    public const int ItemSize = SyncKey.Size + 8;

    private readonly SyncEntryReader _reader;
    private readonly RowSpool? _spool;
    private readonly PrefixTable _optOuts = new();
    private long _lastRow;
    private long _faultyRows;
    private long _count;

    /// <summary>Creates a collector.</summary>
    /// <param name="schema">The keys of the rows.</param>
    /// <param name="createFile">Creates a temporary file.</param>
    /// <param name="spool">Receives every row if the list cannot be read again; otherwise null.</param>
    public SyncListEntries(IReadOnlyList<SchemaKey> schema, Func<TemporaryFile> createFile, RowSpool? spool)
    {
        _reader = new SyncEntryReader(schema);
        _spool = spool;
        Items = new PartitionedItems(ItemSize, createFile);
    }

    /// <summary>The keys of the rows, each followed by the number of the row.</summary>
    public PartitionedItems Items { get; }

    /// <summary>Number of entries.</summary>
    public long Count => Volatile.Read(ref _count);

    /// <summary>Number of the last row.</summary>
    public long LastRow => Volatile.Read(ref _lastRow);

    /// <summary>Rows that could not be used. People who opted out are not counted.</summary>
    public long FaultyRows => Volatile.Read(ref _faultyRows);

    /// <summary>The number of the row in an item.</summary>
    public static long GetRow(ReadOnlySpan<byte> item) => BinaryPrimitives.ReadInt64LittleEndian(item.Slice(SyncKey.Size));

    /// <summary>Collects a batch.</summary>
    public void Add(HashedBatch batch)
    {
        Span<byte> item = stackalloc byte[ItemSize];
        for (int i = 0; i < batch.Rows; i++)
        {
            ReadOnlySpan<byte> row = batch.GetRow(i);
            long number = batch.GetRowNumber(i);
            SyncKey key = _reader.ReadKey(row);
            key.Write(item);
            BinaryPrimitives.WriteInt64LittleEndian(item.Slice(SyncKey.Size), number);
            Items.Add(key.Partition, item);
            _spool?.Add(number, row);
        }

        Interlocked.Add(ref _count, batch.Rows);
        Interlocked.Add(ref _faultyRows, CountFaulty(batch.Issues));
        long last = Volatile.Read(ref _lastRow);
        while (batch.LastRow > last && Interlocked.CompareExchange(ref _lastRow, batch.LastRow, last) != last)
        {
            last = Volatile.Read(ref _lastRow);
        }
    }

    /// <summary>Stores the identifiers of a person who opted out.</summary>
    public void AddOptOut(IReadOnlyList<Identifier> identifiers)
    {
        lock (_optOuts)
        {
            foreach (Identifier identifier in identifiers)
            {
                if (!identifier.Value.IsNone)
                {
                    _optOuts.Add(identifier.Value.High, 1);
                }
            }
        }
    }

    /// <summary>Whether an entry has an identifier of somebody who opted out. Do not call it while rows are added.</summary>
    public bool IsOptedOut(ReadOnlySpan<byte> entry, SuppressionList? suppression)
    {
        for (int i = 0; i < SyncEntry.Identifiers; i++)
        {
            if (SyncEntry.Has(entry, i) && (_optOuts.GetMarks(SyncEntry.GetPrefix(entry, i)) != 0 || suppression?.Contains(SyncEntry.GetPersonHash(entry, i)) == true))
            {
                return true;
            }
        }

        return false;
    }

    /// <inheritdoc/>
    public void Dispose() => Items.Dispose();

    private static int CountFaulty(IReadOnlyList<RowIssue> issues)
    {
        int faulty = 0;
        long last = 0;
        foreach (RowIssue issue in issues)
        {
            if (issue.RowRejected && issue.Row != last && issue.Reason is not (RejectReason.Suppressed or RejectReason.OptedOut or RejectReason.Duplicate))
            {
                faulty++;
                last = issue.Row;
            }
        }

        return faulty;
    }
}
