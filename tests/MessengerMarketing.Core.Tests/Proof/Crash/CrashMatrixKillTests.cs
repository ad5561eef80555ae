using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using MessengerMarketing.Tests.Storage;
using Xunit;

namespace MessengerMarketing.Tests.Proof.Crash;

/// <summary>The operating system kills a process at a step, and another process recovers. Separate from
/// <see cref="CrashMatrixTests"/>, because classes run at the same time.</summary>
public sealed class CrashMatrixKillTests
{
    // A real process takes a third of a second: without settings, only some of the steps are tried so.
    private const int StepsBetweenKills = 13;
    private const int StepsBetweenKillsPerFactor = 7;

    private static readonly ParallelOptions OnePerProcessor = new() { MaxDegreeOfParallelism = Environment.ProcessorCount };

    [Theory]
    [MemberData(nameof(CrashCases.Names), MemberType = typeof(CrashCases))]
    public async Task Files_converge_when_the_operating_system_kills_the_process(string name)
    {
        ICrashCase crashCase = CrashCases.Find(name);
        int steps = 0;
        await CrashCases.InFolderAsync(async folder => steps = (await CrashProcess.RunAsync(name, folder, killAt: 0, part: 1)).Steps!.Value);
        int between = ProofSettings.Factor == 1 ? StepsBetweenKills : Math.Max(1, StepsBetweenKillsPerFactor / ProofSettings.Factor);
        int[] killed = [.. Enumerable.Range(0, steps).Where(step => step % between == 0).Select(static step => step + 1)];
        await Parallel.ForEachAsync(killed, OnePerProcessor, async (step, _) => await CrashCases.InFolderAsync(async folder =>
        {
            (IReadOnlyList<string> acknowledged, int? whole) = await CrashProcess.RunAsync(name, folder, step, CrashCases.Parts[step % CrashCases.Parts.Count]);

            // Records that wait while the disk is busy are written together, so a run can end with fewer steps.
            Assert.True(whole is null || whole < step, $"The process was not killed at step {step}; it took {whole} steps.");
            CrashCases.AssertNothingIsLost(crashCase, folder, acknowledged, $"step {step}");
            await crashCase.RunAsync(folder, UnflushedFileOperations.Instance, static _ => { });
            Assert.Equal(crashCase.Whole, crashCase.Read(folder));
        }));

        ProofResults.Add("Crash matrix", name, 1, "process killed at each step", note: $"{killed.Length} processes killed, {steps} steps");
    }
}
