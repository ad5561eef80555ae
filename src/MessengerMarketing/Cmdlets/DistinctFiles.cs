using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using MessengerMarketing.Errors;
using MessengerMarketing.Storage;

namespace MessengerMarketing.Cmdlets;

/// <summary>Makes sure that all files of a command that it writes are different files. Compares files, not paths, because links and letter case can refer to
/// the same file.</summary>
internal static class DistinctFiles
{
    /// <summary>Ends the cmdlet if two paths refer to the same file. Nothing is opened.</summary>
    /// <param name="cmdlet">The cmdlet.</param>
    /// <param name="written">Parameters of files that are written, with their paths. Null if not specified.</param>
    /// <param name="read">Parameters of files that are read.</param>
    public static void Check(PSCmdlet cmdlet, IEnumerable<(string Parameter, string? Path)> written, IEnumerable<(string Parameter, string Path)> read)
    {
        var targets = new List<(string Parameter, string Path)>();
        foreach ((string parameter, string? path) in written)
        {
            if (path is not null)
            {
                CheckOne(cmdlet, parameter, path, targets);
                targets.Add((parameter, path));
            }
        }

        foreach ((string parameter, string path) in targets.ToArray())
        {
            CheckOne(cmdlet, parameter, path, read);
        }
    }

    private static void CheckOne(PSCmdlet cmdlet, string parameter, string path, IEnumerable<(string Parameter, string Path)> others)
    {
        foreach ((string other, string _) in others.Where(other => AreSame(cmdlet, path, other.Path)))
        {
            cmdlet.ThrowTerminatingError(FileErrors.SameFile(parameter, other, path));
        }
    }

    private static bool AreSame(PSCmdlet cmdlet, string path, string other) => FileErrors.Guard(cmdlet, path, file =>
    {
        try
        {
            return FilePaths.AreSame(file, cmdlet.SessionState.Path.GetUnresolvedProviderPathFromPSPath(other));
        }
        catch (SessionStateException)
        {
            // A path that cannot be resolved is reported where it is used.
            return false;
        }
    });
}
