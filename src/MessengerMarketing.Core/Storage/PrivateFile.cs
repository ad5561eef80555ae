using System;
using System.ComponentModel;
using System.IO;

namespace MessengerMarketing.Storage;

/// <summary>Creates files that only their owner can read. On Windows, Administrators and SYSTEM can also read them.</summary>
internal static class PrivateFile
{
    /// <summary>Creates an empty file that is private from the beginning.</summary>
    /// <param name="path">The path. The name must be unique, for example with a new GUID.</param>
    /// <exception cref="IOException">It cannot be created.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be created.</exception>
    public static void Create(string path)
    {
        if (FilePaths.IsUnix)
        {
            LibC.CreateOwnerOnly(path);
            return;
        }

        // Not shared until the inherited permissions of the folder are removed.
        using var file = new FileStream(path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, bufferSize: 1);
        RestrictOnWindows(path);
    }

    /// <summary>Makes a file of this module private if it is not.</summary>
    /// <param name="file">The file, open.</param>
    /// <param name="path">Its path.</param>
    /// <returns>Whether others had access before.</returns>
    /// <exception cref="FileRefusedException">It belongs to another user, or others keep access.</exception>
    public static bool Restrict(FileStream file, string path)
    {
        if (!FilePaths.IsUnix)
        {
            return RestrictOnWindows(path);
        }

        var status = UnixFileStatus.FromHandle(file.SafeFileHandle);
        if (status.Owner != LibC.CurrentUser())
        {
            throw NotOwned(path);
        }

        if (!status.IsOpenToOthers)
        {
            return false;
        }

        if (!LibC.TrySetMode(file.SafeFileHandle, UnixFileStatus.OwnerReadWrite) || UnixFileStatus.FromHandle(file.SafeFileHandle).IsOpenToOthers)
        {
            throw new FileRefusedException(
                FileProblem.NotPrivate,
                $"Other users can access '{path}', and its file system does not support permissions. Use a folder on a file system that does.");
        }

        return true;
    }

    /// <summary>Copies the permissions of the file that will be replaced. Windows does this automatically.</summary>
    public static void CopyPermissions(string source, FileStream target)
    {
        if (FilePaths.IsUnix && UnixFileStatus.FromPath(source) is { } status)
        {
            LibC.TrySetMode(target.SafeFileHandle, status.Permissions);
        }
    }

    private static bool RestrictOnWindows(string path)
    {
        try
        {
            return WindowsPermissions.IsOwn(path) ? WindowsPermissions.Restrict(path) : throw NotOwned(path);
        }
        catch (Win32Exception exception)
        {
            throw new FileRefusedException(
                FileProblem.NotPrivate,
                $"Access to '{path}' cannot be restricted to you: {exception.Message} Use your own folder on a file system that supports permissions, such as NTFS.",
                exception);
        }
    }

    private static FileRefusedException NotOwned(string path) => new(
        FileProblem.NotPrivate,
        $"'{path}' belongs to another user, who could read what is written to it. Use another path, or run as the owner of the file.");
}
