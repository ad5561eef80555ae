using System;
using System.ComponentModel;
using System.IO;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace MessengerMarketing.Storage;

/// <summary>Information about files that .NET Standard does not provide on Windows: the identity, and the path without links.</summary>
internal static class WindowsFile
{
    private const int MaxPath = 32768;

    /// <summary>Returns whether a full path is a device, such as <c>NUL</c>.</summary>
    public static bool IsDevice(string path) => path.StartsWith(@"\\.\", StringComparison.Ordinal);

    /// <summary>Returns the serial number of the volume and the number of the file.</summary>
    /// <exception cref="IOException">The file system does not provide it.</exception>
    public static FileIdentity GetIdentity(SafeFileHandle handle)
        => GetFileInformationByHandle(handle, out FileInformation information)
            ? new FileIdentity(information.VolumeSerialNumber, ((ulong)information.FileIndexHigh << 32) | information.FileIndexLow)
            : throw new IOException("An open file cannot be examined.", new Win32Exception(Marshal.GetLastWin32Error()));

    /// <summary>Returns the path of an open file without links, or null if it is not available.</summary>
    public static string? GetRealPath(SafeFileHandle handle)
    {
        char[] buffer = new char[MaxPath];
        uint length = GetFinalPathNameByHandle(handle, buffer, MaxPath, 0);
        if (length is 0 or >= MaxPath)
        {
            return null;
        }

        string path = new string(buffer, 0, (int)length);
        return path.StartsWith(@"\\?\UNC\", StringComparison.Ordinal) ? @"\\" + path.Substring(8)
            : path.StartsWith(@"\\?\", StringComparison.Ordinal) ? path.Substring(4)
            : path;
    }

    [DllImport("kernel32.dll", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static extern bool GetFileInformationByHandle(SafeFileHandle file, out FileInformation information);

    [DllImport("kernel32.dll", EntryPoint = "GetFinalPathNameByHandleW", SetLastError = true, CharSet = CharSet.Unicode)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static extern uint GetFinalPathNameByHandle(SafeFileHandle file, [Out] char[] path, uint length, uint flags);

    /// <summary>BY_HANDLE_FILE_INFORMATION.</summary>
    [StructLayout(LayoutKind.Sequential)]
    private struct FileInformation
    {
        public uint Attributes;
        public uint CreationTimeLow;
        public uint CreationTimeHigh;
        public uint LastAccessTimeLow;
        public uint LastAccessTimeHigh;
        public uint LastWriteTimeLow;
        public uint LastWriteTimeHigh;
        public uint VolumeSerialNumber;
        public uint SizeHigh;
        public uint SizeLow;
        public uint Links;
        public uint FileIndexHigh;
        public uint FileIndexLow;
    }
}
