using System;
using System.IO;
using System.Linq;
using Xunit;

namespace MessengerMarketing.Tests.Sandbox.Conformance;

/// <summary>A test that requires Node.js and npm. It is skipped with a reason when they are missing.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class NodeFactAttribute : FactAttribute
{
    public NodeFactAttribute()
    {
        if (Find("node") is null || Find("npm") is null)
        {
            Skip = "Node.js and npm are not installed, so Meta's SDK cannot drive the sandbox.";
        }
    }

    /// <summary>Returns the path of a program; null when it is not found.</summary>
    public static string? Find(string program) => (Environment.GetEnvironmentVariable("PATH") ?? string.Empty)
        .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
        .SelectMany(folder => OperatingSystem.IsWindows() ? new[] { ".exe", ".cmd" }.Select(extension => Path.Combine(folder, program + extension)) : [Path.Combine(folder, program)])
        .FirstOrDefault(File.Exists);
}
