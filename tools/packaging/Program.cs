using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;

namespace MessengerMarketing.Packaging;

/// <summary>Lists what a staged module holds, and makes its packages. Called by <c>module/Package.targets</c>.</summary>
internal static class Program
{
    private const string Usage = """
        sbom --module FOLDER --assets FILE[;FILE] --components FILE --output FILE
            writes the software bill of materials of a staged module, whose libraries are those of the restores in these assets files
        pack --module FOLDER --changelog FILE --output FOLDER [--limit BYTES]
            writes its package for the PowerShell Gallery, which may not be larger than the limit, and the package of its symbols
        """;

    public static int Main(string[] arguments)
    {
        try
        {
            string command = arguments.FirstOrDefault() ?? throw new PackagingException(Usage);
            Dictionary<string, string> options = ReadOptions(arguments[1..]);
            switch (command)
            {
                case "sbom":
                    WriteSbom(options);
                    return 0;
                case "pack":
                    WritePackages(options);
                    return 0;
                default:
                    throw new PackagingException($"'{command}' is no command of this tool.{Environment.NewLine}{Usage}");
            }
        }
        catch (Exception error) when (error is PackagingException or IOException or UnauthorizedAccessException)
        {
            // In the form that MSBuild takes for an error of the build.
            Console.Error.WriteLine($"packaging : error MMP1: {error.Message}");
            return 1;
        }
    }

    private static void WriteSbom(Dictionary<string, string> options)
    {
        string module = Require(options, "module");
        BillOfMaterials bill = BillOfMaterials.Of(
            ModuleManifest.Read(FindManifest(module)),
            StagedFiles.Of(module),
            RestoredPackages.Read(Require(options, "assets").Split(';')),
            DataSource.ReadAll(Require(options, "components")));
        File.WriteAllBytes(Require(options, "output"), bill.ToCycloneDx());
    }

    private static void WritePackages(Dictionary<string, string> options)
    {
        string module = Require(options, "module");
        ModuleManifest manifest = ModuleManifest.Read(FindManifest(module));
        string notes = ReleaseNotes.Of(File.ReadAllText(Require(options, "changelog")), manifest.Version);
        IReadOnlyList<StagedFile> files = StagedFiles.Of(module);
        string folder = Require(options, "output");

        string package = Path.Combine(folder, $"{manifest.Name}.{manifest.Version}.nupkg");
        Write(package, Nuspec.OfModule(manifest, notes), manifest, files.Where(file => !file.IsSymbols));
        Write(Path.Combine(folder, $"{manifest.Name}.{manifest.Version}.snupkg"), Nuspec.OfSymbols(manifest), manifest, files.Where(file => file.IsSymbols));

        long size = new FileInfo(package).Length;
        if (options.TryGetValue("limit", out string? limit) && size > long.Parse(limit, CultureInfo.InvariantCulture))
        {
            throw new PackagingException($"{package} has {size:N0} bytes; {limit} are allowed. Find out what has grown before the limit is raised.");
        }
    }

    private static void Write(string path, Nuspec nuspec, ModuleManifest manifest, IEnumerable<StagedFile> files)
    {
        PackageFile.Write(path, nuspec, manifest, [.. files]);
        Console.WriteLine($"Packaged {Path.GetFullPath(path)}, {new FileInfo(path).Length:N0} bytes");
    }

    private static string FindManifest(string module)
        => Directory.Exists(module) && Directory.GetFiles(module, "*.psd1") is [string manifest]
            ? manifest
            : throw new PackagingException($"The folder '{module}' does not hold one manifest (.psd1).");

    private static Dictionary<string, string> ReadOptions(string[] arguments)
    {
        var options = new Dictionary<string, string>(StringComparer.Ordinal);
        for (int index = 0; index < arguments.Length; index += 2)
        {
            if (!arguments[index].StartsWith("--", StringComparison.Ordinal) || index + 1 == arguments.Length)
            {
                throw new PackagingException($"'{arguments[index]}' is not an option with a value.{Environment.NewLine}{Usage}");
            }

            options[arguments[index][2..]] = arguments[index + 1];
        }

        return options;
    }

    private static string Require(Dictionary<string, string> options, string name)
        => options.TryGetValue(name, out string? value) ? value : throw new PackagingException($"The option --{name} is missing.{Environment.NewLine}{Usage}");
}
