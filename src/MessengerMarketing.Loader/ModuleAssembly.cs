using System;
using System.IO;
using System.Reflection;

namespace MessengerMarketing.Loader;

/// <summary>The module's assembly, loaded in the way of the .NET that the process runs on.</summary>
public static class ModuleAssembly
{
    private const string Name = "MessengerMarketing";

    private static readonly Lazy<Assembly> Loaded = new(static () => ModuleLoader.Load(Name));
    private static readonly object Gate = new();

    // Several runspaces of a process may import the module.
    private static int _imports;

    /// <summary>What is shipped for this .NET alone, the loader itself among it.</summary>
    internal static string EditionFolder { get; } = Path.GetDirectoryName(typeof(ModuleAssembly).Assembly.Location)!;

    /// <summary>What is shipped for every .NET.</summary>
    internal static string SharedFolder { get; } = Path.GetDirectoryName(EditionFolder)!;

    /// <summary>
    /// Loads it; the same one however often the module is imported. From then on the types of the module's own assemblies are found by their
    /// assembly-qualified names, which mocks and proxy functions use.
    /// </summary>
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

    /// <summary>Ends what <see cref="Load"/> began, once the module was removed as often as it was imported.</summary>
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

    /// <summary>The file of an assembly that ships with the module; null when none does.</summary>
    internal static string? Find(string name)
    {
        string own = Path.Combine(EditionFolder, name + ".dll");
        string shared = Path.Combine(SharedFolder, name + ".dll");
        return File.Exists(own) ? own : File.Exists(shared) ? shared : null;
    }
}
