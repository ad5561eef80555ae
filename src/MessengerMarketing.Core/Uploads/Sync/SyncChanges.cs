namespace MessengerMarketing.Uploads.Sync;

/// <summary>Why people who left the list are not removed in a run.</summary>
internal enum SyncGuard
{
    /// <summary>They are removed.</summary>
    None,

    /// <summary>The caller requested it (<see cref="SyncOptions.NoRemove"/>).</summary>
    NoRemove,

    /// <summary>The list has many more unusable rows than in the last run. New people are added.</summary>
    MoreRejectedRows,

    /// <summary>The list has no usable row. Only opt-outs are sent.</summary>
    EmptyList,

    /// <summary>Too many rows cannot be used (<see cref="SyncOptions.MaxRejectPercent"/>). Only opt-outs are sent.</summary>
    TooManyRejected,

    /// <summary>Too many people would be removed (<see cref="SyncOptions.MaxRemovePercent"/>). Only opt-outs are sent.</summary>
    TooManyRemovals,
}

/// <summary>The difference between a list and what was sent so far.</summary>
internal sealed record SyncChanges
{
    /// <summary>Why people who left the list are not removed.</summary>
    public SyncGuard Guard { get; init; }

    /// <summary>Whether the guard rail ends the run: only opt-outs are sent.</summary>
    public bool IsStopped => Guard is SyncGuard.EmptyList or SyncGuard.TooManyRejected or SyncGuard.TooManyRemovals;

    /// <summary>People in the state before the run.</summary>
    public long People { get; init; }

    /// <summary>Rows of the list.</summary>
    public long Rows { get; init; }

    /// <summary>Rows of the list that cannot be used, opt-outs not counted.</summary>
    public long FaultyRows { get; init; }

    /// <summary>The same in the last run.</summary>
    public long FaultyRowsBefore { get; init; }

    /// <summary>New people.</summary>
    public long Added { get; init; }

    /// <summary>People whose row changed.</summary>
    public long Changed { get; init; }

    /// <summary>People whose unchanged row is sent again, because a removal might have affected them, or because it is not known whether it arrived.</summary>
    public long Resent { get; init; }

    /// <summary>People whose unchanged row is not sent.</summary>
    public long Unchanged { get; init; }

    /// <summary>New people who wait for a later run (<see cref="SyncOptions.MinAddRows"/>).</summary>
    public long HeldBack { get; init; }

    /// <summary>People who left the list and are removed.</summary>
    public long Removed { get; init; }

    /// <summary>People who opted out and are removed.</summary>
    public long OptedOut { get; init; }

    /// <summary>People of whom a former email address or phone number is removed. They count in <see cref="Changed"/> too.</summary>
    public long ChangedIdentifiers { get; init; }

    /// <summary>People who left the list and are kept.</summary>
    public long Kept { get; init; }

    /// <summary>What was compared with <see cref="SyncOptions.MaxRemovePercent"/>: people who left the list, and people of whom a former identifier would be removed.</summary>
    public long RemovalsWithoutOptOut { get; init; }
}
