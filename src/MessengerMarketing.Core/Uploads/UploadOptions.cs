using System;
using System.Collections.Generic;
using MessengerMarketing.Customers;
using MessengerMarketing.Customers.Batches;
using MessengerMarketing.Customers.Filters;

namespace MessengerMarketing.Uploads;

/// <summary>Options for the upload of a list.</summary>
internal sealed record UploadOptions
{
    /// <summary>Maximum number of rows that the Graph API accepts in one call.</summary>
    public const int MaxRowsInBatch = 10_000;

    private readonly int _batchSize = MaxRowsInBatch;
    private readonly int _throttleLimit = 4;
    private readonly int _encoders = Math.Max(1, Math.Min(4, Environment.ProcessorCount));

    /// <summary>Number of list rows in a batch, 1 to 10,000.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Less than 1 or more than 10,000.</exception>
    public int BatchSize
    {
        get => _batchSize;
        init => _batchSize = value is >= 1 and <= MaxRowsInBatch
            ? value
            : throw new ArgumentOutOfRangeException(nameof(value), value, "A batch takes 1 to 10,000 rows.");
    }

    /// <summary>Maximum number of concurrent calls, at least 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Less than 1.</exception>
    public int ThrottleLimit
    {
        get => _throttleLimit;
        init => _throttleLimit = value >= 1
            ? value
            : throw new ArgumentOutOfRangeException(nameof(value), value, "At least one post must be in flight.");
    }

    /// <summary>Number of batches that are hashed at the same time. The default is the number of processors, but at most four.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Less than 1.</exception>
    public int Encoders
    {
        get => _encoders;
        init => _encoders = value >= 1
            ? value
            : throw new ArgumentOutOfRangeException(nameof(value), value, "At least one batch must be hashed.");
    }

    /// <summary>How values are normalized and hashed.</summary>
    public HashingOptions Hashing { get; init; } = new();

    /// <summary>Apps that APPUID, UID and FBUID cells belong to (<c>app_ids</c>).</summary>
    public IReadOnlyList<string> AppIds { get; init; } = [];

    /// <summary>People who must not be uploaded, or null.</summary>
    public SuppressionList? Suppression { get; init; }

    /// <summary>Leaves out people who say no in any consent column of the list.</summary>
    public bool SkipsOptedOut { get; init; }

    /// <summary>Leaves out people who occurred earlier in the list. The result depends on the order, so batches are hashed one at a time.</summary>
    public bool Unique { get; init; }

    /// <summary>Sends batches again if it is not known whether they arrived. Only the counts can be too high, because an audience contains each person
    /// once.</summary>
    public bool ResendUnknown { get; init; }

    /// <summary>Called for each batch after it is hashed, on the thread that hashed it, or null.</summary>
    internal Action<HashedBatch>? OnHashed { get; init; }

    /// <summary>As <see cref="RowFilterOptions.OnOptedOut"/>.</summary>
    internal Action<IReadOnlyList<Identifier>>? OnOptedOut { get; init; }

    /// <summary>As <see cref="RowFilterOptions.Rows"/>.</summary>
    internal Func<long, bool>? Rows { get; init; }

    /// <summary>Whether the people are added or removed, for receipts.</summary>
    internal UploadAction Action { get; init; }

    /// <summary>The host that receives the upload, for receipts, or null for Meta.</summary>
    internal string? Host { get; init; }

    /// <summary>ID of this run. Session IDs are derived from it, so that no two uploads of an account share a session.</summary>
    public Guid RunId { get; init; } = Guid.NewGuid();
}
