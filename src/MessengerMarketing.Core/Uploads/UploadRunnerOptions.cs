using System;
using System.Collections.Generic;
using MessengerMarketing.Graph;

namespace MessengerMarketing.Uploads;

/// <summary>What an <see cref="UploadRunner"/> does with each of its lists.</summary>
internal sealed record UploadRunnerOptions
{
    /// <summary>Whether the people are added to the audience or removed from it.</summary>
    public required UploadAction Action { get; init; }

    /// <summary>How the lists are hashed and sent. The runner gives each list a <see cref="UploadOptions.RunId"/> of its own.</summary>
    public UploadOptions Upload { get; init; } = new();

    /// <summary>The longest time that rate limits may delay a batch; then the upload stops.</summary>
    public TimeSpan MaxWait { get; init; } = TimeSpan.FromHours(1);

    /// <summary>Changes how the client retries, or adds what it reports to; by default it does as the connection says.</summary>
    public Func<GraphClientOptions, GraphClientOptions> ConfigureClient { get; init; } = static options => options;

    /// <summary>Percentage of a list's first 1,000 rows that may be rejected, 0 to 100; null for no limit.</summary>
    public double? MaxRejectPercent { get; init; }

    /// <summary>Full paths of the files with people who must not be uploaded.</summary>
    public IReadOnlyList<string> SuppressionPaths { get; init; } = [];

    /// <summary>Whether the upload starts although entries of these files cannot be compared.</summary>
    public bool AllowsUnusableSuppression { get; init; }

    /// <summary>Full path of a CSV file for rejected rows and blanked cells; null for none.</summary>
    public string? RejectPath { get; init; }

    /// <summary>Full path of the journal, which records one list; null for none.</summary>
    public string? JournalPath { get; init; }

    /// <summary>Reads, hashes and counts as an upload does, but sends nothing and writes no journal.</summary>
    public bool IsDryRun { get; init; }
}
