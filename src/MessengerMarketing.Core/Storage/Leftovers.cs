using System;
using System.IO;
using System.Linq;

namespace MessengerMarketing.Storage;

/// <summary>The temporary names of files that are not complete yet: <c>&lt;name&gt;.&lt;GUID&gt;.tmp</c>. A process that is killed leaves such a file.</summary>
internal static class Leftovers
{
    private const string Extension = ".tmp";
    private const string EarlierExtension = Extension + ".old";
    private const int GuidDigits = 32;

    /// <summary>Returns a new temporary name for a file.</summary>
    public static string CreateName(string path) => FormattableString.Invariant($"{path}.{Guid.NewGuid():N}{Extension}");

    /// <summary>Returns the temporary name of the earlier file that is replaced.</summary>
    public static string CreateEarlierName(string temporaryName) => temporaryName + EarlierExtension.Substring(Extension.Length);

    /// <summary>
    /// Deletes what killed processes have left beside a file. Call it while the file is locked and known to be of this module: no other process completes
    /// such a file then. A file that cannot be deleted is left for the next run.
    /// </summary>
    /// <param name="path">Path of the file, without symbolic links.</param>
    /// <param name="operations">The file operations.</param>
    /// <param name="isUnused">Whether nobody uses a file of these names; null if the lock excludes it.</param>
    public static void Delete(string path, IFileOperations operations, Func<string, bool>? isUnused = null)
    {
        string name = Path.GetFileName(path);
        try
        {
            // The name can contain wildcards, so it is not part of the pattern.
            foreach (string file in Directory.GetFiles(Path.GetDirectoryName(path)!, "*" + Extension + "*").Where(file => IsLeftover(name, Path.GetFileName(file)) && isUnused?.Invoke(file) != false))
            {
                operations.Delete(file);
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // The run does not depend on it.
        }
    }

    /// <summary>Whether a name is that of a file, a GUID, and an extension. Files of others are not deleted.</summary>
    private static bool IsLeftover(string name, string file)
    {
        string extension = file.EndsWith(EarlierExtension, StringComparison.Ordinal) ? EarlierExtension : Extension;
        return file.StartsWith(name + ".", StringComparison.Ordinal)
            && file.EndsWith(extension, StringComparison.Ordinal)
            && file.Length == name.Length + 1 + GuidDigits + extension.Length
            && Guid.TryParseExact(file.Substring(name.Length + 1, GuidDigits), "N", out _);
    }
}
