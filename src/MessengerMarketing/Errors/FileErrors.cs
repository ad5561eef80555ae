using System;
using System.IO;
using System.Management.Automation;
using MessengerMarketing.Customers.Files;

namespace MessengerMarketing.Errors;

/// <summary>Turns what can be the matter with a file into terminating errors.</summary>
internal static class FileErrors
{
    /// <summary>The error of a file that cannot be opened or read.</summary>
    /// <param name="exception">A <see cref="CustomerFileException"/>, <see cref="IOException"/> or <see cref="UnauthorizedAccessException"/>.</param>
    /// <param name="path">The file.</param>
    public static ErrorRecord ToRecord(Exception exception, string path) => exception switch
    {
        CustomerFileException unreadable => unreadable.ToRecord(path),
        UnauthorizedAccessException denied => denied.ToRecord(path),
        IOException other => other.ToRecord(path),
        _ => throw new ArgumentException("No error of a file.", nameof(exception), exception),
    };

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
