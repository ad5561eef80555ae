using System;
using System.IO;
using System.Reflection;

namespace MessengerMarketing.Loader;

/// <summary>The module's assembly, loaded in the way of the .NET that the process runs on.</summary>
public static class ModuleAssembly
{
    private const string Name = "MessengerMarketing";

    private static readonly Lazy<Assembly> Loaded = new(static () => ModuleLoader.Load(Name));

    /// <summary>What is shipped for this .NET alone, the loader itself among it.</summary>
    internal static string EditionFolder { get; } = Path.GetDirectoryName(typeof(ModuleAssembly).Assembly.Location)!;

    /// <summary>What is shipped for every .NET.</summary>
    internal static string SharedFolder { get; } = Path.GetDirectoryName(EditionFolder)!;

    /// <summary>Loads it; the same one however often the module is imported.</summary>
    public static Assembly Load() => Loaded.Value;

    /// <summary>The file of an assembly that ships with the module; null when none does.</summary>
    internal static string? Find(string name)
    {
        string own = Path.Combine(EditionFolder, name + ".dll");
        string shared = Path.Combine(SharedFolder, name + ".dll");
        return File.Exists(own) ? own : File.Exists(shared) ? shared : null;
    }
}
