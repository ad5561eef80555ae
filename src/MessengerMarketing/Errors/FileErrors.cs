using System;
using System.IO;
using System.Management.Automation;

namespace MessengerMarketing.Errors;

/// <summary>Turns what can be the matter with a file into terminating errors.</summary>
internal static class FileErrors
{
    /// <summary>Does something with the file at a path that somebody gave; the error names the path as it was given.</summary>
    public static T Guard<T>(PSCmdlet cmdlet, string path, Func<string, T> action)
    {
        try
        {
            return action(cmdlet.SessionState.Path.GetUnresolvedProviderPathFromPSPath(path));
        }
        catch (IOException error)
        {
            cmdlet.ThrowTerminatingError(error.ToRecord(path));
            throw;
        }
        catch (UnauthorizedAccessException error)
        {
            cmdlet.ThrowTerminatingError(error.ToRecord(path));
            throw;
        }
    }
}
