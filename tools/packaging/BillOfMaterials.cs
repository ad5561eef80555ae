using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace MessengerMarketing.Packaging;

/// <summary>
/// What the module is made of, as CycloneDX 1.6 JSON: every shipped assembly with version, licence and hash under the package that it
/// is from, and the data that its tables were derived from. There is no serial number and no time in it, which the format leaves
/// open, so that two builds of one commit write the same.
/// </summary>
internal sealed class BillOfMaterials
{
    private const string OwnLicense = "MIT";

    private readonly ModuleManifest _manifest;
    private readonly ILookup<RestoredPackage, StagedFile> _packages;
    private readonly IReadOnlyList<StagedFile> _own;
    private readonly IReadOnlyList<DataSource> _data;

    private BillOfMaterials(ModuleManifest manifest, ILookup<RestoredPackage, StagedFile> packages, IReadOnlyList<StagedFile> own, IReadOnlyList<DataSource> data)
        => (_manifest, _packages, _own, _data) = (manifest, packages, own, data);

    /// <summary>Finds the package of each assembly.</summary>
    /// <exception cref="PackagingException">An assembly is neither the module's own nor, byte by byte, a package's, or its package does not tell its licence.</exception>
    public static BillOfMaterials Of(ModuleManifest manifest, IReadOnlyList<StagedFile> files, RestoredPackages packages, IReadOnlyList<DataSource> data)
    {
        var own = new List<StagedFile>();
        var foreign = new List<(RestoredPackage Package, StagedFile File)>();
        foreach (StagedFile file in files.Where(file => file.IsAssembly))
        {
            if (packages.OwnerOf(file) is { } package)
            {
                foreign.Add(package.License != "NOASSERTION" ? (package, file) : throw new PackagingException($"The package {package.Id} tells no licence as an SPDX expression."));
            }
            else if (Path.GetFileName(file.Name).StartsWith(manifest.Name, StringComparison.Ordinal))
            {
                own.Add(file);
            }
            else
            {
                throw new PackagingException($"{file.Name} is of no package that the restore chose. Build again, or find out where it comes from.");
            }
        }

        return new BillOfMaterials(manifest, foreign.ToLookup(pair => pair.Package, pair => pair.File), own, data);
    }

    public byte[] ToCycloneDx()
    {
        var components = new JsonArray();
        foreach (IGrouping<RestoredPackage, StagedFile> group in _packages.OrderBy(group => group.Key.Id, StringComparer.Ordinal))
        {
            JsonObject component = Component("library", $"pkg:nuget/{group.Key.Id}@{group.Key.Version}", group.Key.Id, group.Key.Version, group.Key.License);
            component["publisher"] = group.Key.Authors;
            component["copyright"] = group.Key.Copyright;
            component["purl"] = $"pkg:nuget/{group.Key.Id}@{group.Key.Version}";
            component["components"] = Files(group, group.Key.Version, group.Key.License);
            components.Add(component);
        }

        foreach (DataSource source in _data.OrderBy(source => source.Name, StringComparer.Ordinal))
        {
            JsonObject component = Component("data", $"data:{source.Name.Replace(' ', '-')}", source.Name, source.Version, source.License);
            component["publisher"] = source.Publisher;
            component["externalReferences"] = new JsonArray(new JsonObject { ["type"] = "website", ["url"] = source.Url });
            component["properties"] = new JsonArray(new JsonObject { ["name"] = "derived table", ["value"] = source.Table });
            components.Add(component);
        }

        JsonObject module = Component("library", $"pkg:nuget/{_manifest.Name}@{_manifest.Version}", _manifest.Name, _manifest.Version, OwnLicense);
        module["publisher"] = _manifest.CompanyName;
        module["copyright"] = _manifest.Copyright;
        module["components"] = Files(_own, _manifest.Version, OwnLicense);
        var document = new JsonObject
        {
            ["$schema"] = "http://cyclonedx.org/schema/bom-1.6.schema.json",
            ["bomFormat"] = "CycloneDX",
            ["specVersion"] = "1.6",
            ["version"] = 1,
            ["metadata"] = new JsonObject { ["component"] = module },
            ["components"] = components,
        };

        using var bytes = new MemoryStream();
        using (var writer = new Utf8JsonWriter(bytes, new JsonWriterOptions { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            document.WriteTo(writer);
        }

        return bytes.ToArray();
    }

    private static JsonArray Files(IEnumerable<StagedFile> files, string version, string license)
    {
        var components = new JsonArray();
        foreach (StagedFile file in files)
        {
            JsonObject component = Component("file", file.Name, file.Name, version, license);
            component["hashes"] = new JsonArray(new JsonObject { ["alg"] = "SHA-256", ["content"] = file.ComputeHash() });
            components.Add(component);
        }

        return components;
    }

    private static JsonObject Component(string type, string reference, string name, string version, string license) => new()
    {
        ["type"] = type,
        ["bom-ref"] = reference,
        ["name"] = name,
        ["version"] = version,
        ["licenses"] = new JsonArray(new JsonObject { ["expression"] = license }),
    };
}
