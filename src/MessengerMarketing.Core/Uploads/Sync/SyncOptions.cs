using System;
using System.Collections.Generic;
using MessengerMarketing.Graph;

namespace MessengerMarketing.Uploads.Sync;

/// <summary>How an audience is made to follow its list.</summary>
internal sealed record SyncOptions
{
    /// <summary>Full path of the state: what was sent and accepted so far.</summary>
    public required string StatePath { get; init; }

    /// <summary>How the list is hashed and sent.</summary>
    public UploadOptions Upload { get; init; } = new();

    /// <summary>The longest time that rate limits may delay a batch; then the run stops.</summary>
    public TimeSpan MaxWait { get; init; } = TimeSpan.FromHours(1);

    /// <summary>Changes how the client retries, or adds what it reports to; by default it does as the connection says.</summary>
    public Func<GraphClientOptions, GraphClientOptions> ConfigureClient { get; init; } = static options => options;

    /// <summary>Full paths of the files with people who must not be in the audience.</summary>
    public IReadOnlyList<string> SuppressionPaths { get; init; } = [];

    /// <summary>Whether the run starts although entries of these files cannot be compared.</summary>
    public bool AllowsUnusableSuppression { get; init; }

    /// <summary>Full path of a CSV file for rejected rows and blanked cells; null for none.</summary>
    public string? RejectPath { get; init; }

    /// <summary>Percentage of the people in the state of whom anything may be removed without an opt-out, 0 to 100. Above it, only opt-outs are removed.</summary>
    public double MaxRemovePercent { get; init; } = 20;

    /// <summary>
    /// Percentage of the list's rows that may be unusable, 0 to 100. Null: when the list has more unusable rows than in the last run, by more than one
    /// percent of the people in the state, people who left the list are kept.
    /// </summary>
    public double? MaxRejectPercent { get; init; }

    /// <summary>Keeps people who left the list. Opt-outs are removed.</summary>
    public bool NoRemove { get; init; }

    /// <summary>Sends every row again. Also accepts a list with other keys or hashing options than before.</summary>
    public bool Full { get; init; }

    /// <summary>Rows in a run below which new people wait for a later one; 0 for none.</summary>
    public int MinAddRows { get; init; }

    /// <summary>Compares, but sends nothing and leaves the state as it is.</summary>
    public bool IsDryRun { get; init; }

    /// <summary>Bytes of a state from which on a run appends its changes to it. Smaller states are written anew.</summary>
    internal long MinPartsToAppend { get; init; } = SyncState.MinPartsToAppend;
}
