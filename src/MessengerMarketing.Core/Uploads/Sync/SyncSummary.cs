using System;
using System.Collections.Generic;

namespace MessengerMarketing.Uploads.Sync;

/// <summary>What a run did to keep an audience in sync with its list. In a dry run, what it would do.</summary>
public sealed record SyncSummary
{
    /// <summary>The audience's ID.</summary>
    public required string AudienceId { get; init; }

    /// <summary>The host that received the changes, such as a sandbox's address; null if it is Meta's.</summary>
    public string? Host { get; init; }

    /// <summary>Finished if all changes were made, otherwise Unfinished; WhatIf for a dry run.</summary>
    public required string State { get; init; }

    /// <summary>ID of the run. The session IDs are derived from it.</summary>
    public required Guid RunId { get; init; }

    /// <summary>New people who were added.</summary>
    public long Added { get; init; }

    /// <summary>People whose row changed and was sent.</summary>
    public long Changed { get; init; }

    /// <summary>People who left the list and were removed.</summary>
    public long Removed { get; init; }

    /// <summary>People who opted out and were removed.</summary>
    public long OptedOut { get; init; }

    /// <summary>People whose unchanged row was not sent.</summary>
    public long Unchanged { get; init; }

    /// <summary>People whose unchanged row was sent again, because a removal might have affected them, or because it was not known whether it arrived.</summary>
    public long Resent { get; init; }

    /// <summary>People of whom a former email address or phone number was removed.</summary>
    public long ChangedIdentifiers { get; init; }

    /// <summary>New people who wait for a later run.</summary>
    public long HeldBack { get; init; }

    /// <summary>Removals that Meta rejected because too few people would remain. A later run retries them.</summary>
    public long PendingRemovals { get; init; }

    /// <summary>People who left the list and were kept.</summary>
    public long Kept { get; init; }

    /// <summary>Why they were kept: the name of a <see cref="SyncGuard"/>, or null.</summary>
    public string? KeptBecause { get; init; }

    /// <summary>People in the state after the run.</summary>
    public long People { get; init; }

    /// <summary>Rows read from the list.</summary>
    public long RowsRead { get; init; }

    /// <summary>Usable rows.</summary>
    public long RowsUsable { get; init; }

    /// <summary>Rows that were left out, by key and reason.</summary>
    public required IReadOnlyDictionary<string, long> Rejections { get; init; }

    /// <summary>Rows in calls that the Graph API did not accept.</summary>
    public long RowsNotAccepted { get; init; }

    /// <summary>Retried calls.</summary>
    public int Retries { get; init; }

    /// <summary>Batches sent, removals included.</summary>
    public int Batches { get; init; }

    /// <summary>From the first row to the end.</summary>
    public TimeSpan Duration { get; init; }
}
