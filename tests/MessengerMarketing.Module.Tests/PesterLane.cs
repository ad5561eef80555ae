using System;
using System.Linq;
using System.Threading.Tasks;
using Xunit;
using Xunit.Abstractions;

namespace MessengerMarketing.ModuleTests;

/// <summary>The PowerShell process that most Pester files of a lane share.</summary>
public sealed class PesterLane : IDisposable
{
    private readonly Lazy<PesterWorker> _shared = new(() => new PesterWorker());

    /// <summary>Runs a file, in a process of its own if it needs one, and fails if a test of it does.</summary>
    public async Task RunAsync(string file, ITestOutputHelper output)
    {
        PesterResult result = await RunAsync(file);
        PesterRecord.Add(result);
        output.WriteLine($"{result.Passed} passed, {result.Failed} failed, {result.Skipped} skipped, {result.Seconds:0.0} s");
        Assert.True(result.Failed == 0, string.Join(Environment.NewLine, result.Failures.Select(failure => $"{failure.Name}{Environment.NewLine}    {failure.Message}")));
        Assert.True(result.Passed > 0, "The file has no tests.");
    }

    public void Dispose()
    {
        if (_shared.IsValueCreated)
        {
            _shared.Value.Dispose();
        }
    }

    private async Task<PesterResult> RunAsync(string file)
    {
        if (!PesterSuite.NeedsOwnProcess(file))
        {
            return await _shared.Value.RunAsync(PesterSuite.PathOf(file));
        }

        using var own = new PesterWorker();
        return await own.RunAsync(PesterSuite.PathOf(file));
    }
}
