using System;
using System.Collections.Generic;

namespace MessengerMarketing.Uploads.Sync;

/// <summary>What a run did to make an audience follow its list. In a dry run, what it would do.</summary>
public sealed record SyncSummary
{
    /// <summary>The audience's id.</summary>
    public required string AudienceId { get; init; }

    /// <summary>The host that received the changes, such as a sandbox's address; null when it is Meta's.</summary>
    public string? Host { get; init; }

    /// <summary>Whether everything was done: Finished, Unfinished, or WhatIf for a dry run.</summary>
    public required string State { get; init; }

    /// <summary>Identity of the run, from which its sessions' ids are derived.</summary>
    public required Guid RunId { get; init; }

    /// <summary>New people who were added.</summary>
    public long Added { get; init; }

    /// <summary>People whose row changed and was sent.</summary>
    public long Changed { get; init; }

    /// <summary>People who left the list and were removed.</summary>
    public long Removed { get; init; }

    /// <summary>People who opted out and were removed.</summary>
    public long OptedOut { get; init; }

    /// <summary>People whose row is as before and was not sent.</summary>
    public long Unchanged { get; init; }

    /// <summary>People whose row is as before and was sent again: a removal may have affected them, or it was not known whether it had arrived.</summary>
    public long Resent { get; init; }

    /// <summary>People of whom a former e-mail address or phone number was removed.</summary>
    public long ChangedIdentifiers { get; init; }

    /// <summary>New people who wait for a later run.</summary>
    public long HeldBack { get; init; }

    /// <summary>Removals that the Graph API refused because too few people would remain. A later run tries them again.</summary>
    public long PendingRemovals { get; init; }

    /// <summary>People who left the list and were kept.</summary>
    public long Kept { get; init; }

    /// <summary>Why they were kept: the name of a <see cref="SyncGuard"/>; null when they were not.</summary>
    public string? KeptBecause { get; init; }

    /// <summary>People in the state after the run.</summary>
    public long People { get; init; }

    /// <summary>Rows read from the list.</summary>
    public long RowsRead { get; init; }

    /// <summary>Rows that were fit to be sent.</summary>
    public long RowsUsable { get; init; }

    /// <summary>Rows that were left out, by key and reason.</summary>
    public required IReadOnlyDictionary<string, long> Rejections { get; init; }

    /// <summary>Rows in calls that the Graph API did not accept.</summary>
    public long RowsNotAccepted { get; init; }

    /// <summary>Calls that were tried again.</summary>
    public int Retries { get; init; }

    /// <summary>Batches sent, removals included.</summary>
    public int Batches { get; init; }

    /// <summary>From the first row to the end.</summary>
    public TimeSpan Duration { get; init; }
}
