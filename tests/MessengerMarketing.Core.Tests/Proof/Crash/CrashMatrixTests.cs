using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using MessengerMarketing.Tests.Storage;
using Xunit;

namespace MessengerMarketing.Tests.Proof.Crash;

/// <summary>A process crashes at each step that changes the disk, in the middle of each write, too. The process that recovers crashes at another step, and the third
/// one runs to its end. Everything that was reported stays true, and at the end everything is recorded exactly once. <see cref="CrashMatrixKillTests"/> kills real
/// processes.</summary>
public sealed class CrashMatrixTests
{
    [Theory]
    [MemberData(nameof(CrashCases.Names), MemberType = typeof(CrashCases))]
    public async Task Files_converge_from_a_crash_at_every_step(string name)
    {
        ICrashCase crashCase = CrashCases.Find(name);
        var whole = new CrashingFileOperations(crashAt: 0, part: 1, UnflushedFileOperations.Instance);
        await CrashCases.InFolderAsync(folder => crashCase.RunAsync(folder, whole, static _ => { }));

        // Without settings, one part of each step.
        int partsOfStep = ProofSettings.Factor == 1 ? 1 : CrashCases.Parts.Count;
        for (int step = 1; step <= whole.Steps; step++)
        {
            foreach (double part in partsOfStep == 1 ? [CrashCases.Parts[step % CrashCases.Parts.Count]] : CrashCases.Parts)
            {
                // The second process dies at another step each time, so that together they cover its steps too.
                int next = 1 + ((step * 3) % whole.Steps);
                await CrashCases.InFolderAsync(folder => CrashAsync(crashCase, folder, [(step, part), (next, 1 - part)]));
            }
        }

        Assert.True(whole.Steps > 15, $"{whole.Steps} steps");

        // Lines that wait for the disk are flushed together, so the number of steps can differ between runs. Each pass stops two processes.
        ProofResults.Add("Crash matrix", name, 2 * partsOfStep, "processes stopped at each step", note: $"{2 * partsOfStep * whole.Steps} processes stopped, {whole.Steps} steps");
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
            CrashCases.AssertNothingIsLost(crashCase, folder, acknowledged, where);
        }

        await crashCase.RunAsync(folder, UnflushedFileOperations.Instance, acknowledged.Add);
        Assert.True(crashCase.Whole.SequenceEqual(crashCase.Read(folder)), $"{where}: {string.Join(", ", crashCase.Read(folder))}");
    }
}
