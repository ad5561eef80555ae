using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Management.Automation;
using MessengerMarketing.Pipeline;

namespace MessengerMarketing.Binding;

/// <summary>Finds the files that -Path and -LiteralPath mean. What cannot be found is written as an error, and the rest goes on.</summary>
internal static class CustomerPaths
{
    private const string FileSystem = "FileSystem";

    /// <summary>The files' own paths, which do not depend on the current location.</summary>
    public static IEnumerable<string> Resolve(PSCmdlet cmdlet, IEnumerable<string> paths, bool isLiteral)
        => paths.SelectMany(path => Resolve(cmdlet, path, isLiteral));

    private static IReadOnlyList<string> Resolve(PSCmdlet cmdlet, string path, bool isLiteral)
    {
        try
        {
            ProviderInfo provider;
            IReadOnlyList<string> found = isLiteral
                ? [cmdlet.SessionState.Path.GetUnresolvedProviderPathFromPSPath(path, out provider, out _)]
                : [.. cmdlet.GetResolvedProviderPathFromPSPath(path, out provider)];
            if (provider.Name != FileSystem)
            {
                cmdlet.WriteError(ErrorRecords.NotAFile(path));
                return [];
            }

            return isLiteral || !WildcardPattern.ContainsWildcardCharacters(path) ? OnlyFile(cmdlet, path, found) : Files(cmdlet, path, found);
        }
        catch (SessionStateException error)
        {
            cmdlet.WriteError(new ErrorRecord(error, ErrorRecords.FileNotFoundId, ErrorCategory.ObjectNotFound, path));
            return [];
        }
    }

    private static IReadOnlyList<string> OnlyFile(PSCmdlet cmdlet, string path, IReadOnlyList<string> found)
    {
        if (!found.Any(Directory.Exists))
        {
            return found;
        }

        cmdlet.WriteError(ErrorRecords.NotAFile(path));
        return [];
    }

    private static string[] Files(PSCmdlet cmdlet, string path, IReadOnlyList<string> found)
    {
        string[] files = [.. found.Where(item => !Directory.Exists(item))];
        if (files.Length == 0)
        {
            cmdlet.WriteError(ErrorRecords.NoFileMatches(path));
        }

        return files;
    }
}
