using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Threading;

namespace MessengerMarketing.ModuleTests;

/// <summary>
/// Keeps the results of this run under <c>output/test-results</c>: in <c>pester.jsonl</c> a line for each file, in <c>pester.txt</c> a summary
/// for the console. The project file deletes both before the tests run and shows the summary after them.
/// </summary>
internal static class PesterRecord
{
    private const int SlowFileCount = 5;

    private static readonly string Folder = Path.Combine(StagedModule.Repository, "output", "test-results");
    private static readonly List<PesterResult> Results = [];
    private static readonly Lock Gate = new();

    /// <summary>Adds the result of a file.</summary>
    public static void Add(PesterResult result)
    {
        lock (Gate)
        {
            Results.Add(result);
            Directory.CreateDirectory(Folder);
            string line = JsonSerializer.Serialize(new { file = result.File, passed = result.Passed, failed = result.Failed, skipped = result.Skipped, seconds = result.Seconds });
            File.AppendAllText(Path.Combine(Folder, "pester.jsonl"), line + "\n");
            File.WriteAllText(Path.Combine(Folder, "pester.txt"), Summarize());
        }
    }

    private static string Summarize()
    {
        IEnumerable<string> slowest = Results.OrderByDescending(result => result.Seconds).Take(SlowFileCount).Select(result => string.Create(CultureInfo.InvariantCulture, $"{result.File} {result.Seconds:0.0} s"));
        return string.Create(
            CultureInfo.InvariantCulture,
            $"Pester: {Results.Sum(result => result.Passed)} passed, {Results.Sum(result => result.Failed)} failed, {Results.Sum(result => result.Skipped)} skipped, in {Results.Count} files. Slowest: {string.Join(", ", slowest)}.");
    }
}
