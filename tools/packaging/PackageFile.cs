using System;
using System.Collections.Generic;
using System.IO;
using System.IO.Compression;
using System.Linq;
using System.Security.Cryptography;
using System.Text;
using System.Xml.Linq;

namespace MessengerMarketing.Packaging;

/// <summary>
/// Writes a package: a zip file by the Open Packaging Conventions (ECMA-376 part 2) as NuGet uses them. The same files make the same
/// bytes: parts stand in the order of their names, at a time that means nothing, and no id is left to chance.
/// </summary>
internal static class PackageFile
{
    // The earliest time that a zip file can hold.
    private static readonly DateTimeOffset NoTime = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private static readonly XNamespace ContentTypes = "http://schemas.openxmlformats.org/package/2006/content-types";
    private static readonly XNamespace Relationships = "http://schemas.openxmlformats.org/package/2006/relationships";
    private static readonly XNamespace CoreProperties = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties";
    private static readonly XNamespace Terms = "http://purl.org/dc/elements/1.1/";

    public static void Write(string path, Nuspec nuspec, ModuleManifest manifest, IReadOnlyList<StagedFile> files)
    {
        byte[] description = nuspec.ToBytes();
        string nuspecName = $"{manifest.Name}.nuspec";
        byte[] properties = Bytes(Properties(manifest));
        string propertiesName = $"package/services/metadata/core-properties/{Convert.ToHexStringLower(SHA256.HashData([.. description, .. properties]))[..32]}.psmdcp";

        var parts = new List<(string Name, byte[] Content)>
        {
            ("[Content_Types].xml", Bytes(Types(files.Select(file => file.Name)))),
            ("_rels/.rels", Bytes(Links(nuspecName, propertiesName))),
            (nuspecName, description),
            (propertiesName, properties),
        };
        parts.AddRange(files.Select(file => (file.Name, File.ReadAllBytes(file.Path))));

        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        using FileStream stream = File.Create(path);
        using var archive = new ZipArchive(stream, ZipArchiveMode.Create);
        foreach ((string name, byte[] content) in parts)
        {
            ZipArchiveEntry entry = archive.CreateEntry(name, CompressionLevel.SmallestSize);
            entry.LastWriteTime = NoTime;
            // Permissions would be those of the system that it was built on.
            entry.ExternalAttributes = 0;
            using Stream target = entry.Open();
            target.Write(content);
        }
    }

    private static XElement Types(IEnumerable<string> names)
    {
        string[] all = [.. names];
        IEnumerable<string> extensions = all.Select(name => Path.GetExtension(name).TrimStart('.')).Append("nuspec").Where(extension => extension.Length > 0);
        return new XElement(
            ContentTypes + "Types",
            Default("rels", "application/vnd.openxmlformats-package.relationships+xml"),
            Default("psmdcp", "application/vnd.openxmlformats-package.core-properties+xml"),
            extensions.Distinct(StringComparer.OrdinalIgnoreCase).Order(StringComparer.Ordinal).Select(extension => Default(extension, "application/octet")),
            all.Where(name => !Path.HasExtension(name)).Select(name => new XElement(
                ContentTypes + "Override", new XAttribute("PartName", $"/{name}"), new XAttribute("ContentType", "application/octet"))));

        static XElement Default(string extension, string type)
            => new(ContentTypes + "Default", new XAttribute("Extension", extension), new XAttribute("ContentType", type));
    }

    private static XElement Links(string nuspec, string properties)
    {
        return new XElement(
            Relationships + "Relationships",
            Link("manifest", "http://schemas.microsoft.com/packaging/2010/07/manifest", nuspec),
            Link("properties", "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties", properties));

        static XElement Link(string id, string type, string target)
            => new(Relationships + "Relationship", new XAttribute("Type", type), new XAttribute("Target", $"/{target}"), new XAttribute("Id", id));
    }

    private static XElement Properties(ModuleManifest manifest)
        => new(
            CoreProperties + "coreProperties",
            new XAttribute(XNamespace.Xmlns + "dc", Terms),
            new XElement(Terms + "creator", manifest.Author),
            new XElement(Terms + "description", manifest.Description),
            new XElement(Terms + "identifier", manifest.Name),
            new XElement(CoreProperties + "version", manifest.Version),
            new XElement(CoreProperties + "keywords", string.Join(' ', manifest.Tags)),
            new XElement(CoreProperties + "lastModifiedBy", "MessengerMarketing.Packaging"));

    private static byte[] Bytes(XElement element)
        => Encoding.UTF8.GetBytes($"<?xml version=\"1.0\" encoding=\"utf-8\"?>\n{element.ToString(SaveOptions.None).ReplaceLineEndings("\n")}");
}
