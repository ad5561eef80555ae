using System;
using System.IO;
using System.Reflection;

namespace MessengerMarketing.Loader;

/// <summary>Loads the module in Windows PowerShell even if its libraries reference other versions of each other than the module ships. .NET Framework unifies
/// versions only with binding redirects, which belong to powershell.exe, or with a handler like this.</summary>
internal static class ModuleLoader
{
    // Facades that some libraries reference in a newer version of a package, which contains nothing for .NET Framework 4.7.2, because the framework has the
    // types. The framework's facade of any version can be used.
    private static readonly string[] FrameworkFacades = ["System.Reflection.Emit", "System.Reflection.Emit.ILGeneration", "System.ValueTuple"];

    private static readonly Version AnyFrameworkVersion = new(4, 0, 0, 0);

    private static volatile bool _resolvesForOthers;

    /// <summary>Loads the assembly of the module, and from then on resolves the references of the module and its libraries.</summary>
    public static Assembly Load(string name)
    {
        AppDomain.CurrentDomain.AssemblyResolve += Resolve;
        return Assembly.LoadFrom(ModuleAssembly.Find(name)!);
    }

    /// <summary>Makes the module's own assemblies, and no others, available to the whole process.</summary>
    public static void StartResolving() => _resolvesForOthers = true;

    /// <summary>Reverses this. The code of the module cannot be unloaded and still finds its libraries.</summary>
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
            // The framework unifies lower versions of its own assemblies with its own version.
            wanted.Version = AnyFrameworkVersion;
            return Assembly.Load(wanted);
        }

        // A newer version than requested is backward compatible, according to its publisher. An older version might not be.
        return ModuleAssembly.Find(wanted.Name) is { } path && (wanted.Version is null || AssemblyName.GetAssemblyName(path).Version >= wanted.Version)
            ? Assembly.LoadFrom(path)
            : null;
    }

    /// <summary>Returns whether the module or one of its libraries made the request, as far as .NET Framework knows. Requests of other modules are not
    /// handled.</summary>
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
