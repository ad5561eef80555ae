using System;
using System.Collections.Generic;
using MessengerMarketing.Graph;

namespace MessengerMarketing.Uploads;

/// <summary>Options of an <see cref="UploadRunner"/> for all of its lists.</summary>
internal sealed record UploadRunnerOptions
{
    /// <summary>Whether the people are added to the audience or removed from it.</summary>
    public required UploadAction Action { get; init; }

    /// <summary>How the lists are hashed and sent. The runner gives each list its own <see cref="UploadOptions.RunId"/>.</summary>
    public UploadOptions Upload { get; init; } = new();

    /// <summary>Maximum time that rate limits can delay a batch before the upload stops.</summary>
    public TimeSpan MaxWait { get; init; } = TimeSpan.FromHours(1);

    /// <summary>Changes the retry options of the client, or adds observers. By default, the settings of the connection apply.</summary>
    public Func<GraphClientOptions, GraphClientOptions> ConfigureClient { get; init; } = static options => options;

    /// <summary>Maximum percentage of rejected rows in the first 1,000 rows of a list, 0 to 100, or null for no limit.</summary>
    public double? MaxRejectPercent { get; init; }

    /// <summary>Full paths of the files with people who must not be uploaded.</summary>
    public IReadOnlyList<string> SuppressionPaths { get; init; } = [];

    /// <summary>Whether the upload starts even if entries of these files cannot be compared.</summary>
    public bool AllowsUnusableSuppression { get; init; }

    /// <summary>Full path of a CSV file for rejected rows and blanked cells, or null.</summary>
    public string? RejectPath { get; init; }

    /// <summary>Full path of the journal, which records one list, or null.</summary>
    public string? JournalPath { get; init; }

    /// <summary>Whether to only read, hash, and count, without sending anything or writing a journal.</summary>
    public bool IsDryRun { get; init; }
}
