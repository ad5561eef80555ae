using System;
using System.Collections.Generic;
using MessengerMarketing.Customers;
using MessengerMarketing.Customers.Batches;
using MessengerMarketing.Customers.Filters;

namespace MessengerMarketing.Uploads;

/// <summary>How a list is uploaded.</summary>
internal sealed record UploadOptions
{
    /// <summary>The most rows that the Graph API takes in one call.</summary>
    public const int MaxRowsInBatch = 10_000;

    private readonly int _batchSize = MaxRowsInBatch;
    private readonly int _throttleLimit = 4;
    private readonly int _encoders = Math.Max(1, Math.Min(4, Environment.ProcessorCount));

    /// <summary>Rows of the list in one batch, 1 to 10,000.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Less than 1 or more than 10,000.</exception>
    public int BatchSize
    {
        get => _batchSize;
        init => _batchSize = value is >= 1 and <= MaxRowsInBatch
            ? value
            : throw new ArgumentOutOfRangeException(nameof(value), value, "A batch takes 1 to 10,000 rows.");
    }

    /// <summary>Posts in flight at the same time, at least 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Less than 1.</exception>
    public int ThrottleLimit
    {
        get => _throttleLimit;
        init => _throttleLimit = value >= 1
            ? value
            : throw new ArgumentOutOfRangeException(nameof(value), value, "At least one post must be in flight.");
    }

    /// <summary>Batches that are hashed at the same time: as many as there are processors, but no more than four.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Less than 1.</exception>
    public int Encoders
    {
        get => _encoders;
        init => _encoders = value >= 1
            ? value
            : throw new ArgumentOutOfRangeException(nameof(value), value, "At least one batch must be hashed.");
    }

    /// <summary>How values are normalised and hashed.</summary>
    public HashingOptions Hashing { get; init; } = new();

    /// <summary>Apps that APPUID, UID and FBUID cells belong to (<c>app_ids</c>).</summary>
    public IReadOnlyList<string> AppIds { get; init; } = [];

    /// <summary>People who must not be uploaded; null for nobody.</summary>
    public SuppressionList? Suppression { get; init; }

    /// <summary>Leaves out people who say no in any consent column of the list.</summary>
    public bool SkipsOptedOut { get; init; }

    /// <summary>
    /// Leaves out people who came before in the list. Who comes first depends on the order, so batches are hashed one after the other then.
    /// </summary>
    public bool Unique { get; init; }

    /// <summary>
    /// Sends batches again of which nobody can say whether they arrived. It does no harm but to the counts: an audience holds each
    /// person once.
    /// </summary>
    public bool ResendUnknown { get; init; }

    /// <summary>Looks at each batch as soon as it is hashed, on the thread that hashed it; null for nothing.</summary>
    internal Action<HashedBatch>? OnHashed { get; init; }

    /// <summary>As <see cref="RowFilterOptions.OnOptedOut"/>.</summary>
    internal Action<IReadOnlyList<Identifier>>? OnOptedOut { get; init; }

    /// <summary>As <see cref="RowFilterOptions.Rows"/>.</summary>
    internal Func<long, bool>? Rows { get; init; }

    /// <summary>Whether the people are added or removed, for receipts.</summary>
    internal UploadAction Action { get; init; }

    /// <summary>The host that receives the upload, for receipts; null when it is Meta's.</summary>
    internal string? Host { get; init; }

    /// <summary>Identity of this run: session ids are derived from it, so that no two uploads of an account share one.</summary>
    public Guid RunId { get; init; } = Guid.NewGuid();
}
