using System;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace MessengerMarketing.DesktopDriver;

/// <summary>
/// Takes the folder of the module's assemblies, loads them from it as the module's script does, and lets <see cref="MainJob"/> do the rest.
/// With <c>--check</c>, it only looks for what the platform has to bring, and names what is missing.
/// </summary>
internal static class Program
{
    // What the module refers to and .NET Framework has.
    private static readonly string[] PlatformAssemblies =
    [
        "netstandard, Version=2.0.0.0, Culture=neutral, PublicKeyToken=cc7b13ffcd2ddd51",
        "System, Version=4.0.0.0, Culture=neutral, PublicKeyToken=b77a5c561934e089",
        "System.ComponentModel.DataAnnotations, Version=4.0.0.0, Culture=neutral, PublicKeyToken=31bf3856ad364e35",
        "System.Core, Version=4.0.0.0, Culture=neutral, PublicKeyToken=b77a5c561934e089",
        "System.Data, Version=4.0.0.0, Culture=neutral, PublicKeyToken=b77a5c561934e089",
        "System.Net.Http, Version=4.2.0.0, Culture=neutral, PublicKeyToken=b03f5f7f11d50a3a",
        "System.Numerics, Version=4.0.0.0, Culture=neutral, PublicKeyToken=b77a5c561934e089",
    ];

    public static int Main(string[] arguments)
    {
        if (arguments[0] == "--check")
        {
            return CheckPlatform();
        }

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

        var loader = Assembly.LoadFrom(Path.Combine(folder, "desktop", "MessengerMarketing.Loader.dll"));
        loader.GetType("MessengerMarketing.Loader.ModuleAssembly", throwOnError: true).GetMethod("Load")!.Invoke(null, []);
        return Run();
    }

    private static int CheckPlatform()
    {
        string[] missing = [.. PlatformAssemblies.Where(static name => !CanLoad(name)).Select(static name => new AssemblyName(name).Name)];
        if (missing.Length == 0)
        {
            return 0;
        }

        Console.Error.WriteLine($"Missing: {string.Join(", ", missing)}.");
        return 1;
    }

    private static bool CanLoad(string name)
    {
        try
        {
            return Assembly.Load(name) is not null;
        }
        catch (IOException)
        {
            return false;
        }
    }

    // Apart, so that nothing of the module is looked for before the handlers are there.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int Run() => MainJob.RunAsync(Console.Out).GetAwaiter().GetResult();
}
