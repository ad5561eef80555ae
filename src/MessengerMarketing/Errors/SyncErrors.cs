using System;
using System.Globalization;
using System.IO;
using System.Management.Automation;
using MessengerMarketing.Customers.Files;
using MessengerMarketing.Graph;
using MessengerMarketing.Uploads;
using MessengerMarketing.Uploads.Sync;

namespace MessengerMarketing.Errors;

/// <summary>Errors of Sync-MMAudienceUser.</summary>
internal static class SyncErrors
{
    /// <summary>Returns whether an exception has a specific error.</summary>
    public static bool IsExpected(Exception exception)
        => exception is SyncStateException or SuppressionException or RejectReportException or IOException or UnauthorizedAccessException or GraphException or SourceChangedException or CustomerFileException;

    /// <summary>Creates the error of a run.</summary>
    public static ErrorRecord ToRecord(Exception exception, SyncSettings settings) => exception switch
    {
        SyncStateException state => ToRecord(state, settings.StatePath),
        SourceChangedException changed => ErrorRecords.Create(
            new InvalidOperationException($"{changed.Message} Nothing was sent. Run the sync again, with a copy of the list that no other program changes.", changed), "MMListChanged", ErrorCategory.InvalidData, settings.StatePath),
        CustomerFileException unreadable => unreadable.ToRecord(settings.ListPath ?? "the list"),
        IOException or UnauthorizedAccessException => FileErrors.ToRecord(exception, settings.StatePath),
        _ => UploadErrors.ToRecord(exception, new UploadErrorContext { AudienceId = settings.AudienceId, RejectPath = settings.RejectPath, SuppressPath = settings.SuppressPath }),
    };

    /// <summary>Creates the error of an unusable state.</summary>
    public static ErrorRecord ToRecord(this SyncStateException exception, string path) => exception.Problem switch
    {
        SyncStateProblem.OtherAudience => Create(exception, "Use a separate -StatePath for each audience.", "MMStateOfOther", ErrorCategory.InvalidArgument, path),
        SyncStateProblem.OtherOptions => Create(
            exception, "Use the same columns and options as before, or use -Full to send the whole list with the new ones. People who are not on the list are then removed too.", "MMStateChanged", ErrorCategory.InvalidData, path),
        SyncStateProblem.OtherLog => Create(
            exception, "Restore the state, or move the log to another folder and run the sync with -Full. Without the log, people who were added by the interrupted run and then left the list stay in the audience.", "MMStateOfOther", ErrorCategory.InvalidData, path),
        SyncStateProblem.NotWritten => ErrorRecords.Create(exception, "MMStateNotWritten", ErrorCategory.WriteError, path),
        SyncStateProblem.Foreign => Create(exception, "Use another path.", "MMFileForeign", ErrorCategory.InvalidData, path),
        _ => Create(
            exception,
            "Restore it from a backup, or start again: create an audience, and sync the list to it with another -StatePath. Without a state, nobody can be removed.",
            "MMStateUnreadable",
            ErrorCategory.InvalidData,
            path),
    };

    /// <summary>Creates the error of a run that a guard rail stopped.</summary>
    public static ErrorRecord Stopped(SyncChanges changes, SyncSettings settings)
    {
        string optOuts = changes.OptedOut > 0 ? "Only people who opted out are removed." : "Nothing is sent.";
        return changes.Guard switch
        {
            SyncGuard.EmptyList => ErrorRecords.Create(
                new InvalidOperationException(Text(
                    "The list has no usable rows, but earlier runs sent {0:N0} people. A sync never empties an audience because of an empty list. {1} Check the export. To remove everyone, use Remove-MMCustomAudience.", changes.People, optOuts)),
                "MMSyncListEmpty",
                ErrorCategory.InvalidData,
                settings.StatePath),
            SyncGuard.TooManyRejected => ErrorRecords.Create(
                new InvalidOperationException(Text(
                    "{0:N0} of {1:N0} rows were rejected, more than the {2} percent of -MaxRejectPercent. The people in these rows cannot be distinguished from people who left the list. {3} Check the list with Test-MMCustomerList.",
                    changes.FaultyRows,
                    changes.Rows,
                    settings.Options.MaxRejectPercent!,
                    optOuts)),
                "MMTooManyRejected",
                ErrorCategory.InvalidData,
                settings.StatePath),
            _ => ErrorRecords.Create(
                new InvalidOperationException(Text(
                    "{0:N0} of {1:N0} people would be removed, or would lose an old email address or phone number. That is more than the {2} percent of -MaxRemovePercent. {3} Check that the list is complete. If it is, run the sync again with a larger -MaxRemovePercent.",
                    changes.RemovalsWithoutOptOut,
                    changes.People,
                    settings.Options.MaxRemovePercent,
                    optOuts)),
                "MMTooManyRemovals",
                ErrorCategory.LimitsExceeded,
                settings.StatePath),
        };
    }

    /// <summary>Creates the error of several lists.</summary>
    public static ErrorRecord SeveralLists() => ErrorRecords.Create(
        new InvalidOperationException("A sync needs exactly one list, because people who are not on it are removed. Nothing was sent. Specify one file, or pipe the rows of all files to the cmdlet."),
        "MMSyncSeveralLists",
        ErrorCategory.InvalidArgument,
        null);

    /// <summary>Reads one of several states. If it fails, an error is written, and the cmdlet continues.</summary>
    public static void Report(PSCmdlet cmdlet, string path, Action<string> read)
    {
        try
        {
            read(path);
        }
        catch (SyncStateException exception)
        {
            cmdlet.WriteError(exception.ToRecord(path));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            cmdlet.WriteError(FileErrors.ToRecord(exception, path));
        }
    }

    private static ErrorRecord Create(SyncStateException exception, string advice, string id, ErrorCategory category, string path)
        => ErrorRecords.Create(new InvalidOperationException($"{exception.Message} {advice}", exception), id, category, path);

    private static string Text(string format, params object[] values) => string.Format(CultureInfo.InvariantCulture, format, values);
}
