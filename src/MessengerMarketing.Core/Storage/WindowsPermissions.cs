using System;
using System.ComponentModel;
using System.Runtime.InteropServices;

namespace MessengerMarketing.Storage;

/// <summary>The owner and the access control list of a file on Windows. Uses Windows functions, because the .NET classes are in different assemblies in Windows
/// PowerShell and PowerShell 7.</summary>
internal static class WindowsPermissions
{
    private const string Administrators = "S-1-5-32-544";
    private const string LocalSystem = "S-1-5-18";

    private const int FileObject = 1;
    private const uint OwnerPart = 1;
    private const uint AccessPart = 4;
    private const uint WithoutInheritance = 0x80000000;
    private const uint Revision = 1;
    private const uint QueryToken = 8;
    private const int TokenUser = 1;

    /// <summary>Returns whether a file belongs to the current user, or to Administrators or SYSTEM, who can read all files.</summary>
    /// <exception cref="Win32Exception">The file system does not say.</exception>
    public static bool IsOwn(string path)
    {
        Check(GetNamedSecurityInfo(path, FileObject, OwnerPart, out IntPtr owner, IntPtr.Zero, IntPtr.Zero, IntPtr.Zero, out IntPtr descriptor));
        try
        {
            string sid = ToText(owner);
            return sid is Administrators or LocalSystem || sid == GetCurrentUser();
        }
        finally
        {
            LocalFree(descriptor);
        }
    }

    /// <summary>Grants full access to the current user, Administrators, and SYSTEM only, without inheritance.</summary>
    /// <returns>Whether the access control list changed.</returns>
    /// <exception cref="Win32Exception">Access is denied, or the file system does not support permissions.</exception>
    public static bool Restrict(string path)
    {
        string before = GetAccess(path);
        string wanted = $"D:P(A;;FA;;;{GetCurrentUser()})(A;;FA;;;BA)(A;;FA;;;SY)";
        Check(ConvertStringSecurityDescriptorToSecurityDescriptor(wanted, Revision, out IntPtr descriptor, IntPtr.Zero));
        try
        {
            Check(GetSecurityDescriptorDacl(descriptor, out _, out IntPtr access, out _));
            Check(SetNamedSecurityInfo(path, FileObject, AccessPart | WithoutInheritance, IntPtr.Zero, IntPtr.Zero, access, IntPtr.Zero));
        }
        finally
        {
            LocalFree(descriptor);
        }

        return GetAccess(path) != before;
    }

    /// <summary>Returns the access control list in SDDL format.</summary>
    /// <exception cref="Win32Exception">The file system does not say.</exception>
    public static string GetAccess(string path)
    {
        Check(GetNamedSecurityInfo(path, FileObject, AccessPart, IntPtr.Zero, IntPtr.Zero, IntPtr.Zero, IntPtr.Zero, out IntPtr descriptor));
        try
        {
            Check(ConvertSecurityDescriptorToStringSecurityDescriptor(descriptor, Revision, AccessPart, out IntPtr text, IntPtr.Zero));
            return TakeString(text);
        }
        finally
        {
            LocalFree(descriptor);
        }
    }

    private static string GetCurrentUser()
    {
        Check(OpenProcessToken(GetCurrentProcess(), QueryToken, out IntPtr token));
        IntPtr buffer = IntPtr.Zero;
        try
        {
            GetTokenInformation(token, TokenUser, IntPtr.Zero, 0, out int length);
            buffer = Marshal.AllocHGlobal(length);
            Check(GetTokenInformation(token, TokenUser, buffer, length, out _));
            return ToText(Marshal.ReadIntPtr(buffer));
        }
        finally
        {
            Marshal.FreeHGlobal(buffer);
            CloseHandle(token);
        }
    }

    private static string ToText(IntPtr sid)
    {
        Check(ConvertSidToStringSid(sid, out IntPtr text));
        return TakeString(text);
    }

    private static string TakeString(IntPtr text)
    {
        try
        {
            return Marshal.PtrToStringUni(text)!;
        }
        finally
        {
            LocalFree(text);
        }
    }

    private static void Check(bool succeeded)
    {
        if (!succeeded)
        {
            throw new Win32Exception(Marshal.GetLastWin32Error());
        }
    }

    private static void Check(int error)
    {
        if (error != 0)
        {
            throw new Win32Exception(error);
        }
    }

    [DllImport("advapi32.dll", EntryPoint = "GetNamedSecurityInfoW", CharSet = CharSet.Unicode)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static extern int GetNamedSecurityInfo(string path, int type, uint parts, out IntPtr owner, IntPtr group, IntPtr access, IntPtr audit, out IntPtr descriptor);

    [DllImport("advapi32.dll", EntryPoint = "GetNamedSecurityInfoW", CharSet = CharSet.Unicode)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static extern int GetNamedSecurityInfo(string path, int type, uint parts, IntPtr owner, IntPtr group, IntPtr access, IntPtr audit, out IntPtr descriptor);

    [DllImport("advapi32.dll", EntryPoint = "SetNamedSecurityInfoW", CharSet = CharSet.Unicode)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static extern int SetNamedSecurityInfo(string path, int type, uint parts, IntPtr owner, IntPtr group, IntPtr access, IntPtr audit);

    [DllImport("advapi32.dll", EntryPoint = "ConvertStringSecurityDescriptorToSecurityDescriptorW", SetLastError = true, CharSet = CharSet.Unicode)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static extern bool ConvertStringSecurityDescriptorToSecurityDescriptor(string text, uint revision, out IntPtr descriptor, IntPtr length);

    [DllImport("advapi32.dll", EntryPoint = "ConvertSecurityDescriptorToStringSecurityDescriptorW", SetLastError = true, CharSet = CharSet.Unicode)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static extern bool ConvertSecurityDescriptorToStringSecurityDescriptor(IntPtr descriptor, uint revision, uint parts, out IntPtr text, IntPtr length);

    [DllImport("advapi32.dll", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static extern bool GetSecurityDescriptorDacl(IntPtr descriptor, [MarshalAs(UnmanagedType.Bool)] out bool present, out IntPtr access, [MarshalAs(UnmanagedType.Bool)] out bool defaulted);

    [DllImport("advapi32.dll", EntryPoint = "ConvertSidToStringSidW", SetLastError = true, CharSet = CharSet.Unicode)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static extern bool ConvertSidToStringSid(IntPtr sid, out IntPtr text);

    [DllImport("advapi32.dll", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static extern bool OpenProcessToken(IntPtr process, uint access, out IntPtr token);

    [DllImport("advapi32.dll", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static extern bool GetTokenInformation(IntPtr token, int part, IntPtr buffer, int length, out int needed);

    [DllImport("kernel32.dll")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static extern IntPtr GetCurrentProcess();

    [DllImport("kernel32.dll")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static extern bool CloseHandle(IntPtr handle);

    [DllImport("kernel32.dll")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static extern IntPtr LocalFree(IntPtr memory);
}
