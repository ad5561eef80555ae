using System;
using System.Threading;

namespace MessengerMarketing.Uploads.Sync;

/// <summary>Decides by the guard rails what a run sends.</summary>
internal sealed class SyncPlanner(SyncOptions options, SyncComparison comparison, SyncListEntries list, SyncStateHeader? header, long rows)
{
    private const double MaxMoreFaultyPercent = 1;

    /// <summary>Creates the plan.</summary>
    public (SyncPlan Plan, SyncChanges Changes) Plan(Func<TemporaryFile> createFile, CancellationToken cancellationToken)
    {
        SyncGuard guard = FindGuard();
        var plan = SyncPlan.Create(comparison, list, guard != SyncGuard.None, createFile, cancellationToken);
        long removals = plan.Leavers + plan.ChangedIdentifiers;
        if (removals * 100.0 > options.MaxRemovePercent * comparison.People)
        {
            guard = SyncGuard.TooManyRemovals;
            plan.Dispose();
            plan = SyncPlan.Create(comparison, list, keepsLeavers: true, createFile, cancellationToken);
        }

        return (plan, CreateChanges(plan, guard, removals));
    }

    private SyncGuard FindGuard()
        => list.Count == 0 && comparison.People > 0 ? SyncGuard.EmptyList
        : options.MaxRejectPercent is { } percent && list.FaultyRows * 100.0 > percent * rows ? SyncGuard.TooManyRejected
        : options.NoRemove ? SyncGuard.NoRemove
        : options.MaxRejectPercent is null && (list.FaultyRows - FaultyRowsBefore) * 100.0 > MaxMoreFaultyPercent * comparison.People && comparison.People > 0 ? SyncGuard.MoreRejectedRows
        : SyncGuard.None;

    private long FaultyRowsBefore => header?.LastRun?.FaultyRows ?? 0;

    private SyncChanges CreateChanges(SyncPlan plan, SyncGuard guard, long removals)
    {
        long added = comparison.NewRows - plan.ChangedRows;
        long resent = comparison.Resent + plan.AffectedRows;
        bool holdsBack = added > 0 && added + plan.ChangedRows + resent < options.MinAddRows;
        return new SyncChanges
        {
            Guard = guard,
            People = comparison.People,
            Rows = rows,
            FaultyRows = list.FaultyRows,
            FaultyRowsBefore = FaultyRowsBefore,
            Added = holdsBack ? 0 : added,
            Changed = plan.ChangedRows,
            Resent = resent,
            Unchanged = comparison.Unchanged - resent,
            HeldBack = holdsBack ? added : 0,
            Removed = plan.Leavers,
            OptedOut = plan.OptedOut,
            ChangedIdentifiers = plan.ChangedIdentifiers,
            Kept = plan.Kept,
            RemovalsWithoutOptOut = removals,
        };
    }
}
