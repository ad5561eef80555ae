using System;
using System.Collections.Generic;
using System.IO;
using System.Reflection;

namespace MessengerMarketing.Desktop;

/// <summary>
/// Lets Windows PowerShell use the libraries shipped beside this assembly where one of them was built against an older
/// version of another: .NET Framework unifies versions only by binding redirects, which belong to powershell.exe.
/// </summary>
public static class AssemblyResolver
{
    /// <summary>
    /// The assemblies that are shipped in a newer version than some of the others ask for. Each is backwards compatible by
    /// its publisher's word; an assembly that is not named here must match exactly.
    /// </summary>
    public static IReadOnlyCollection<string> Unified { get; } = new HashSet<string>(StringComparer.OrdinalIgnoreCase)
    {
        "Microsoft.Bcl.AsyncInterfaces",
        "Microsoft.Bcl.TimeProvider",
        "System.Buffers",
        "System.Memory",
        "System.Runtime.CompilerServices.Unsafe",
        "System.Threading.Tasks.Extensions",
    };

    /// <summary>
    /// The facades of .NET Framework 4.7.2 that some libraries ask for in the newer version of a package which ships nothing for
    /// it, because the types are the framework's own. The framework's facade, of whatever version, serves them.
    /// </summary>
    public static IReadOnlyCollection<string> Framework { get; } = new HashSet<string>(StringComparer.OrdinalIgnoreCase) { "System.ValueTuple" };

    private static readonly Version AnyFrameworkVersion = new(4, 0, 0, 0);
    private static readonly string Folder = Path.GetDirectoryName(typeof(AssemblyResolver).Assembly.Location)!;
    private static bool s_registered;

    /// <summary>Starts answering; further calls change nothing.</summary>
    public static void Register()
    {
        if (!s_registered)
        {
            s_registered = true;
            AppDomain.CurrentDomain.AssemblyResolve += Resolve;
        }
    }

    private static Assembly? Resolve(object sender, ResolveEventArgs request)
    {
        var wanted = new AssemblyName(request.Name);
        if (((HashSet<string>)Framework).Contains(wanted.Name) && wanted.Version > AnyFrameworkVersion)
        {
            // The framework unifies a lower version of its own assemblies with the one it has.
            wanted.Version = AnyFrameworkVersion;
            return Assembly.Load(wanted);
        }

        string path = Path.Combine(Folder, wanted.Name + ".dll");
        if (!((HashSet<string>)Unified).Contains(wanted.Name) || !File.Exists(path))
        {
            return null;
        }

        // Only what asks for the same or an older version: a newer one is another module's business.
        return AssemblyName.GetAssemblyName(path).Version >= wanted.Version ? Assembly.LoadFrom(path) : null;
    }
}
