using System;
using System.IO;
using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace MessengerMarketing.Storage;

/// <summary>Calls of Linux and macOS that .NET Standard lacks. No variadic functions are used on macOS, because Apple processors pass variadic arguments
/// differently.</summary>
internal static class LibC
{
    public const int NoSuchFile = 2;
    public const int NotAFolder = 20;

    private const int FileExists = 17;
    private const int MaxPath = 4096;

    private static readonly bool IsMac = RuntimeInformation.IsOSPlatform(OSPlatform.OSX);

    // O_RDONLY | O_CLOEXEC | O_NONBLOCK: a child process does not inherit the file, and a pipe without a writer does not block.
    private static readonly int ReadFlags = IsMac ? 0x1000000 | 0x4 : 0x80000 | 0x800;

    /// <summary>Opens a file or folder for reading without the advisory lock that .NET acquires.</summary>
    /// <exception cref="IOException">It cannot be opened.</exception>
    /// <exception cref="UnauthorizedAccessException">Access is denied.</exception>
    public static SafeFileHandle OpenRead(string path)
    {
        int handle = Open(path, ReadFlags);
        return handle >= 0 ? new SafeFileHandle(new IntPtr(handle), ownsHandle: true) : throw CreateException(Marshal.GetLastWin32Error(), path);
    }

    /// <summary>Creates an empty file with the permissions <c>rw-------</c>. The name must be unique, because an existing file would be truncated.</summary>
    /// <exception cref="IOException">It cannot be created.</exception>
    /// <exception cref="UnauthorizedAccessException">Access is denied.</exception>
    public static void CreateOwnerOnly(string path)
    {
        int handle = Creat(path, UnixFileStatus.OwnerReadWrite);
        if (handle < 0)
        {
            throw CreateException(Marshal.GetLastWin32Error(), path);
        }

        new SafeFileHandle(new IntPtr(handle), ownsHandle: true).Dispose();
    }

    /// <summary>Sets a file's permissions.</summary>
    /// <returns>Whether the system allowed it.</returns>
    public static bool TrySetMode(SafeFileHandle file, int mode)
    {
        bool isSet = FChMod(ToDescriptor(file), mode) == 0;
        GC.KeepAlive(file);
        return isSet;
    }

    /// <summary>Flushes the entries of a folder to disk, so that new and renamed files survive a power failure.</summary>
    /// <exception cref="IOException">The disk reports an error.</exception>
    public static void FlushFolder(string folder)
    {
        using SafeFileHandle handle = OpenRead(folder);
        if (FSync(ToDescriptor(handle)) != 0 && Marshal.GetLastWin32Error() is var error && !IsUnsupported(error))
        {
            throw CreateException(error, folder);
        }

        GC.KeepAlive(handle);
    }

    /// <summary>Renames a file without replacing an existing file. .NET's own method checks first and then renames, so two processes can both find that the
    /// name is free.</summary>
    /// <exception cref="IOException">The name exists, or the file cannot be renamed.</exception>
    public static void MoveWithoutReplacing(string source, string target)
    {
        if (Link(source, target) == 0)
        {
            File.Delete(source);
        }
        else if (Marshal.GetLastWin32Error() == FileExists)
        {
            throw new IOException($"The file '{target}' already exists.");
        }
        else
        {
            // The file system does not support hard links.
            File.Move(source, target);
        }
    }

    /// <summary>Renames a file, and atomically replaces the target.</summary>
    /// <exception cref="IOException">It cannot be renamed.</exception>
    /// <exception cref="UnauthorizedAccessException">Access is denied.</exception>
    public static void Replace(string source, string target)
    {
        if (Rename(source, target) != 0)
        {
            throw CreateException(Marshal.GetLastWin32Error(), target);
        }
    }

    /// <summary>Returns the target of a symbolic link, or null if the path is not a link.</summary>
    public static string? ReadLink(string path)
    {
        byte[] buffer = new byte[MaxPath];
        long length = ReadLink(path, buffer, new IntPtr(buffer.Length)).ToInt64();
        return length < 0 ? null : Encoding.UTF8.GetString(buffer, 0, (int)length);
    }

    /// <summary>Returns the path of an existing file or folder without symbolic links, or null if it does not exist.</summary>
    public static string? RealPath(string path)
    {
        byte[] buffer = new byte[MaxPath + 1];
        return RealPath(path, buffer) == IntPtr.Zero ? null : Encoding.UTF8.GetString(buffer, 0, Array.IndexOf(buffer, (byte)0));
    }

    /// <summary>The effective user of this process.</summary>
    public static uint CurrentUser() => GetEUid();

    /// <summary>Creates the exception for an error number, as .NET throws it. The numbers are the same on Linux and macOS.</summary>
    public static Exception CreateException(int error, string path) => error switch
    {
        NoSuchFile or NotAFolder => new FileNotFoundException($"The file '{path}' does not exist.", path),
        1 or 13 or 30 => new UnauthorizedAccessException($"Access to '{path}' is denied."),
        28 => new IOException($"'{path}' cannot be written: the disk is full."),
        _ => new IOException(FormattableString.Invariant($"'{path}' cannot be accessed (system error {error}).")),
    };

    public static int ToDescriptor(SafeFileHandle file) => file.DangerousGetHandle().ToInt32();

    // EINVAL and ENOTSUP: file systems that cannot flush folders.
    private static bool IsUnsupported(int error) => error is 22 or 95 or 45;

    [DllImport("libc", EntryPoint = "open", SetLastError = true, CharSet = CharSet.Ansi, BestFitMapping = false, ThrowOnUnmappableChar = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Open(string path, int flags);

    [DllImport("libc", EntryPoint = "creat", SetLastError = true, CharSet = CharSet.Ansi, BestFitMapping = false, ThrowOnUnmappableChar = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Creat(string path, int mode);

    [DllImport("libc", EntryPoint = "fchmod", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int FChMod(int file, int mode);

    [DllImport("libc", EntryPoint = "fsync", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int FSync(int file);

    [DllImport("libc", EntryPoint = "link", SetLastError = true, CharSet = CharSet.Ansi, BestFitMapping = false, ThrowOnUnmappableChar = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Link(string source, string target);

    [DllImport("libc", EntryPoint = "rename", SetLastError = true, CharSet = CharSet.Ansi, BestFitMapping = false, ThrowOnUnmappableChar = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Rename(string source, string target);

    [DllImport("libc", EntryPoint = "readlink", SetLastError = true, CharSet = CharSet.Ansi, BestFitMapping = false, ThrowOnUnmappableChar = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern IntPtr ReadLink(string path, [Out] byte[] buffer, IntPtr size);

    [DllImport("libc", EntryPoint = "realpath", SetLastError = true, CharSet = CharSet.Ansi, BestFitMapping = false, ThrowOnUnmappableChar = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern IntPtr RealPath(string path, [Out] byte[] buffer);

    [DllImport("libc", EntryPoint = "geteuid")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern uint GetEUid();
}
