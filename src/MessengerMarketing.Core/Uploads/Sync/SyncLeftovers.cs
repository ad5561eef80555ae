using System;
using System.IO;
using System.Linq;
using MessengerMarketing.Storage;

namespace MessengerMarketing.Uploads.Sync;

/// <summary>Deletes the temporary files that a killed process left beside a state.</summary>
internal static class SyncLeftovers
{
    private const int GuidDigits = 32;

    private static readonly string[] Extensions = [TemporaryFile.Extension, SyncStateWriter.Extension];

    /// <summary>Deletes the files. Call it while the log is locked: then no other run of the state has such files.</summary>
    public static void Delete(string statePath, IFileOperations operations)
    {
        string path = FilePaths.Resolve(statePath);
        string name = Path.GetFileName(path);
        foreach (string file in Directory.GetFiles(Path.GetDirectoryName(path)!, name + ".*").Where(file => IsLeftover(Path.GetFileName(file).Substring(name.Length))))
        {
            operations.Delete(file);
        }
    }

    /// <summary>Whether the rest of a name is a GUID and one of the extensions. Other files are not deleted.</summary>
    private static bool IsLeftover(string rest)
    {
        string tail = rest.StartsWith(SyncLog.Extension + ".", StringComparison.Ordinal) ? rest.Substring(SyncLog.Extension.Length) : rest;
        return Array.Exists(Extensions, extension => tail.EndsWith(extension, StringComparison.Ordinal) && tail.Length == 1 + GuidDigits + extension.Length)
            && Guid.TryParseExact(tail.Substring(1, GuidDigits), "N", out _);
    }
}
