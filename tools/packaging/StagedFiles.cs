using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Security.Cryptography;

namespace MessengerMarketing.Packaging;

/// <summary>A file of the staged module.</summary>
/// <param name="Path">Where it is on the disk.</param>
/// <param name="Name">Its path inside the module, with slashes.</param>
internal sealed record StagedFile(string Path, string Name)
{
    public bool IsAssembly => Name.EndsWith(".dll", StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether only a debugger reads it.</summary>
    public bool IsSymbols => Name.EndsWith(".pdb", StringComparison.OrdinalIgnoreCase);

    /// <summary>The SHA-256 of its bytes, 64 lower-case digits.</summary>
    public string ComputeHash() => Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(Path)));
}

/// <summary>What a folder holds, in an order that no file system has a say in.</summary>
internal static class StagedFiles
{
    public static IReadOnlyList<StagedFile> Of(string folder)
        => [.. Directory.GetFiles(folder, "*", SearchOption.AllDirectories)
            .Select(path => new StagedFile(path, Path.GetRelativePath(folder, path).Replace('\\', '/')))
            .OrderBy(file => file.Name, StringComparer.Ordinal)];
}
