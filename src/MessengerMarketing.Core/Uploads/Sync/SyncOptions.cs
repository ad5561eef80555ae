using System;
using System.Collections.Generic;
using MessengerMarketing.Graph;

namespace MessengerMarketing.Uploads.Sync;

/// <summary>How an audience is kept in sync with its list.</summary>
internal sealed record SyncOptions
{
    /// <summary>Full path of the state: what was sent and accepted so far.</summary>
    public required string StatePath { get; init; }

    /// <summary>How the list is hashed and sent.</summary>
    public UploadOptions Upload { get; init; } = new();

    /// <summary>Maximum time that rate limits can delay a batch. After that, the run stops.</summary>
    public TimeSpan MaxWait { get; init; } = TimeSpan.FromHours(1);

    /// <summary>Changes the options of the client, such as its retries. By default, the options of the connection apply.</summary>
    public Func<GraphClientOptions, GraphClientOptions> ConfigureClient { get; init; } = static options => options;

    /// <summary>Full paths of the files with people who must not be in the audience.</summary>
    public IReadOnlyList<string> SuppressionPaths { get; init; } = [];

    /// <summary>Whether the run starts even if entries of these files cannot be compared.</summary>
    public bool AllowsUnusableSuppression { get; init; }

    /// <summary>Full path of a CSV file for rejected rows and blanked cells; null for none.</summary>
    public string? RejectPath { get; init; }

    /// <summary>Maximum percentage of the people in the state from whom anything is removed without an opt-out, 0 to 100. Above it, only opt-outs are removed.</summary>
    public double MaxRemovePercent { get; init; } = 20;

    /// <summary>
    /// Maximum percentage of unusable rows in the list, 0 to 100. If null, and the list has more unusable rows than in the last run by more than one
    /// percent of the people in the state, people who left the list are kept.
    /// </summary>
    public double? MaxRejectPercent { get; init; }

    /// <summary>Keeps people who left the list. Opt-outs are removed.</summary>
    public bool NoRemove { get; init; }

    /// <summary>Sends every row again. Also accepts a list with other keys or hashing options than before.</summary>
    public bool Full { get; init; }

    /// <summary>Minimum number of rows in a run. Below it, new people wait for a later run. 0 for no minimum.</summary>
    public int MinAddRows { get; init; }

    /// <summary>Compares, but sends nothing and does not change the state.</summary>
    public bool IsDryRun { get; init; }

    /// <summary>Minimum size of a state, in bytes, to which a run appends its changes. Smaller states are rewritten.</summary>
    internal long MinPartsToAppend { get; init; } = SyncState.MinPartsToAppend;
}
