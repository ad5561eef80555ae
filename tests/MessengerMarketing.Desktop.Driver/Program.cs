using System;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace MessengerMarketing.DesktopDriver;

/// <summary>Takes the folder of the module's assemblies, loads them from it as the module's script does, and lets <see cref="MainJob"/> do the rest.</summary>
internal static class Program
{
    public static int Main(string[] arguments)
    {
        string folder = Path.GetFullPath(arguments.Single());

        // What this program itself refers to is in that folder and not beside it. Nothing else is answered for, and no other version.
        AssemblyName[] own = Assembly.GetExecutingAssembly().GetReferencedAssemblies();
        AppDomain.CurrentDomain.AssemblyResolve += (_, request) =>
        {
            string path = Path.Combine(folder, new AssemblyName(request.Name).Name + ".dll");
            return own.Any(name => name.FullName == request.Name) && File.Exists(path) && AssemblyName.GetAssemblyName(path).FullName == request.Name
                ? Assembly.LoadFrom(path)
                : null;
        };

        Assembly loader = Assembly.LoadFrom(Path.Combine(folder, "desktop", "MessengerMarketing.Loader.dll"));
        loader.GetType("MessengerMarketing.Loader.ModuleAssembly", throwOnError: true).GetMethod("Load")!.Invoke(null, []);
        return Run();
    }

    // Apart, so that nothing of the module is looked for before the handlers are there.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int Run() => MainJob.RunAsync(Console.Out).GetAwaiter().GetResult();
}
