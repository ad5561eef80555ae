using System;
using System.IO;
using System.Management.Automation;
using MessengerMarketing.Uploads.Journal;

namespace MessengerMarketing.Errors;

/// <summary>Errors of journals.</summary>
internal static class JournalErrors
{
    /// <summary>Runs an action with the journal at a path. Errors end the cmdlet.</summary>
    public static T Guard<T>(PSCmdlet cmdlet, string path, Func<string, T> action)
    {
        try
        {
            return FileErrors.Guard(cmdlet, path, action);
        }
        catch (JournalException exception)
        {
            cmdlet.ThrowTerminatingError(exception.ToRecord(path));
            throw;
        }
    }

    /// <summary>Reads one of several journals or inboxes. If it fails, an error is written, and the cmdlet continues.</summary>
    public static void Report(PSCmdlet cmdlet, string path, Action<string> read)
    {
        try
        {
            read(path);
        }
        catch (JournalException exception)
        {
            cmdlet.WriteError(exception.ToRecord(path));
        }
        catch (IOException exception)
        {
            cmdlet.WriteError(exception.ToRecord(path));
        }
        catch (UnauthorizedAccessException exception)
        {
            cmdlet.WriteError(exception.ToRecord(path));
        }
    }

    public static ErrorRecord ToRecord(this JournalException exception, string? path) => exception.Problem switch
    {
        JournalProblem.InUse => ErrorRecords.Create(exception, "MMJournalInUse", ErrorCategory.ResourceBusy, path),
        JournalProblem.NotWritten => ErrorRecords.Create(exception, "MMJournalNotWritten", ErrorCategory.WriteError, path),
        JournalProblem.Unfinished => ErrorRecords.Create(
            exception, "MMJournalUnfinished", ErrorCategory.ResourceExists, path, $"{exception.Message} Resume it with Resume-MMAudienceUpload -JournalPath, or move the file away to start over."),
        JournalProblem.NoUpload => ErrorRecords.Create(
            exception, "MMJournalUnreadable", ErrorCategory.InvalidData, path, $"{exception.Message} Start over with Add-MMAudienceUser."),
        JournalProblem.SourceReadOnce => ErrorRecords.Create(exception, "MMListReadOnce", ErrorCategory.InvalidArgument, path),
        JournalProblem.Changed => ErrorRecords.Create(
            new JournalException(exception.Problem, $"{exception.Message} Undo the change, or upload the list again with another -JournalPath.", exception),
            "MMJournalChanged",
            ErrorCategory.InvalidData,
            path),
        _ => ErrorRecords.Create(exception, "MMJournalUnreadable", ErrorCategory.InvalidData, path),
    };

    public static ErrorRecord Taken(string path) => ErrorRecords.Create(
        new InvalidOperationException("A journal records one list. Upload each file with a separate command and a separate -JournalPath."),
        "MMJournalTaken",
        ErrorCategory.InvalidArgument,
        path);

    public static ErrorRecord NeedsRows(string path) => ErrorRecords.Create(
        new InvalidOperationException($"The rows of this upload came from the pipeline. Pipe the same rows again: Import-Csv ... | Resume-MMAudienceUpload -JournalPath '{path}'."),
        "MMJournalNeedsRows",
        ErrorCategory.InvalidArgument,
        path);

    public static ErrorRecord NeedsNoRows(string path) => ErrorRecords.Create(
        new InvalidOperationException("The rows of this upload came from a file, which is read again. Run Resume-MMAudienceUpload without pipeline input."),
        "MMJournalNeedsNoRows",
        ErrorCategory.InvalidArgument,
        path);
}
