using System;
using System.IO;
using System.Reflection;

namespace MessengerMarketing.Loader;

/// <summary>
/// Lets Windows PowerShell load the module where libraries ask for another version of one another than is shipped: .NET Framework
/// unifies versions only by binding redirects, which belong to powershell.exe, or through a handler like this.
/// </summary>
internal static class ModuleLoader
{
    // Facades that some libraries ask for in the newer version of a package which ships nothing for .NET Framework 4.7.2, because the
    // types are the framework's own. The framework's facade, of whatever version, serves them.
    private static readonly string[] FrameworkFacades = ["System.Reflection.Emit", "System.Reflection.Emit.ILGeneration", "System.ValueTuple"];

    private static readonly Version AnyFrameworkVersion = new(4, 0, 0, 0);

    private static volatile bool _resolvesForOthers;

    /// <summary>Loads the module's assembly, and from then on answers for what it and its libraries ask for.</summary>
    public static Assembly Load(string name)
    {
        AppDomain.CurrentDomain.AssemblyResolve += Resolve;
        return Assembly.LoadFrom(ModuleAssembly.Find(name)!);
    }

    /// <summary>Lets everyone in the process find the module's own assemblies, and no others.</summary>
    public static void StartResolving() => _resolvesForOthers = true;

    /// <summary>Ends that. The module's code, which cannot be unloaded, still finds its libraries.</summary>
    public static void StopResolving() => _resolvesForOthers = false;

    private static Assembly? Resolve(object sender, ResolveEventArgs request)
    {
        var wanted = new AssemblyName(request.Name);
        if (!MayBeOwn(request.RequestingAssembly) && !(_resolvesForOthers && ModuleAssembly.IsOwn(wanted.Name)))
        {
            return null;
        }

        if (Array.IndexOf(FrameworkFacades, wanted.Name) >= 0 && wanted.Version > AnyFrameworkVersion)
        {
            // The framework unifies a lower version of its own assemblies with the one it has.
            wanted.Version = AnyFrameworkVersion;
            return Assembly.Load(wanted);
        }

        // A newer one than was asked for is backwards compatible by its publisher's word; an older one would not be what was asked for.
        return ModuleAssembly.Find(wanted.Name) is { } path && (wanted.Version is null || AssemblyName.GetAssemblyName(path).Version >= wanted.Version)
            ? Assembly.LoadFrom(path)
            : null;
    }

    /// <summary>
    /// Whether the module or one of its libraries asks, as far as .NET Framework knows, which does not always. What another module misses is
    /// that module's business.
    /// </summary>
    private static bool MayBeOwn(Assembly? requesting)
    {
        if (requesting is null)
        {
            return true;
        }

        // One that was made or loaded in memory is in no folder.
        string location = requesting.IsDynamic ? string.Empty : requesting.Location;
        string? folder = location.Length > 0 ? Path.GetDirectoryName(location) : null;
        return string.Equals(folder, ModuleAssembly.SharedFolder, StringComparison.OrdinalIgnoreCase)
            || string.Equals(folder, ModuleAssembly.EditionFolder, StringComparison.OrdinalIgnoreCase);
    }
}
