using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using Xunit;
using Xunit.Abstractions;

namespace MessengerMarketing.ModuleTests;

public sealed class PesterTests(PesterRecord record, ITestOutputHelper output) : IClassFixture<PesterRecord>
{
    public static IEnumerable<object[]> Files => PesterSuite.Files.Select(file => new object[] { file });

    [Fact]
    public void The_suite_has_files() => Assert.NotEmpty(PesterSuite.Files);

    [Theory]
    [MemberData(nameof(Files))]
    public async Task Every_Pester_test_of_the_file_passes(string file)
    {
        PesterResult result = await PesterSuite.RunAsync(file);
        record.Add(result);
        output.WriteLine($"{result.Passed} passed, {result.Failed} failed, {result.Skipped} skipped");
        Assert.True(result.Failed == 0, string.Join(Environment.NewLine, result.Failures.Select(failure => $"{failure.Name}{Environment.NewLine}    {failure.Message}")));
        Assert.True(result.Passed > 0, "The file has no tests.");
    }
}

/// <summary>
/// Writes <c>output/test-results/pester.jsonl</c>, a line for each file of this run, and a sentence about all of them for the
/// console. Both are begun anew by the build of the test run.
/// </summary>
public sealed class PesterRecord : IDisposable
{
    private static readonly string Folder = Path.Combine(StagedModule.Repository, "output", "test-results");

    private readonly List<PesterResult> _results = [];

    internal void Add(PesterResult result)
    {
        Directory.CreateDirectory(Folder);
        string line = JsonSerializer.Serialize(new { file = result.File, passed = result.Passed, failed = result.Failed, skipped = result.Skipped });
        File.AppendAllText(Path.Combine(Folder, "pester.jsonl"), line + "\n");
        _results.Add(result);
    }

    public void Dispose()
    {
        if (_results.Count == 0)
        {
            // Left out by a filter: there is nothing to tell.
            return;
        }

        Directory.CreateDirectory(Folder);
        File.WriteAllText(Path.Combine(Folder, "pester.txt"), string.Format(
            CultureInfo.InvariantCulture,
            "Pester: {0} passed, {1} failed, {2} skipped, in {3} files.",
            _results.Sum(result => result.Passed),
            _results.Sum(result => result.Failed),
            _results.Sum(result => result.Skipped),
            _results.Count));
    }
}
