using System;
using System.IO;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace MessengerMarketing.Storage;

/// <summary>Identifies a file, regardless of its path.</summary>
/// <param name="Volume">The file system.</param>
/// <param name="Number">The file in it.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct FileIdentity(ulong Volume, ulong Number)
{
    /// <summary>Returns the identity of the file or folder at a path, or null if it does not exist.</summary>
    /// <exception cref="IOException">It cannot be examined.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be examined.</exception>
    public static FileIdentity? FromPath(string path)
    {
        if (FilePaths.IsUnix)
        {
            return UnixFileStatus.FromPath(path) is { } status ? new FileIdentity(status.Device, status.Inode) : null;
        }

        if (!File.Exists(path))
        {
            return null;
        }

        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 1);
        return FromHandle(file.SafeFileHandle);
    }

    /// <summary>Returns the identity of an open file.</summary>
    /// <exception cref="IOException">It cannot be examined.</exception>
    public static FileIdentity FromHandle(SafeFileHandle handle)
    {
        if (!FilePaths.IsUnix)
        {
            return WindowsFile.GetIdentity(handle);
        }

        var status = UnixFileStatus.FromHandle(handle);
        return new FileIdentity(status.Device, status.Inode);
    }
}
