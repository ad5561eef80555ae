using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Xml.Linq;

namespace MessengerMarketing.Packaging;

/// <summary>A NuGet package that brought an assembly along, by its own word.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Version">Its exact version.</param>
/// <param name="License">Its licence, an SPDX expression.</param>
/// <param name="Authors">Who made it.</param>
/// <param name="Copyright">Its copyright line; null when it has none.</param>
internal sealed record RestoredPackage(string Id, string Version, string License, string Authors, string? Copyright);

/// <summary>The packages that the last restores of some projects chose, read from their <c>project.assets.json</c>.</summary>
internal sealed class RestoredPackages
{
    // By the assembly's file name and hash, for a package has another build of it for each framework.
    private readonly Dictionary<(string Name, string Hash), RestoredPackage> _owners = [];

    /// <summary>Reads them.</summary>
    /// <exception cref="PackagingException">A package does not tell its licence as an SPDX expression.</exception>
    public static RestoredPackages Read(IEnumerable<string> assetsFiles)
    {
        var packages = new RestoredPackages();
        foreach (string file in assetsFiles)
        {
            packages.Add(file);
        }

        return packages;
    }

    /// <summary>The package that an assembly is from, byte by byte; null when there is none.</summary>
    public RestoredPackage? OwnerOf(StagedFile assembly)
        => _owners.GetValueOrDefault((Path.GetFileName(assembly.Path), assembly.ComputeHash()));

    private void Add(string assetsFile)
    {
        using JsonDocument assets = JsonDocument.Parse(File.ReadAllBytes(assetsFile));
        string[] folders = [.. assets.RootElement.GetProperty("packageFolders").EnumerateObject().Select(folder => folder.Name)];
        IEnumerable<JsonProperty> libraries = assets.RootElement.GetProperty("targets").EnumerateObject().SelectMany(target => target.Value.EnumerateObject());
        foreach (JsonProperty library in libraries.Where(library => library.Value.GetProperty("type").GetString() == "package"))
        {
            if (!library.Value.TryGetProperty("runtime", out JsonElement runtime))
            {
                continue;
            }

            string path = assets.RootElement.GetProperty("libraries").GetProperty(library.Name).GetProperty("path").GetString()!;
            string folder = folders.Select(root => Path.Combine(root, path)).FirstOrDefault(Directory.Exists)
                ?? throw new PackagingException($"The package {library.Name} is not where the restore put it. Restore again.");
            foreach (string file in runtime.EnumerateObject().Select(file => file.Name).Where(file => file.EndsWith(".dll", StringComparison.OrdinalIgnoreCase)))
            {
                var assembly = new StagedFile(Path.Combine(folder, file), Path.GetFileName(file));
                _owners[(assembly.Name, assembly.ComputeHash())] = ReadNuspec(Directory.GetFiles(folder, "*.nuspec").Single());
            }
        }
    }

    private static RestoredPackage ReadNuspec(string file)
    {
        XElement metadata = XDocument.Load(file).Root!.Elements().Single(element => element.Name.LocalName == "metadata");
        string? license = metadata.Elements().FirstOrDefault(element => element.Name.LocalName == "license" && (string?)element.Attribute("type") == "expression")?.Value;
        return new RestoredPackage(
            Value("id")!,
            Value("version")!,
            // PowerShell's own reference assembly is in the list but does not ship.
            license ?? "NOASSERTION",
            Value("authors") ?? string.Empty,
            Value("copyright"));

        string? Value(string name) => metadata.Elements().FirstOrDefault(element => element.Name.LocalName == name)?.Value;
    }
}
