using System;
using System.IO;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace MessengerMarketing.Storage;

/// <summary>Compares and resolves paths by the file that they refer to.</summary>
internal static class FilePaths
{
    private const int MaxLinks = 40;

    private static readonly StringComparison NameComparison =
        RuntimeInformation.IsOSPlatform(OSPlatform.Linux) ? StringComparison.Ordinal : StringComparison.OrdinalIgnoreCase;

    internal static bool IsUnix { get; } = Environment.OSVersion.Platform == PlatformID.Unix;

    /// <summary>Returns whether two paths refer to the same file, through symbolic links, hard links, relative parts, or letter case. For files that do not
    /// exist yet, the folders and names are compared.</summary>
    /// <exception cref="IOException">One of them cannot be examined.</exception>
    /// <exception cref="UnauthorizedAccessException">One of them may not be examined.</exception>
    public static bool AreSame(string first, string second)
        => FileIdentity.FromPath(first) is { } one && FileIdentity.FromPath(second) is { } other
            ? one == other
            : string.Equals(Resolve(first), Resolve(second), NameComparison);

    /// <summary>Returns the full path of a file without symbolic links. The file does not have to exist.</summary>
    /// <exception cref="IOException">The links form a loop.</exception>
    internal static string Resolve(string path)
    {
        string whole = Path.GetFullPath(path);
        if (!IsUnix)
        {
            return ResolveOnWindows(whole);
        }

        for (int link = 0; LibC.ReadLink(whole) is { } target; link++)
        {
            if (link == MaxLinks)
            {
                throw new IOException($"The symbolic links at '{path}' form a loop.");
            }

            whole = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(whole)!, target));
        }

        return Path.GetDirectoryName(whole) is { } folder && LibC.RealPath(folder) is { } realFolder ? Path.Combine(realFolder, Path.GetFileName(whole)) : whole;
    }

    /// <summary>Checks that a path is a file, or a new file in an existing folder.</summary>
    /// <returns>Whether the file exists.</returns>
    /// <exception cref="FileRefusedException">It is a device, a named pipe, or a socket.</exception>
    /// <exception cref="DirectoryNotFoundException">Its folder does not exist.</exception>
    /// <exception cref="UnauthorizedAccessException">It is a folder, or access is denied.</exception>
    internal static bool CheckIsFile(string path)
    {
        if (Directory.Exists(path))
        {
            throw new UnauthorizedAccessException($"'{path}' is a folder. Specify the path of a file.");
        }

        if (!IsUnix && WindowsFile.IsDevice(Path.GetFullPath(path)))
        {
            throw new FileRefusedException(FileProblem.NotAFile, $"'{path}' is a device. Specify the path of a regular file.");
        }

        bool exists = IsUnix ? UnixFileStatus.FromPath(path) is { } status && CheckKind(status, path) : File.Exists(path);
        if (!exists && Path.GetDirectoryName(Resolve(path)) is { } folder && !Directory.Exists(folder))
        {
            throw new DirectoryNotFoundException($"The folder '{folder}' does not exist. Create it, or use another path.");
        }

        return exists;
    }

    /// <summary>Opens a file for reading that another process can write, move, or delete at the same time.</summary>
    /// <exception cref="FileRefusedException">It is a device, a named pipe or a socket.</exception>
    /// <exception cref="IOException">It does not exist or cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">It is a folder, or may not be read.</exception>
    internal static FileStream OpenRead(string path)
    {
        if (!IsUnix)
        {
            return new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 1);
        }

        SafeFileHandle handle = LibC.OpenRead(path);
        try
        {
            var status = UnixFileStatus.FromHandle(handle);
            if (status.IsFolder)
            {
                throw new UnauthorizedAccessException($"'{path}' is a folder. Specify the path of a file.");
            }

            CheckKind(status, path);
            return new FileStream(handle, FileAccess.Read, bufferSize: 1);
        }
        catch
        {
            handle.Dispose();
            throw;
        }
    }

    private static bool CheckKind(UnixFileStatus status, string path) => status.IsRegularFile
        ? true
        : throw new FileRefusedException(FileProblem.NotAFile, $"'{path}' is {status.Kind}. Specify the path of a regular file.");

    private static string ResolveOnWindows(string path)
    {
        if (!File.Exists(path))
        {
            return path;
        }

        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 1);
        return WindowsFile.GetRealPath(file.SafeFileHandle) ?? path;
    }
}
