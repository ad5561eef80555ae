using System;
using System.Globalization;
using System.IO;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace MessengerMarketing.Webhooks.Inbox;

/// <summary>
/// Creates files that only their owner can read. On Windows a new file has the rights of its folder, which in a user's profile come to
/// the same.
/// </summary>
internal static class OwnerOnlyFile
{
    // rw-------
    private const int OwnerReadsAndWrites = 0x180;

    /// <summary>Makes an empty file, unless there is one: that keeps its content and its rights.</summary>
    /// <exception cref="IOException">It cannot be made.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be made.</exception>
    public static void EnsureExists(string path)
    {
        if (File.Exists(path))
        {
            return;
        }

        if (Environment.OSVersion.Platform != PlatformID.Unix)
        {
            using var created = new FileStream(path, FileMode.OpenOrCreate, FileAccess.Write, FileShare.ReadWrite);
            return;
        }

        // Made under another name, so that nobody can open it between its making and the setting of its rights, and so that two
        // processes cannot empty each other's file.
        string temporary = $"{path}.{Guid.NewGuid():N}";
        int handle = Creat(temporary, OwnerReadsAndWrites);
        if (handle < 0)
        {
            throw Refusal(Marshal.GetLastWin32Error(), path);
        }

        new SafeFileHandle(new IntPtr(handle), ownsHandle: true).Dispose();
        try
        {
            File.Move(temporary, path);
        }
        catch (IOException) when (File.Exists(path))
        {
            File.Delete(temporary);
        }
    }

    // Numbers that Linux and macOS agree on.
    private static Exception Refusal(int error, string path) => error switch
    {
        2 => new DirectoryNotFoundException($"There is no folder '{Path.GetDirectoryName(path)}'."),
        1 or 13 or 30 => new UnauthorizedAccessException($"No file can be made in '{Path.GetDirectoryName(path)}': access is denied."),
        28 => new IOException($"No file can be made in '{Path.GetDirectoryName(path)}': the disk is full."),
        _ => new IOException(string.Format(CultureInfo.InvariantCulture, "No file can be made in '{0}' (error {1}).", Path.GetDirectoryName(path), error)),
    };

    [DllImport("libc", EntryPoint = "creat", SetLastError = true, CharSet = CharSet.Ansi, BestFitMapping = false, ThrowOnUnmappableChar = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Creat(string path, int mode);
}
