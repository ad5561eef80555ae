using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using MessengerMarketing.Tests.Storage;
using Xunit;

namespace MessengerMarketing.Tests.Proof.Crash;

/// <summary>
/// A process that dies at each step in turn, and in the middle of each write; the one that recovers from it dies too; and the third one comes to the
/// end. What anybody was told stays true, and at the end everything is true once.
/// </summary>
public sealed class CrashMatrixTests
{
    // A real process takes a third of a second: without settings, only some of the steps are tried so.
    private const int StepsBetweenKills = 13;
    private const int StepsBetweenKillsPerFactor = 7;

    private static readonly double[] Parts = [0, 0.01, 0.5, 0.99, 1];

    public static TheoryData<string> Cases => [.. CrashCases.All.Select(static crashCase => crashCase.Name)];

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Files_converge_from_a_crash_at_every_step(string name)
    {
        ICrashCase crashCase = CrashCases.Find(name);
        var whole = new CrashingFileOperations(crashAt: 0, part: 1, UnflushedFileOperations.Instance);
        await InFolderAsync(folder => crashCase.RunAsync(folder, whole, static _ => { }));

        // Without settings, one part of each step.
        int partsOfStep = ProofSettings.Factor == 1 ? 1 : Parts.Length;
        for (int step = 1; step <= whole.Steps; step++)
        {
            foreach (double part in partsOfStep == 1 ? [Parts[step % Parts.Length]] : Parts)
            {
                // The second process dies at another step each time, so that together they cover its steps too.
                int next = 1 + ((step * 3) % whole.Steps);
                await InFolderAsync(folder => CrashAsync(crashCase, folder, [(step, part), (next, 1 - part)]));
            }
        }

        Assert.True(whole.Steps > 15, $"{whole.Steps} steps");

        // Lines that wait for the disk are flushed together, so the number of steps can differ between runs. Each pass stops two processes.
        ProofResults.Add("Crash matrix", name, 2 * partsOfStep, "processes stopped at each step", note: $"{2 * partsOfStep * whole.Steps} processes stopped, {whole.Steps} steps");
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Files_converge_when_the_operating_system_kills_the_process(string name)
    {
        ICrashCase crashCase = CrashCases.Find(name);
        int steps = 0;
        await InFolderAsync(async folder => steps = (await CrashProcess.RunAsync(name, folder, killAt: 0, part: 1)).Steps!.Value);
        int kills = 0;
        int between = ProofSettings.Factor == 1 ? StepsBetweenKills : Math.Max(1, StepsBetweenKillsPerFactor / ProofSettings.Factor);
        for (int step = 1; step <= steps; step += between)
        {
            await InFolderAsync(async folder =>
            {
                (IReadOnlyList<string> acknowledged, int? whole) = await CrashProcess.RunAsync(name, folder, step, Parts[step % Parts.Length]);

                // Records that wait while the disk is busy are written together, so a run can end with fewer steps.
                Assert.True(whole is null || whole < step, $"The process was not killed at step {step}; it took {whole} steps.");
                AssertTrue(crashCase, folder, acknowledged, $"step {step}");
                await crashCase.RunAsync(folder, UnflushedFileOperations.Instance, static _ => { });
                Assert.Equal(crashCase.Whole, crashCase.Read(folder));
            });
            kills++;
        }

        ProofResults.Add("Crash matrix", name, 1, "process killed at each step", note: $"{kills} processes killed, {steps} steps");
    }

    private static async Task CrashAsync(ICrashCase crashCase, string folder, (int Step, double Part)[] crashes)
    {
        var acknowledged = new List<string>();
        string where = string.Join(", then ", crashes.Select(static crash => $"step {crash.Step}, {crash.Part} of it"));
        foreach ((int step, double part) in crashes)
        {
            var operations = new CrashingFileOperations(step, part, UnflushedFileOperations.Instance);
            Exception? end = await Record.ExceptionAsync(() => crashCase.RunAsync(folder, operations, acknowledged.Add));
            Assert.True(end is null || operations.IsDead, $"{where}: {end}");
            AssertTrue(crashCase, folder, acknowledged, where);
        }

        await crashCase.RunAsync(folder, UnflushedFileOperations.Instance, acknowledged.Add);
        Assert.True(crashCase.Whole.SequenceEqual(crashCase.Read(folder)), $"{where}: {string.Join(", ", crashCase.Read(folder))}");
    }

    /// <summary>What somebody was told is true after the crash.</summary>
    private static void AssertTrue(ICrashCase crashCase, string folder, IEnumerable<string> acknowledged, string where)
    {
        string[] lost = [.. acknowledged.Except(crashCase.Read(folder))];
        Assert.True(lost.Length == 0, $"{where}: {string.Join(", ", lost)} was acknowledged and is lost.");
    }

    private static async Task InFolderAsync(Func<string, Task> work)
    {
        string folder = Directory.CreateTempSubdirectory("mm-crash-").FullName;
        try
        {
            await work(folder);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
