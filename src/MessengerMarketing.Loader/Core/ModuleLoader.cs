using System.IO;
using System.Reflection;
using System.Runtime.Loader;

namespace MessengerMarketing.Loader;

/// <summary>Loads the module and its libraries in isolation, so that libraries of PowerShell or of other modules cannot replace the versions that it was built
/// with by older versions.</summary>
internal sealed class ModuleLoader : AssemblyLoadContext
{
    private static readonly string Runtime = Path.GetDirectoryName(typeof(object).Assembly.Location)!;
    private static ModuleLoader? _context;

    private ModuleLoader(string name)
        : base(name)
    {
    }

    /// <summary>Loads the assembly of the module into its own context.</summary>
    public static Assembly Load(string name) => (_context = new ModuleLoader(name)).LoadFromAssemblyName(new AssemblyName(name));

    /// <summary>Makes the module's own assemblies, and no others, available to the default context.</summary>
    public static void StartResolving() => Default.Resolving += Resolve;

    /// <summary>Ends that.</summary>
    public static void StopResolving() => Default.Resolving -= Resolve;

    private static Assembly? Resolve(AssemblyLoadContext context, AssemblyName wanted) =>
        ModuleAssembly.IsOwn(wanted.Name) ? _context!.LoadFromAssemblyName(new AssemblyName(wanted.Name!)) : null;

    /// <inheritdoc/>
    protected override Assembly? Load(AssemblyName assemblyName)
        => ModuleAssembly.Find(assemblyName.Name!) is { } path && !IsOfPlatform(assemblyName.Name!, path) ? LoadFromAssemblyPath(path) : null;

    /// <summary>
    /// System.Memory and its like are whole implementations for old frameworks and empty shells on this one. Loaded from
    /// here they would bring a second, slower Span into the process; the platform's are used instead. Of the same version, the platform's
    /// is compiled already, which makes the first call of a process much faster.
    /// </summary>
    private static bool IsOfPlatform(string name, string path)
    {
        string platformPath = Path.Combine(Runtime, name + ".dll");
        return File.Exists(platformPath) && AssemblyName.GetAssemblyName(platformPath).Version >= AssemblyName.GetAssemblyName(path).Version;
    }
}
