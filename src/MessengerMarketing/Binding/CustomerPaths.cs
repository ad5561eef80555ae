using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Management.Automation;
using MessengerMarketing.Errors;

namespace MessengerMarketing.Binding;

/// <summary>
/// Finds the files that -Path and -LiteralPath mean. What cannot be found is written as an error, and the rest goes on. A path with brackets may be a
/// name or a pattern: it is the name where something has it, as it is for whatever writes a file.
/// </summary>
internal static class CustomerPaths
{
    private const string FileSystem = "FileSystem";

    /// <summary>The files' own paths, which do not depend on the current location.</summary>
    public static IEnumerable<string> Resolve(PSCmdlet cmdlet, IEnumerable<string> paths, bool isLiteral)
        => paths.SelectMany(path => Resolve(cmdlet, path, isLiteral));

    /// <summary>The paths that a path means, with its wildcards; they may be of folders.</summary>
    /// <returns>None where the provider is another one than that of files.</returns>
    /// <exception cref="SessionStateException">There is nothing, or no such drive.</exception>
    public static IReadOnlyList<string> Find(PSCmdlet cmdlet, string path)
        => Exact(cmdlet, path) is { } exact && IsThere(exact)
            ? [exact]
            : cmdlet.GetResolvedProviderPathFromPSPath(path, out ProviderInfo provider) is var found && provider.Name == FileSystem ? [.. found] : [];

    private static bool IsThere(string file) => File.Exists(file) || Directory.Exists(file);

    private static string? Exact(PSCmdlet cmdlet, string path)
        => cmdlet.SessionState.Path.GetUnresolvedProviderPathFromPSPath(path, out ProviderInfo provider, out _) is var exact && provider.Name == FileSystem ? exact : null;

    private static IReadOnlyList<string> Resolve(PSCmdlet cmdlet, string path, bool isLiteral)
    {
        try
        {
            if (Exact(cmdlet, path) is not { } exact)
            {
                cmdlet.WriteError(FileErrors.NotAFile(path));
                return [];
            }

            IReadOnlyList<string> found = isLiteral ? [exact] : Find(cmdlet, path);
            return isLiteral || IsThere(exact) || !WildcardPattern.ContainsWildcardCharacters(path) ? OnlyFile(cmdlet, path, found) : Files(cmdlet, path, found);
        }
        catch (SessionStateException exception)
        {
            cmdlet.WriteError(FileErrors.PathNotFound(exception, path));
            return [];
        }
    }

    private static IReadOnlyList<string> OnlyFile(PSCmdlet cmdlet, string path, IReadOnlyList<string> found)
    {
        if (!found.Any(Directory.Exists))
        {
            return found;
        }

        cmdlet.WriteError(FileErrors.NotAFile(path));
        return [];
    }

    private static string[] Files(PSCmdlet cmdlet, string path, IReadOnlyList<string> found)
    {
        string[] files = [.. found.Where(item => !Directory.Exists(item))];
        if (files.Length == 0)
        {
            cmdlet.WriteError(FileErrors.NoFileMatches(path));
        }

        return files;
    }
}
