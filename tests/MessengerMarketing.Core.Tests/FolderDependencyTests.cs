using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Xunit;

namespace MessengerMarketing.Tests;

/// <summary>Reads the using directives of the sources: a folder uses only the folders below it.</summary>
public sealed class FolderDependencyTests
{
    // What each folder may use, from docs/ARCHITECTURE.md. Text and Collections use nothing.
    private static readonly Dictionary<string, string[]> Core = new(StringComparer.Ordinal)
    {
        ["Text"] = [],
        ["Collections"] = [],
        ["Storage"] = ["Text"],
        ["Customers"] = ["Text", "Collections"],
        ["Graph"] = ["Text", "Collections"],
        ["Audiences"] = ["Graph", "Customers", "Text", "Collections"],
        ["Messaging"] = ["Graph", "Customers", "Storage", "Text", "Collections"],
        ["Ads"] = ["Graph", "Customers", "Messaging", "Text", "Collections"],
        ["Uploads"] = ["Graph", "Customers", "Storage", "Text", "Collections"],
        ["Erasure"] = ["Graph", "Customers", "Messaging", "Uploads", "Storage", "Text", "Collections"],
        ["Preflight"] = ["Graph", "Webhooks", "Text", "Collections"],
        ["Webhooks"] = ["Graph", "Audiences", "Messaging", "Uploads", "Storage", "Text", "Collections"],
    };

    private static readonly Dictionary<string, string[]> Shell = new(StringComparer.Ordinal)
    {
        ["Errors"] = [],
        ["Formatting"] = [],
        ["Json"] = [],
        ["Sandboxes"] = [],
        ["Context"] = ["Errors"],
        ["Binding"] = ["Context", "Errors", "Formatting"],
        ["Cmdlets"] = ["Binding", "Context", "Errors", "Formatting", "Json", "Sandboxes"],
        ["Commands"] = ["Cmdlets", "Binding", "Context", "Errors", "Formatting", "Json", "Sandboxes"],
    };

    [Fact]
    public void Folders_of_the_core_use_only_folders_below_them() => Assert.Empty(Violations("MessengerMarketing.Core", Core));

    [Fact]
    public void Folders_of_the_cmdlets_use_only_folders_below_them() => Assert.Empty(Violations("MessengerMarketing", Shell));

    [Fact]
    public void The_core_knows_no_PowerShell()
    {
        Assert.DoesNotContain(Sources("MessengerMarketing.Core"), static file => File.ReadAllText(file).Contains("System.Management.Automation", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("MessengerMarketing.Core")]
    [InlineData("MessengerMarketing.Hashing")]
    [InlineData("MessengerMarketing.Http")]
    [InlineData("MessengerMarketing.Sandbox.Server")]
    public void Projects_below_the_cmdlets_name_none_of_them(string project)
    {
        string[] naming = [.. Sources(project)
            .Where(static file => Regex.IsMatch(File.ReadAllText(file), "[A-Za-z]-MM[A-Z]", RegexOptions.None, TimeSpan.FromSeconds(5)))
            .Select(static file => Path.GetFileName(file)!)];
        Assert.Empty(naming);
    }

    [Theory]
    [InlineData("MessengerMarketing.Core")]
    [InlineData("MessengerMarketing.Hashing")]
    [InlineData("MessengerMarketing.Http")]
    [InlineData("MessengerMarketing.Sandbox.Server")]
    public void Texts_of_projects_below_the_cmdlets_name_no_parameter(string project)
    {
        string[] naming = [.. Sources(project).SelectMany(static file => File.ReadLines(file)
            .Where(static line => !line.TrimStart().StartsWith("//", StringComparison.Ordinal))
            .Where(static line => Regex.IsMatch(line, """
                "([^"]*[ '(@])?-[A-Z][a-z]
                """.Trim(), RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(5)))
            .Select(line => $"{Path.GetFileName(file)}: {line.Trim()}"))];
        Assert.Empty(naming);
    }

    [Fact]
    public void Every_error_record_is_created_in_the_Errors_folder()
    {
        string[] elsewhere = [.. Sources("MessengerMarketing")
            .Where(static file => !file.EndsWith(Path.Combine("Errors", "ErrorRecords.cs"), StringComparison.Ordinal))
            .Where(static file => File.ReadAllText(file).Contains("new ErrorRecord(", StringComparison.Ordinal))];
        Assert.Empty(elsewhere);
    }

    [Fact]
    public void Every_cmdlet_writes_its_messages_through_the_safe_base_class()
    {
        string[] others = [.. Sources("MessengerMarketing")
            .Where(static file => Regex.IsMatch(File.ReadAllText(file), @"class \w+ : (PSCmdlet|Cmdlet)\b", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(5)))
            .Select(static file => Path.GetFileName(file)!)];
        Assert.Equal(["SafeTextCmdlet.cs"], others);
    }

    private static IEnumerable<string> Violations(string project, Dictionary<string, string[]> allowed)
    {
        string root = Path.Combine(SourceFolder(), project);
        foreach (string file in Sources(project))
        {
            string relative = file.Substring(root.Length + 1);
            string folder = relative.Split(Path.DirectorySeparatorChar)[0];
            if (!allowed.TryGetValue(folder, out string[]? below))
            {
                yield return $"{relative}: the folder {folder} is not in the list of this test";
                continue;
            }

            foreach (Match match in Regex.Matches(File.ReadAllText(file), @"^using (static )?MessengerMarketing\.(?<folder>\w+)", RegexOptions.Multiline | RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(5)))
            {
                string used = match.Groups["folder"].Value;
                if (used != folder && allowed.ContainsKey(used) && !below.Contains(used) && Directory.Exists(Path.Combine(root, used)))
                {
                    yield return $"{relative} uses {used}";
                }
            }
        }
    }

    private static IEnumerable<string> Sources(string project) =>
        Directory.EnumerateDirectories(Path.Combine(SourceFolder(), project))
            .Where(static folder => Path.GetFileName(folder) is not ("bin" or "obj"))
            .SelectMany(static folder => Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories))
            .Concat(Directory.EnumerateFiles(Path.Combine(SourceFolder(), project), "*.cs"));

    private static string SourceFolder([CallerFilePath] string thisFile = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(thisFile)!, "..", "..", "src"));
}
