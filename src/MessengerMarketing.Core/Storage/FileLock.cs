using System;
using System.IO;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace MessengerMarketing.Storage;

/// <summary>Ensures that a file has only one writer. The lock is on the file, not on its name, so it also applies if another path is used or the file was
/// moved. It is released when the process ends, for any reason. Other processes can still read the file, except on macOS, where locks also exclude the readers
/// of other programs.</summary>
internal static class FileLock
{
    // Linux: open-file-description locks, unlike the older process locks, also apply between two handles of one process.
    private const int QueryOpenFileLock = 36;
    private const int SetOpenFileLock = 37;
    private const short WriteLock = 1;
    private const short Unlocked = 2;

    // Far beyond any content, because network file systems enforce locks on the bytes that they cover.
    private const long LockedByte = long.MaxValue - 16;

    private const int Shared = 1;
    private const int Exclusive = 2;
    private const int WithoutWaiting = 4;
    private const int Unlock = 8;

    private static readonly bool IsLinux = RuntimeInformation.IsOSPlatform(OSPlatform.Linux);

    /// <summary>Acquires the lock without waiting. On Windows, the share mode of the open file is the lock.</summary>
    /// <param name="file">The file, open for writing. Closing it releases the lock.</param>
    /// <param name="path">Its path, for the message.</param>
    /// <returns>Whether the lock was acquired.</returns>
    /// <exception cref="FileRefusedException">The file system does not support locks.</exception>
    public static bool TryAcquire(SafeFileHandle file, string path)
    {
        if (!FilePaths.IsUnix)
        {
            return true;
        }

        int error = IsLinux ? Control(file, SetOpenFileLock, out _) : UnsupportedOption;
        if (error == UnsupportedOption)
        {
            error = Lock(file, Exclusive | WithoutWaiting);
        }

        return error switch
        {
            0 => true,
            TryAgainLinux or TryAgainMac or AccessDenied => false,
            _ => throw new FileRefusedException(
                FileProblem.NoLocks,
                FormattableString.Invariant($"The file system of '{path}' does not support locks (system error {error}), so a second writer could not be kept out. Use a folder on a local disk.")),
        };
    }

    /// <summary>Returns whether a file is locked. Does not acquire the lock.</summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read.</exception>
    public static bool IsHeld(string path)
    {
        if (!FilePaths.IsUnix)
        {
            return IsHeldOnWindows(path);
        }

        using FileStream file = FilePaths.OpenRead(path);
        SafeFileHandle handle = file.SafeFileHandle;
        if (IsLinux && Control(handle, QueryOpenFileLock, out short type) == 0)
        {
            return type != Unlocked;
        }

        bool isHeld = Lock(handle, Shared | WithoutWaiting) != 0;
        Lock(handle, Unlock);
        return isHeld;
    }

    /// <summary>Returns whether a file could not be opened because another process has it open without sharing.</summary>
    public static bool IsSharingViolation(IOException exception) => (exception.HResult & 0xFFFF) is 32 or 33 or TryAgainLinux or TryAgainMac;

    private const int TryAgainLinux = 11;
    private const int AccessDenied = 13;
    private const int UnsupportedOption = 22;
    private const int TryAgainMac = 35;

    private static bool IsHeldOnWindows(string path)
    {
        try
        {
            using var probe = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, bufferSize: 1);
            return false;
        }
        catch (IOException exception) when (IsSharingViolation(exception))
        {
            return true;
        }
    }

    private static int Control(SafeFileHandle file, int command, out short type)
    {
        var range = new LockRange { Type = WriteLock, Start = LockedByte, Length = 1 };
        int result = FCntl(LibC.ToDescriptor(file), command, ref range);
        int error = result == 0 ? 0 : Marshal.GetLastWin32Error();
        GC.KeepAlive(file);
        type = range.Type;
        return error;
    }

    private static int Lock(SafeFileHandle file, int operation)
    {
        int result = FLock(LibC.ToDescriptor(file), operation);
        int error = result == 0 ? 0 : Marshal.GetLastWin32Error();
        GC.KeepAlive(file);
        return error;
    }

    // Linux only, where variadic functions have the normal calling convention.
    [DllImport("libc", EntryPoint = "fcntl", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int FCntl(int file, int command, ref LockRange range);

    [DllImport("libc", EntryPoint = "flock", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int FLock(int file, int operation);

    /// <summary>The C library's <c>struct flock</c> for files of any length.</summary>
    [StructLayout(LayoutKind.Explicit, Size = 32)]
    private struct LockRange
    {
        [FieldOffset(0)]
        public short Type;

        [FieldOffset(2)]
        public short Whence;

        [FieldOffset(8)]
        public long Start;

        [FieldOffset(16)]
        public long Length;

        [FieldOffset(24)]
        public int Process;
    }
}
