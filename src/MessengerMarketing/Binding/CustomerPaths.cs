using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Management.Automation;
using MessengerMarketing.Errors;

namespace MessengerMarketing.Binding;

/// <summary>Resolves -Path and -LiteralPath to files. If a path is not found, an error is written, and the others are processed. A path with brackets can be a
/// name or a pattern. If a file has this name, it is the name, as for parameters that write files.</summary>
internal static class CustomerPaths
{
    private const string FileSystem = "FileSystem";

    /// <summary>Returns the full paths of the files.</summary>
    public static IEnumerable<string> Resolve(PSCmdlet cmdlet, IEnumerable<string> paths, bool isLiteral)
        => paths.SelectMany(path => Resolve(cmdlet, path, isLiteral));

    /// <summary>Returns the paths that match a path with wildcards, including folders.</summary>
    /// <returns>No paths if the provider is not the file system.</returns>
    /// <exception cref="SessionStateException">No file or no drive matches.</exception>
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
