using System;
using System.Globalization;

namespace MessengerMarketing.Tests.Proof;

/// <summary>How long the generated tests run. Without settings, they do the same work in every run, and little of it.</summary>
internal static class ProofSettings
{
    // The same inputs in every run without settings.
    private const int FixedSeed = 20261130;

    /// <summary>
    /// The seed: <c>MM_PROOF_SEED</c>; otherwise a random one when <c>MM_FUZZ_SECONDS</c> is set, and a fixed one when it is not. Every failure names it.
    /// </summary>
    public static int Seed { get; } = (int?)Read("MM_PROOF_SEED") ?? (FuzzTime is null ? FixedSeed : Random.Shared.Next());

    /// <summary>Time of each fuzzing harness, <c>MM_FUZZ_SECONDS</c>; null for a fixed number of executions.</summary>
    public static TimeSpan? FuzzTime => Read("MM_FUZZ_SECONDS") is { } seconds ? TimeSpan.FromSeconds(seconds) : null;

    /// <summary>How many times as much as usual is done, where the amount is a number: <c>MM_PROOF_FACTOR</c>, 1 by default.</summary>
    public static int Factor { get; } = (int)Math.Max(1, Read("MM_PROOF_FACTOR") ?? 1);

    /// <summary>The file that results are added to as JSON lines, <c>MM_PROOF_RESULTS</c>; null for none.</summary>
    public static string? ResultPath => Environment.GetEnvironmentVariable("MM_PROOF_RESULTS") is { Length: > 0 } path ? path : null;

    private static double? Read(string name)
        => double.TryParse(Environment.GetEnvironmentVariable(name), NumberStyles.Float, CultureInfo.InvariantCulture, out double value) ? value : null;
}
