using System;
using System.IO;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace MessengerMarketing.Storage;

/// <summary>What Linux or macOS knows of a file. Symbolic links are followed.</summary>
/// <param name="Device">The file system.</param>
/// <param name="Inode">The file in it.</param>
/// <param name="Owner">The owner's number.</param>
/// <param name="Mode">Kind and permissions.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct UnixFileStatus(ulong Device, ulong Inode, uint Owner, int Mode)
{
    /// <summary>The permissions <c>rw-------</c>.</summary>
    public const int OwnerReadWrite = 0x180;

    private const int GroupAndOthers = 0x3F;
    private const int KindMask = 0xF000;
    private const int BufferBytes = 256;

    // statx: its layout is the same on every processor, which that of stat is not.
    private const int CurrentFolder = -100;
    private const int EmptyPath = 0x1000;
    private const uint BasicFields = 0x7FF;

    private static readonly bool IsMac = RuntimeInformation.IsOSPlatform(OSPlatform.OSX);
    private static readonly bool IsIntelMac = IsMac && RuntimeInformation.ProcessArchitecture == Architecture.X64;

    /// <summary>Whether it is a file with content of its own.</summary>
    public bool IsRegularFile => (Mode & KindMask) == 0x8000;

    /// <summary>Whether it is a folder.</summary>
    public bool IsFolder => (Mode & KindMask) == 0x4000;

    /// <summary>The permissions of owner, group and others.</summary>
    public int Permissions => Mode & 0x1FF;

    /// <summary>Whether anybody but its owner may read, write or run it.</summary>
    public bool IsOpenToOthers => (Mode & GroupAndOthers) != 0;

    /// <summary>What it is, for a message.</summary>
    public string Kind => (Mode & KindMask) switch
    {
        0x8000 => "a file",
        0x4000 => "a folder",
        0x2000 or 0x6000 => "a device",
        0x1000 => "a named pipe",
        0xC000 => "a socket",
        _ => "not a regular file",
    };

    /// <summary>Looks at the file at a path; null when there is none.</summary>
    /// <exception cref="IOException">The file system reports an error.</exception>
    /// <exception cref="UnauthorizedAccessException">A folder in the path may not be entered.</exception>
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

    /// <summary>Looks at a file that is open.</summary>
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
