using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Xml;
using System.Xml.Linq;

namespace MessengerMarketing.Packaging;

/// <summary>A package's description of itself, with the elements and tags that Publish-PSResource and Publish-Module write.</summary>
internal sealed class Nuspec
{
    private static readonly XNamespace Schema = "http://schemas.microsoft.com/packaging/2011/08/nuspec.xsd";

    // A package of symbols is known by its package type, which the older schema does not have.
    private static readonly XNamespace TypedSchema = "http://schemas.microsoft.com/packaging/2013/05/nuspec.xsd";

    // The Gallery's limit for all of a package's tags.
    private const int TagCharacters = 4000;

    private readonly XElement _package;

    private Nuspec(XElement package) => _package = package;

    /// <summary>That of the module.</summary>
    /// <exception cref="PackagingException">The manifest lacks something, or there are more tags than the Gallery takes.</exception>
    public static Nuspec OfModule(ModuleManifest manifest, string releaseNotes)
        => new(new XElement(
            Schema + "package",
            new XElement(
                Schema + "metadata",
                new XElement(Schema + "id", manifest.Name),
                new XElement(Schema + "version", manifest.Version),
                new XElement(Schema + "authors", manifest.Author),
                new XElement(Schema + "owners", manifest.CompanyName),
                new XElement(Schema + "requireLicenseAcceptance", false),
                new XElement(Schema + "description", manifest.Description),
                new XElement(Schema + "releaseNotes", releaseNotes),
                new XElement(Schema + "copyright", manifest.Copyright),
                new XElement(Schema + "tags", Tags(manifest)),
                new XElement(Schema + "licenseUrl", manifest.LicenseUri),
                new XElement(Schema + "projectUrl", manifest.ProjectUri),
                new XElement(Schema + "iconUrl", manifest.IconUri))));

    /// <summary>That of the package with the module's symbols.</summary>
    public static Nuspec OfSymbols(ModuleManifest manifest)
        => new(new XElement(
            TypedSchema + "package",
            new XElement(
                TypedSchema + "metadata",
                new XElement(TypedSchema + "id", manifest.Name),
                new XElement(TypedSchema + "version", manifest.Version),
                new XElement(TypedSchema + "authors", manifest.Author),
                new XElement(TypedSchema + "description", $"Debugging symbols of {manifest.Name} {manifest.Version}."),
                new XElement(TypedSchema + "packageTypes", new XElement(TypedSchema + "packageType", new XAttribute("name", "SymbolsPackage"))))));

    /// <summary>Its bytes: UTF-8 without a mark, lines that end alike on every system.</summary>
    public byte[] ToBytes()
    {
        using var bytes = new MemoryStream();
        using (var writer = XmlWriter.Create(bytes, new XmlWriterSettings { Encoding = new UTF8Encoding(false), Indent = true, NewLineChars = "\n" }))
        {
            _package.Save(writer);
        }

        return bytes.ToArray();
    }

    private static string Tags(ModuleManifest manifest)
    {
        IEnumerable<string> all = manifest.Tags
            .Append("PSModule")
            .Concat(manifest.Editions.Select(edition => $"PSEdition_{edition}"))
            .Concat(manifest.Cmdlets.SelectMany(cmdlet => new[] { $"PSCmdlet_{cmdlet}", $"PSCommand_{cmdlet}" }))
            .Append("PSIncludes_Cmdlet");
        string tags = string.Join(' ', all.Distinct(StringComparer.OrdinalIgnoreCase));
        return tags.Length <= TagCharacters ? tags : throw new PackagingException($"The tags are {tags.Length} characters; the Gallery takes {TagCharacters}.");
    }
}
