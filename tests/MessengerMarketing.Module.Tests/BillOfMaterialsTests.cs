using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Text.RegularExpressions;
using Xunit;

namespace MessengerMarketing.ModuleTests;

[Collection(nameof(PackageGroup))]
public sealed class BillOfMaterialsTests(PackedModule packed)
{
    private static readonly string Notices = File.ReadAllText(Path.Combine(StagedModule.Folder, "THIRD-PARTY-NOTICES.txt"));

    private static IEnumerable<string> LibrariesOfOthers
        => Directory.GetFiles(StagedModule.Folder, "*.dll", SearchOption.AllDirectories)
            .Select(path => Path.GetFileName(path))
            .Where(name => !name.StartsWith("MessengerMarketing", StringComparison.Ordinal))
            .Distinct(StringComparer.Ordinal);

    private JsonElement Bill => JsonDocument.Parse(packed.Read("MessengerMarketing.cdx.json")).RootElement;

    private JsonElement Module => Bill.GetProperty("metadata").GetProperty("component");

    [Fact]
    public void The_bill_of_materials_is_CycloneDX_with_the_version_of_the_manifest()
    {
        Assert.Equal("CycloneDX", Bill.GetProperty("bomFormat").GetString());
        Assert.Equal("MessengerMarketing", Module.GetProperty("name").GetString());
        Assert.Equal(Path.GetFileName(StagedModule.Folder), Module.GetProperty("version").GetString());
    }

    [Fact]
    public void The_bill_of_materials_lists_exactly_the_packages_of_shipped_libraries()
    {
        // OxyPlot's package has another name than its assembly.
        IEnumerable<string> shipped = LibrariesOfOthers.Select(name => name == "OxyPlot.dll" ? "OxyPlot.Core" : Path.GetFileNameWithoutExtension(name));
        Assert.Equal(
            shipped.Order(StringComparer.Ordinal),
            Bill.GetProperty("components").EnumerateArray().Select(component => component.GetProperty("name").GetString()!).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("CsvHelper", "MS-PL,Apache-2.0")]
    [InlineData("OxyPlot.Core", "MIT")]
    [InlineData("System.Text.Json", "MIT")]
    public void A_package_has_its_address_license_and_hash(string name, string licenses)
    {
        JsonElement component = Bill.GetProperty("components").EnumerateArray().Single(component => component.GetProperty("name").GetString() == name);
        Assert.Equal($"pkg:nuget/{name}@{component.GetProperty("version").GetString()}", component.GetProperty("purl").GetString());
        Assert.Equal(licenses.Split(','), component.GetProperty("licenses").EnumerateArray().Select(license => license.GetProperty("license").GetProperty("id").GetString()));
        Assert.Matches("^[0-9A-F]{128}$", component.GetProperty("hashes")[0].GetProperty("content").GetString()!);
    }

    /// <summary>The heading of each table tells the edition that it was derived from.</summary>
    [Theory]
    [InlineData("libphonenumber-js", "Customers/Numbering/numbering-plans.tsv")]
    [InlineData("i18n-iso-countries", "Customers/Countries/countries.tsv")]
    [InlineData("Unicode CLDR", "Customers/Countries/countries.tsv")]
    [InlineData("IANA time zone database", "Messaging/time-zones.txt")]
    public void The_bill_of_materials_contains_the_source_data_of_tables_with_its_version(string name, string table)
    {
        JsonElement component = Module.GetProperty("components").EnumerateArray().Single(component => component.GetProperty("name").GetString() == name);
        Assert.Equal("data", component.GetProperty("type").GetString());
        string heading = string.Join(' ', File.ReadLines(Path.Combine(StagedModule.Repository, "src", "MessengerMarketing.Core", table)).Take(3));
        Assert.Contains($"{name} {component.GetProperty("version").GetString()}", heading, StringComparison.Ordinal);
        Assert.Equal(Path.GetFileName(table), component.GetProperty("properties")[0].GetProperty("value").GetString());
    }

    [Fact]
    public void The_notices_list_exactly_the_third_party_libraries()
    {
        string[] others = [.. LibrariesOfOthers.Order(StringComparer.Ordinal)];
        Assert.NotEmpty(others);
        Assert.Equal(others, Regex.Matches(Notices, "^    (?<file>\\S+\\.dll)$", RegexOptions.Multiline).Select(match => match.Groups["file"].Value).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("Google's libphonenumber")]
    [InlineData("libphonenumber-js")]
    [InlineData("i18n-iso-countries")]
    [InlineData("Unicode CLDR")]
    [InlineData("IANA time zone database")]
    public void The_notices_list_all_third_party_data(string name)
        => Assert.Matches($"(?m)^=+\\n{Regex.Escape(name)}\\n=+$", Notices);

    [Theory]
    [InlineData("Permission is hereby granted, free of charge, to any person obtaining a copy")]
    [InlineData("UNICODE LICENSE V3")]
    [InlineData("TERMS AND CONDITIONS FOR USE, REPRODUCTION, AND DISTRIBUTION")]
    public void The_notices_contain_the_full_licenses(string sentence)
        => Assert.Contains(sentence, Notices, StringComparison.Ordinal);

    [Fact]
    public void The_notices_contain_those_of_the_NET_libraries()
        => Assert.Contains(".NET Runtime uses third-party libraries", File.ReadAllText(Path.Combine(StagedModule.Folder, "DOTNET-THIRD-PARTY-NOTICES.txt")), StringComparison.Ordinal);
}
