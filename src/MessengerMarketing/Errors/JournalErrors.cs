using System;
using System.IO;
using System.Management.Automation;
using MessengerMarketing.Uploads.Journal;

namespace MessengerMarketing.Errors;

/// <summary>Turns what can be the matter with a journal into errors.</summary>
internal static class JournalErrors
{
    /// <summary>Does something with the journal at a path that somebody gave; what is the matter with it ends the cmdlet.</summary>
    public static T Guard<T>(PSCmdlet cmdlet, string path, Func<string, T> action)
    {
        try
        {
            return FileErrors.Guard(cmdlet, path, action);
        }
        catch (JournalException error)
        {
            cmdlet.ThrowTerminatingError(error.ToRecord(path));
            throw;
        }
    }

    /// <summary>Reads one journal or inbox of several; what is the matter with it is written as an error, and the others go on.</summary>
    public static void Report(PSCmdlet cmdlet, string path, Action<string> read)
    {
        try
        {
            read(path);
        }
        catch (JournalException error)
        {
            cmdlet.WriteError(error.ToRecord(path));
        }
        catch (IOException error)
        {
            cmdlet.WriteError(error.ToRecord(path));
        }
        catch (UnauthorizedAccessException error)
        {
            cmdlet.WriteError(error.ToRecord(path));
        }
    }
}
