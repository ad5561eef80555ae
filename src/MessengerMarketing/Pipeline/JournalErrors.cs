using System;
using System.Management.Automation;
using MessengerMarketing.Audiences.Uploads.Journal;

namespace MessengerMarketing.Pipeline;

/// <summary>Turns what can be the matter with a journal into terminating errors.</summary>
internal static class JournalErrors
{
    /// <summary>Does something with the journal at a path that somebody gave.</summary>
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
}
