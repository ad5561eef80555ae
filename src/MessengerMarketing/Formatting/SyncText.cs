using System.Collections.Generic;
using System.Globalization;
using System.Management.Automation;
using MessengerMarketing.Uploads;
using MessengerMarketing.Uploads.Sync;

namespace MessengerMarketing.Formatting;

/// <summary>Texts about the changes of a sync.</summary>
internal static class SyncText
{
    /// <summary>Returns the changes as text, such as <c>Add 12 people, remove 3 who left the list</c>.</summary>
    public static string FormatChanges(SyncChanges changes)
    {
        var parts = new List<string>();
        if (!changes.IsStopped)
        {
            Add(changes.Added, "add {0:N0} new people", "add 1 new person");
            Add(changes.Changed, "send {0:N0} changed people", "send 1 changed person");
            Add(changes.Resent, "send {0:N0} people again", "send 1 person again");
        }

        Add(changes.Removed, "remove {0:N0} people who left the list", "remove 1 person who left the list");
        Add(changes.OptedOut, "remove {0:N0} people who opted out", "remove 1 person who opted out");
        Add(changes.ChangedIdentifiers, "remove an old address or number of {0:N0} people", "remove an old address or number of 1 person");
        if (parts.Count == 0)
        {
            return "Nothing to change";
        }

        string text = string.Join(", ", parts);
        return char.ToUpperInvariant(text[0]) + text.Substring(1);

        void Add(long count, string many, string one)
        {
            if (count > 0)
            {
                parts.Add(count == 1 ? one : Text(many, count));
            }
        }
    }

    /// <summary>Returns the progress of sending.</summary>
    public static string FormatProgress(BatchReceipt receipt, SyncChanges changes)
    {
        long rows = changes.Removed + changes.OptedOut + changes.ChangedIdentifiers + (changes.IsStopped ? 0 : changes.Added + changes.Changed + changes.Resent);
        return Text("Batch {0:N0} {1}; {2:N0} changes in total", receipt.Batch, receipt.Action == nameof(UploadAction.Add) ? "added" : "removed", rows);
    }

    /// <summary>Writes a warning if people who left the list stay because of too many unusable rows.</summary>
    public static void WriteGuard(Cmdlet cmdlet, SyncChanges changes)
    {
        if (changes.Guard == SyncGuard.MoreRejectedRows && changes.Kept > 0)
        {
            cmdlet.WriteWarning(Text(
                "{0:N0} rows of the list were rejected, and {1:N0} in the last run. The people in these rows cannot be distinguished from people who left the list, so {2:N0} people who are not on the list stay in the audience. "
                    + "Check the list with Test-MMCustomerList. If it is correct, run the sync again with -MaxRejectPercent.",
                changes.FaultyRows,
                changes.FaultyRowsBefore,
                changes.Kept));
        }
    }

    /// <summary>Writes warnings about changes that are left for a later run.</summary>
    public static void WriteWarnings(Cmdlet cmdlet, SyncSummary summary)
    {
        if (summary.PendingRemovals > 0)
        {
            cmdlet.WriteWarning(Text(
                "Meta rejected the removal of {0:N0} people, because too few would remain in the audience (200/1870047). They stay in the state, and the next run tries again. To remove everyone, use Remove-MMCustomAudience.",
                summary.PendingRemovals));
        }

        if (summary.HeldBack > 0)
        {
            cmdlet.WriteWarning(Text("{0:N0} new people wait for a later run, because of -MinAddRows.", summary.HeldBack));
        }
    }

    private static string Text(string format, params object[] values) => string.Format(CultureInfo.InvariantCulture, format, values);
}
