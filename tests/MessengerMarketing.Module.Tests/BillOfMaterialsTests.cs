using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.RegularExpressions;
using Xunit;

namespace MessengerMarketing.ModuleTests;

public sealed class BillOfMaterialsTests
{
    private static readonly JsonElement Bill = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(StagedModule.Folder, "MessengerMarketing.cdx.json"))).RootElement;

    private static readonly string Notices = File.ReadAllText(Path.Combine(StagedModule.Folder, "THIRD-PARTY-NOTICES.txt"));

    private static IEnumerable<JsonElement> Components => Bill.GetProperty("components").EnumerateArray();

    private static IEnumerable<string> Shipped
        => Directory.GetFiles(StagedModule.Folder, "*.dll", SearchOption.AllDirectories).Select(path => Path.GetRelativePath(StagedModule.Folder, path).Replace('\\', '/'));

    [Fact]
    public void It_is_CycloneDX_of_the_module_and_holds_nothing_that_differs_from_build_to_build()
    {
        Assert.Equal("CycloneDX", Bill.GetProperty("bomFormat").GetString());
        Assert.Equal("1.6", Bill.GetProperty("specVersion").GetString());
        JsonElement module = Bill.GetProperty("metadata").GetProperty("component");
        Assert.Equal("MessengerMarketing", module.GetProperty("name").GetString());
        Assert.Equal(Path.GetFileName(StagedModule.Folder), module.GetProperty("version").GetString());
        Assert.False(Bill.TryGetProperty("serialNumber", out _));
        Assert.False(Bill.GetProperty("metadata").TryGetProperty("timestamp", out _));
    }

    [Fact]
    public void Every_shipped_assembly_is_in_it_with_version_licence_and_hash()
    {
        IEnumerable<JsonElement> files = Components.Append(Bill.GetProperty("metadata").GetProperty("component"))
            .Where(component => component.TryGetProperty("components", out _))
            .SelectMany(component => component.GetProperty("components").EnumerateArray());
        Dictionary<string, JsonElement> listed = files.ToDictionary(file => file.GetProperty("name").GetString()!, StringComparer.Ordinal);
        Assert.Equal(Shipped.Order(StringComparer.Ordinal), listed.Keys.Order(StringComparer.Ordinal));
        Assert.All(listed, file =>
        {
            Assert.Equal(
                Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(Path.Combine(StagedModule.Folder, file.Key)))),
                file.Value.GetProperty("hashes")[0].GetProperty("content").GetString());
            Assert.Matches("^[0-9]+\\.[0-9]+\\.[0-9]+", file.Value.GetProperty("version").GetString()!);
            Assert.Contains(License(file.Value), new[] { "MIT", "MS-PL OR Apache-2.0" });
        });
    }

    [Theory]
    [InlineData("CsvHelper", "34.0.0", "MS-PL OR Apache-2.0", "pkg:nuget/CsvHelper@34.0.0")]
    [InlineData("OxyPlot.Core", "2.2.0", "MIT", "pkg:nuget/OxyPlot.Core@2.2.0")]
    [InlineData("System.Text.Json", "10.0.14", "MIT", "pkg:nuget/System.Text.Json@10.0.14")]
    public void A_package_is_named_as_the_registry_names_it(string name, string version, string license, string address)
    {
        JsonElement component = Components.Single(component => component.GetProperty("name").GetString() == name);
        Assert.Equal(version, component.GetProperty("version").GetString());
        Assert.Equal(license, License(component));
        Assert.Equal(address, component.GetProperty("purl").GetString());
    }

    /// <summary>The editions that the tables themselves tell in their headings.</summary>
    [Theory]
    [InlineData("libphonenumber-js", "Customers/Numbering/numbering-plans.tsv")]
    [InlineData("i18n-iso-countries", "Customers/Countries/countries.tsv")]
    [InlineData("Unicode CLDR", "Customers/Countries/countries.tsv")]
    [InlineData("IANA time zone database", "Messaging/time-zones.txt")]
    public void The_data_that_a_table_was_derived_from_is_in_it_in_the_edition_that_was_used(string name, string table)
    {
        JsonElement component = Components.Single(component => component.GetProperty("name").GetString() == name);
        Assert.Equal("data", component.GetProperty("type").GetString());
        string heading = string.Join(' ', File.ReadLines(Path.Combine(StagedModule.Repository, "src", "MessengerMarketing.Core", table)).Take(3));
        Assert.Contains($"{name} {component.GetProperty("version").GetString()}", heading, StringComparison.Ordinal);
        Assert.Equal(Path.GetFileName(table), component.GetProperty("properties")[0].GetProperty("value").GetString());
    }

    [Fact]
    public void Every_assembly_of_others_is_in_the_notices_and_no_other_is()
    {
        string[] others = [.. Shipped.Select(path => Path.GetFileName(path)).Where(name => !name.StartsWith("MessengerMarketing", StringComparison.Ordinal)).Distinct().Order(StringComparer.Ordinal)];
        Assert.NotEmpty(others);
        Assert.Equal(others, Regex.Matches(Notices, "^    (?<file>\\S+\\.dll)$", RegexOptions.Multiline).Select(match => match.Groups["file"].Value).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("Google's libphonenumber")]
    [InlineData("libphonenumber-js")]
    [InlineData("i18n-iso-countries")]
    [InlineData("Unicode CLDR")]
    [InlineData("IANA time zone database")]
    public void All_data_of_others_is_in_the_notices(string name)
        => Assert.Matches($"(?m)^=+\\n{Regex.Escape(name)}\\n=+$", Notices);

    [Theory]
    [InlineData("Permission is hereby granted, free of charge, to any person obtaining a copy")]
    [InlineData("3. Neither the name of the copyright holder nor the names of its")]
    [InlineData("UNICODE LICENSE V3")]
    [InlineData("TERMS AND CONDITIONS FOR USE, REPRODUCTION, AND DISTRIBUTION")]
    public void The_licences_stand_in_the_notices_in_full(string sentence)
        => Assert.Contains(sentence, Notices, StringComparison.Ordinal);

    [Fact]
    public void The_notices_of_the_NET_libraries_come_along()
        => Assert.Contains(".NET Runtime uses third-party libraries", File.ReadAllText(Path.Combine(StagedModule.Folder, "DOTNET-THIRD-PARTY-NOTICES.txt")), StringComparison.Ordinal);

    private static string License(JsonElement component) => component.GetProperty("licenses")[0].GetProperty("expression").GetString()!;
}
