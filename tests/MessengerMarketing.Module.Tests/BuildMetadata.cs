using System;
using System.Linq;
using System.Reflection;

namespace MessengerMarketing.ModuleTests;

/// <summary>What the project file tells the tests.</summary>
internal static class BuildMetadata
{
    /// <summary>The configuration that was built, <c>Debug</c> or <c>Release</c>.</summary>
    public static string Configuration { get; } = Read("Configuration");

    /// <summary>The <c>pwsh.dll</c> of the PowerShell that <c>.config/dotnet-tools.json</c> pins.</summary>
    public static string PinnedPowerShell { get; } = Read("PinnedPowerShell");

    /// <summary>A folder of PowerShell modules that holds the pinned Pester.</summary>
    public static string TestModulesFolder { get; } = Read("TestModulesFolder");

    private static string Read(string key)
        => typeof(BuildMetadata).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == key).Value is { Length: > 0 } value
            ? value
            : throw new InvalidOperationException($"The build gave no {key}.");
}
