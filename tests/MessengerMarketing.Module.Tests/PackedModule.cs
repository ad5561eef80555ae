using System.Diagnostics;
using System.IO;
using System.IO.Compression;
using System.Linq;
using System.Threading.Tasks;
using Xunit;

namespace MessengerMarketing.ModuleTests;

/// <summary>The package of the staged module, made once for all tests of it.</summary>
public sealed class PackedModule : IAsyncLifetime
{
    /// <summary>The folder that holds the package, which is a local repository to PSResourceGet and NuGet.</summary>
    public string Repository { get; } = Directory.CreateTempSubdirectory("mmpack").FullName;

    /// <summary>The package.</summary>
    public string Path => System.IO.Path.Combine(Repository, $"MessengerMarketing.{System.IO.Path.GetFileName(StagedModule.Folder)}.nupkg");

    public async Task InitializeAsync()
    {
        string project = System.IO.Path.Combine(StagedModule.Repository, "module");
        var start = new ProcessStartInfo("dotnet", ["pack", project, "--no-build", "--configuration", BuildMetadata.Configuration, "--output", Repository, "-nodeReuse:false"]);
        (int exitCode, string output) = await ExternalProgram.RunAsync(start);
        Assert.True(exitCode == 0, output);
    }

    public Task DisposeAsync()
    {
        Directory.Delete(Repository, recursive: true);
        return Task.CompletedTask;
    }

    /// <summary>The names of the files in the package.</summary>
    public string[] ReadNames()
    {
        using ZipArchive archive = ZipFile.OpenRead(Path);
        return [.. archive.Entries.Select(entry => entry.FullName)];
    }

    /// <summary>The content of a file in the package.</summary>
    public byte[] Read(string name)
    {
        using ZipArchive archive = ZipFile.OpenRead(Path);
        using Stream source = archive.GetEntry(name)!.Open();
        using var content = new MemoryStream();
        source.CopyTo(content);
        return content.ToArray();
    }
}
