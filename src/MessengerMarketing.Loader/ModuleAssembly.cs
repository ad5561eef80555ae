using System;
using System.IO;
using System.Reflection;

namespace MessengerMarketing.Loader;

/// <summary>Loads the assembly of the module as the current .NET runtime requires.</summary>
public static class ModuleAssembly
{
    private const string Name = "MessengerMarketing";

    private static readonly Lazy<Assembly> Loaded = new(static () => ModuleLoader.Load(Name));
    private static readonly object Gate = new();

    // Several runspaces of a process may import the module.
    private static int _imports;

    /// <summary>The files for this .NET runtime, including the loader.</summary>
    internal static string EditionFolder { get; } = Path.GetDirectoryName(typeof(ModuleAssembly).Assembly.Location)!;

    /// <summary>The files for all .NET runtimes.</summary>
    internal static string SharedFolder { get; } = Path.GetDirectoryName(EditionFolder)!;

    /// <summary>Loads the assembly once, even if the module is imported several times. After that, the types of the module's own assemblies are found by their
    /// assembly-qualified names, which mocks and proxy functions use.</summary>
    public static Assembly Load()
    {
        lock (Gate)
        {
            Assembly assembly = Loaded.Value;
            if (_imports++ == 0)
            {
                ModuleLoader.StartResolving();
            }

            return assembly;
        }
    }

    /// <summary>Reverses <see cref="Load"/> after the module was removed as often as it was imported.</summary>
    public static void Release()
    {
        lock (Gate)
        {
            if (_imports > 0 && --_imports == 0)
            {
                ModuleLoader.StopResolving();
            }
        }
    }

    /// <summary>Returns whether an assembly is the module's own, and not one of its libraries.</summary>
    internal static bool IsOwn(string? name) =>
        name is not null && (name == Name || (name.StartsWith(Name + ".", StringComparison.Ordinal) && Find(name) is not null));

    /// <summary>Returns the file of an assembly that ships with the module, or null.</summary>
    internal static string? Find(string name)
    {
        string own = Path.Combine(EditionFolder, name + ".dll");
        string shared = Path.Combine(SharedFolder, name + ".dll");
        return File.Exists(own) ? own : File.Exists(shared) ? shared : null;
    }
}
