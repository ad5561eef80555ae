using System;
using System.Collections.Generic;
using System.IO;
using System.IO.Compression;
using System.Linq;
using MessengerMarketing.Packaging;

namespace MessengerMarketing.ModuleTests;

/// <summary>The packages of the staged module, made twice.</summary>
public sealed class PackedModule : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("mmpack").FullName;

    public PackedModule()
    {
        foreach (string time in new[] { "first", "second" })
        {
            string[] arguments = ["pack", "--module", StagedModule.Folder, "--changelog", Path.Combine(StagedModule.Repository, "CHANGELOG.md"), "--output", Path.Combine(_folder, time)];
            if (Program.Main(arguments) != 0)
            {
                throw new InvalidOperationException("The module could not be packed; the reason is on the error stream.");
            }
        }
    }

    /// <summary>The name of a package, without <c>.nupkg</c> or <c>.snupkg</c>.</summary>
    public static string Name => $"MessengerMarketing.{Path.GetFileName(StagedModule.Folder)}";

    /// <summary>The folder that holds the packages, which is a local repository to PSResourceGet.</summary>
    public string Repository => Path.Combine(_folder, "first");

    /// <summary>The bytes of a package as it was made the first or second time.</summary>
    public byte[] Bytes(string extension, string time = "first") => File.ReadAllBytes(Path.Combine(_folder, time, Name + extension));

    /// <summary>The parts of a package, in their order.</summary>
    public IReadOnlyList<(string Name, DateTime Written, byte[] Content)> Parts(string extension)
    {
        using var archive = new ZipArchive(new MemoryStream(Bytes(extension)));
        return [.. archive.Entries.Select(entry =>
        {
            using var content = new MemoryStream();
            using Stream source = entry.Open();
            source.CopyTo(content);
            return (entry.FullName, entry.LastWriteTime.DateTime, content.ToArray());
        })];
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
