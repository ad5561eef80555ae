using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace MessengerMarketing.Packaging;

/// <summary>What a package takes from the module's manifest. All of it has to be there: the Gallery shows it.</summary>
internal sealed class ModuleManifest
{
    private readonly IReadOnlyDictionary<string, object> _values;
    private readonly IReadOnlyDictionary<string, object> _gallery;
    private readonly string _file;

    private ModuleManifest(string file)
    {
        _file = Path.GetFileName(file);
        _values = DataFile.Read(File.ReadAllText(file), _file);
        _gallery = Table(Table(_values, "PrivateData"), "PSData");
        Name = Path.GetFileNameWithoutExtension(file);
        Version = Text(_values, "ModuleVersion") + (_gallery.ContainsKey("Prerelease") ? $"-{Text(_gallery, "Prerelease")}" : string.Empty);
    }

    public string Name { get; }

    /// <summary>As packages write it, with the prerelease label if there is one: <c>1.2.0-beta1</c>.</summary>
    public string Version { get; }

    public string Author => Text(_values, "Author");

    public string CompanyName => Text(_values, "CompanyName");

    public string Copyright => Text(_values, "Copyright");

    public string Description => Text(_values, "Description");

    public IReadOnlyList<string> Cmdlets => List(_values, "CmdletsToExport");

    public IReadOnlyList<string> Editions => List(_values, "CompatiblePSEditions");

    public IReadOnlyList<string> Tags => List(_gallery, "Tags");

    public string LicenseUri => Address("LicenseUri");

    public string ProjectUri => Address("ProjectUri");

    public string IconUri => Address("IconUri");

    /// <summary>Reads a manifest.</summary>
    /// <exception cref="PackagingException">It cannot be read, or lacks something; told when that is asked for.</exception>
    public static ModuleManifest Read(string file) => new(file);

    private string Address(string name)
        => Uri.TryCreate(Text(_gallery, name), UriKind.Absolute, out Uri? address) && address.Scheme == Uri.UriSchemeHttps
            ? address.AbsoluteUri
            : throw new PackagingException($"{_file}: {name} must be an https address.");

    private IReadOnlyDictionary<string, object> Table(IReadOnlyDictionary<string, object> values, string name)
        => values.GetValueOrDefault(name) as IReadOnlyDictionary<string, object> ?? throw Missing(name, "a table");

    private string Text(IReadOnlyDictionary<string, object> values, string name)
        => values.GetValueOrDefault(name) is string { Length: > 0 } text ? text : throw Missing(name, "a text");

    private IReadOnlyList<string> List(IReadOnlyDictionary<string, object> values, string name)
        => values.GetValueOrDefault(name) is IReadOnlyList<string> { Count: > 0 } list && list.All(item => item.Length > 0) ? list : throw Missing(name, "a list of words");

    private PackagingException Missing(string name, string what) => new($"{_file}: {name} is missing, or is not {what}.");
}
