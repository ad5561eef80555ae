using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using Xunit;
using Xunit.Abstractions;

namespace MessengerMarketing.ModuleTests;

/// <summary>Runs the Pester files of a run in several lanes. A lane is a PowerShell process that takes the next file when it has finished one.</summary>
public sealed class PesterLanes : IAsyncLifetime
{
    private readonly ConcurrentQueue<string> _waiting = new();
    private readonly Dictionary<string, TaskCompletionSource<PesterResult>> _results = [];
    private readonly Lazy<Task> _run;

    public PesterLanes() => _run = new Lazy<Task>(Start);

    /// <summary>Waits for the result of a file, and fails if a test of it does.</summary>
    public async Task RunAsync(string file, ITestOutputHelper output)
    {
        _ = _run.Value;
        PesterResult result = await _results[file].Task;
        output.WriteLine($"{result.Passed} passed, {result.Failed} failed, {result.Skipped} skipped, {result.Seconds:0.0} s");
        Assert.True(result.Failed == 0, string.Join(Environment.NewLine, result.Failures.Select(failure => $"{failure.Name}{Environment.NewLine}    {failure.Message}")));
        Assert.True(result.Passed > 0, "The file has no tests.");
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => _run.IsValueCreated ? _run.Value : Task.CompletedTask;

    private Task Start()
    {
        foreach (string file in PesterOrder.Selected)
        {
            _results.Add(file, new TaskCompletionSource<PesterResult>(TaskCreationOptions.RunContinuationsAsynchronously));
            _waiting.Enqueue(file);
        }

        return Task.WhenAll(Enumerable.Range(0, Math.Min(PesterSuite.LaneCount, _waiting.Count)).Select(_ => Task.Run(RunLaneAsync)));
    }

    private async Task RunLaneAsync()
    {
        using var lane = new PesterLane();
        while (_waiting.TryDequeue(out string? file))
        {
            try
            {
                PesterResult result = await lane.RunAsync(file);
                PesterRecord.Add(result);
                _results[file].SetResult(result);
            }
            catch (Exception exception)
            {
                // The case of the file reports it; the other files still run.
                _results[file].SetException(exception);
            }
        }
    }
}
