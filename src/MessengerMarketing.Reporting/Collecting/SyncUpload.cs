using System.Linq;
using MessengerMarketing.Uploads.Sync;

namespace MessengerMarketing.Reporting.Collecting;

/// <summary>Converts the summary of a sync to that of an upload in which only changed rows are sent.</summary>
internal static class SyncUpload
{
    /// <summary>The state of a run that sent nothing.</summary>
    public const string DryRun = "WhatIf";

    private const string Finished = "Finished";

    public static RowCounts CountRows(SyncSummary summary) => new()
    {
        Accepted = summary.Added + summary.Changed + summary.Resent,
        Rejected = summary.Rejections.Values.Sum(),
        NotAccepted = summary.RowsNotAccepted,
    };

    public static SyncCounts Count(SyncSummary summary) => new(summary.Removed + summary.OptedOut, summary.Unchanged, summary.Kept, summary.State == Finished);
}
