using System;
using System.IO;
using System.Management.Automation;
using MessengerMarketing.Messaging.Sending.Journal;

namespace MessengerMarketing.Errors;

/// <summary>Errors of the journals of messages.</summary>
internal static class MessageJournalErrors
{
    /// <summary>Opens the journal at a path. Errors end the cmdlet.</summary>
    public static MessageJournal Guard(PSCmdlet cmdlet, string path, Func<string, MessageJournal> open)
    {
        try
        {
            return FileErrors.Guard(cmdlet, path, open);
        }
        catch (MessageJournalException exception)
        {
            cmdlet.ThrowTerminatingError(exception.ToRecord(path));
            throw;
        }
    }

    /// <summary>Reads one of several journals or inboxes. If it fails, an error is written, and the cmdlet continues.</summary>
    public static void Report(PSCmdlet cmdlet, string path, Action read)
    {
        try
        {
            read();
        }
        catch (MessageJournalException exception)
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

    public static ErrorRecord ToRecord(this MessageJournalException exception, string target) => exception.Problem switch
    {
        MessageJournalProblem.NotWritten => ErrorRecords.Create(exception, "MMJournalNotWritten", ErrorCategory.WriteError, target),
        MessageJournalProblem.Different => ErrorRecords.Create(exception, "MMJournalChanged", ErrorCategory.InvalidData, target),
        _ => ErrorRecords.Create(exception, "MMJournalUnreadable", ErrorCategory.InvalidData, target),
    };
}
