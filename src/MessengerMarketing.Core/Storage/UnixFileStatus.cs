using System;
using System.IO;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace MessengerMarketing.Storage;

/// <summary>The status of a file on Linux or macOS. Symbolic links are followed.</summary>
/// <param name="Device">The file system.</param>
/// <param name="Inode">The file in it.</param>
/// <param name="Owner">The user ID of the owner.</param>
/// <param name="Mode">Kind and permissions.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct UnixFileStatus(ulong Device, ulong Inode, uint Owner, int Mode)
{
    /// <summary>The permissions <c>rw-------</c>.</summary>
    public const int OwnerReadWrite = 0x180;

    private const int GroupAndOthers = 0x3F;
    private const int KindMask = 0xF000;
    private const int BufferBytes = 256;

    // statx has the same layout on every processor, unlike stat.
    private const int CurrentFolder = -100;
    private const int EmptyPath = 0x1000;
    private const uint BasicFields = 0x7FF;

    private static readonly bool IsMac = RuntimeInformation.IsOSPlatform(OSPlatform.OSX);
    private static readonly bool IsIntelMac = IsMac && RuntimeInformation.ProcessArchitecture == Architecture.X64;

    /// <summary>Whether it is a regular file.</summary>
    public bool IsRegularFile => (Mode & KindMask) == 0x8000;

    /// <summary>Whether it is a folder.</summary>
    public bool IsFolder => (Mode & KindMask) == 0x4000;

    /// <summary>The permissions of the owner, the group, and others.</summary>
    public int Permissions => Mode & 0x1FF;

    /// <summary>Whether anyone other than the owner can read, write, or run it.</summary>
    public bool IsOpenToOthers => (Mode & GroupAndOthers) != 0;

    /// <summary>The kind of file, for messages.</summary>
    public string Kind => (Mode & KindMask) switch
    {
        0x8000 => "a file",
        0x4000 => "a folder",
        0x2000 or 0x6000 => "a device",
        0x1000 => "a named pipe",
        0xC000 => "a socket",
        _ => "not a regular file",
    };

    /// <summary>Returns the status of the file at a path, or null if it does not exist.</summary>
    /// <exception cref="IOException">The file system reports an error.</exception>
    /// <exception cref="UnauthorizedAccessException">Access to a folder in the path is denied.</exception>
    public static UnixFileStatus? FromPath(string path)
    {
        byte[] buffer = new byte[BufferBytes];
        int result = IsIntelMac ? StatIntelMac(path, buffer)
            : IsMac ? StatMac(path, buffer)
            : StatX(CurrentFolder, path, 0, BasicFields, buffer);
        if (result == 0)
        {
            return Parse(buffer);
        }

        int error = Marshal.GetLastWin32Error();
        return error is LibC.NoSuchFile or LibC.NotAFolder ? null : throw LibC.CreateException(error, path);
    }

    /// <summary>Returns the status of an open file.</summary>
    /// <exception cref="IOException">The file system reports an error.</exception>
    public static UnixFileStatus FromHandle(SafeFileHandle handle)
    {
        byte[] buffer = new byte[BufferBytes];
        int file = LibC.ToDescriptor(handle);
        int result = IsIntelMac ? FStatIntelMac(file, buffer)
            : IsMac ? FStatMac(file, buffer)
            : StatX(file, string.Empty, EmptyPath, BasicFields, buffer);
        int error = Marshal.GetLastWin32Error();
        GC.KeepAlive(handle);
        return result == 0 ? Parse(buffer) : throw new IOException(FormattableString.Invariant($"An open file cannot be examined (system error {error})."));
    }

    private static UnixFileStatus Parse(byte[] buffer) => IsMac
        ? new UnixFileStatus(BitConverter.ToUInt32(buffer, 0), BitConverter.ToUInt64(buffer, 8), BitConverter.ToUInt32(buffer, 16), BitConverter.ToUInt16(buffer, 4))
        : new UnixFileStatus(BitConverter.ToUInt64(buffer, 136), BitConverter.ToUInt64(buffer, 32), BitConverter.ToUInt32(buffer, 20), BitConverter.ToUInt16(buffer, 28));

    [DllImport("libc", EntryPoint = "statx", SetLastError = true, CharSet = CharSet.Ansi, BestFitMapping = false, ThrowOnUnmappableChar = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int StatX(int folder, string path, int flags, uint fields, [Out] byte[] buffer);

    [DllImport("libc", EntryPoint = "stat", SetLastError = true, CharSet = CharSet.Ansi, BestFitMapping = false, ThrowOnUnmappableChar = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int StatMac(string path, [Out] byte[] buffer);

    [DllImport("libc", EntryPoint = "stat$INODE64", SetLastError = true, CharSet = CharSet.Ansi, BestFitMapping = false, ThrowOnUnmappableChar = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int StatIntelMac(string path, [Out] byte[] buffer);

    [DllImport("libc", EntryPoint = "fstat", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int FStatMac(int file, [Out] byte[] buffer);

    [DllImport("libc", EntryPoint = "fstat$INODE64", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int FStatIntelMac(int file, [Out] byte[] buffer);
}
