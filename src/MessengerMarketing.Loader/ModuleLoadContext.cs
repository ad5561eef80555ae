using System;
using System.IO;
using System.Reflection;
using System.Runtime.Loader;

namespace MessengerMarketing.Loader;

/// <summary>
/// Loads the module and what it brings along apart from everything else in the process, so that neither PowerShell's own
/// libraries nor those of another module can stand in for the versions it was built with.
/// </summary>
public sealed class ModuleLoadContext : AssemblyLoadContext
{
    private const string ModuleAssembly = "MessengerMarketing";

    private static readonly Lazy<Assembly> Module = new(() => new ModuleLoadContext().LoadFromAssemblyName(new AssemblyName(ModuleAssembly)));

    private static readonly string Runtime = Path.GetDirectoryName(typeof(object).Assembly.Location)!;

    private readonly string _folder = Path.GetDirectoryName(typeof(ModuleLoadContext).Assembly.Location)!;

    private ModuleLoadContext()
        : base(ModuleAssembly)
    {
    }

    /// <summary>The module's assembly; the same one however often the module is imported.</summary>
    public static Assembly Load() => Module.Value;

    /// <inheritdoc/>
    protected override Assembly? Load(AssemblyName assemblyName)
    {
        string path = Path.Combine(_folder, assemblyName.Name + ".dll");
        return File.Exists(path) && !IsFacadeOfPlatform(assemblyName.Name!, path) ? LoadFromAssemblyPath(path) : null;
    }

    /// <summary>
    /// System.Memory and its like are whole implementations for old frameworks and empty shells on this one. Loaded from
    /// here they would bring a second, slower Span into the process; the platform's are used instead.
    /// </summary>
    private static bool IsFacadeOfPlatform(string name, string path)
    {
        string platformPath = Path.Combine(Runtime, name + ".dll");
        return File.Exists(platformPath) && AssemblyName.GetAssemblyName(platformPath).Version > AssemblyName.GetAssemblyName(path).Version;
    }
}
