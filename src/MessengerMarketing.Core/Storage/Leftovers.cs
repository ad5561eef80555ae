using System;
using System.IO;
using System.Linq;

namespace MessengerMarketing.Storage;

/// <summary>The temporary names of files that are not complete yet: <c>&lt;name&gt;.&lt;GUID&gt;.tmp</c>. A process that is killed leaves such a file.</summary>
internal static class Leftovers
{
    private const string Extension = ".tmp";
    private const string EarlierSuffix = ".old";
    private const int GuidDigits = 32;

    /// <summary>Returns a new temporary name for a file.</summary>
    /// <param name="path">Path of the file.</param>
    /// <param name="extension">The extension of the temporary name.</param>
    public static string CreateName(string path, string extension = Extension) => FormattableString.Invariant($"{path}.{Guid.NewGuid():N}{extension}");

    /// <summary>Returns the temporary name of the earlier file that is replaced.</summary>
    public static string CreateEarlierName(string temporaryName) => temporaryName + EarlierSuffix;

    /// <summary>
    /// Deletes what killed processes have left beside a file. Call it while the file is locked and known to be of this module: no other process completes
    /// such a file then. A file that cannot be deleted is left for the next run.
    /// </summary>
    /// <param name="path">Path of the file, without symbolic links.</param>
    /// <param name="operations">The file operations.</param>
    /// <param name="isUnused">Whether nobody uses a file of these names; null if the lock excludes it.</param>
    /// <param name="otherExtension">Another extension of temporary names, or null.</param>
    public static void Delete(string path, IFileOperations operations, Func<string, bool>? isUnused = null, string? otherExtension = null)
    {
        string?[] extensions = [Extension, Extension + EarlierSuffix, otherExtension];
        string name = Path.GetFileName(path);
        try
        {
            // No pattern, because the name can contain wildcards.
            foreach (string file in Directory.GetFiles(Path.GetDirectoryName(path)!).Where(file => IsLeftover(name, Path.GetFileName(file), extensions) && isUnused?.Invoke(file) != false))
            {
                operations.Delete(file);
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // The run does not depend on it.
        }
    }

    /// <summary>Whether a name consists of the name of the file, a GUID, and one of the extensions. Other files are not deleted.</summary>
    private static bool IsLeftover(string name, string file, string?[] extensions)
    {
        int guid = name.Length + 1;
        return file.Length > guid + GuidDigits
            && file.StartsWith(name + ".", StringComparison.Ordinal)
            && Array.IndexOf(extensions, file.Substring(guid + GuidDigits)) >= 0
            && Guid.TryParseExact(file.Substring(guid, GuidDigits), "N", out _);
    }
}
