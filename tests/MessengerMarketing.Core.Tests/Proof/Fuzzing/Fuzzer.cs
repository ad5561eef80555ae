using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Security.Cryptography;
using Xunit.Sdk;

namespace MessengerMarketing.Tests.Proof.Fuzzing;

/// <summary>
/// Runs a harness: the whole corpus first, and then inputs that are made from it. Where the assemblies are instrumented, an input that reaches
/// new code joins those that others are made from. A failing input is made as short as possible and kept in a file.
/// </summary>
internal sealed class Fuzzer(FuzzHarness harness)
{
    private const int MaxAttemptsToShorten = 3000;

    private static readonly object Gate = new();
    private static readonly CoverageMap? Coverage = CoverageMap.Current;

    /// <summary>Runs a harness for as long as <see cref="ProofSettings"/> says.</summary>
    /// <exception cref="XunitException">An input fails.</exception>
    public static void Run(FuzzHarness harness)
    {
        // The counts of instrumented code are of everything that runs.
        lock (Coverage is null ? harness : Gate)
        {
            new Fuzzer(harness).Run();
        }
    }

    private void Run()
    {
        List<byte[]> inputs = [.. FuzzCorpus.Read(harness.Name)];
        foreach (byte[] input in inputs)
        {
            Execute(input);
        }

        var random = new Random(ProofSettings.Seed);
        var mutator = new Mutator(random, harness.Tokens, harness.MaxLength);
        var clock = Stopwatch.StartNew();
        long executions = inputs.Count;
        for (long run = 0; ProofSettings.FuzzTime is { } time ? clock.Elapsed < time : run < (long)harness.Executions * ProofSettings.Factor; run++)
        {
            byte[] input = mutator.Mutate(inputs);
            if (Execute(input))
            {
                inputs.Add(input);
            }

            executions++;
        }

        string? reached = Coverage is null ? null : $"{inputs.Count} inputs with code of their own";
        ProofResults.Add("Fuzzing", harness.Name, executions, "executions", "0 failures", reached);
    }

    /// <summary>Checks an input.</summary>
    /// <returns>Whether it reached new code.</returns>
    private bool Execute(byte[] input)
    {
        Coverage?.Clear();
        if (TryCheck(input) is { } failure)
        {
            byte[] shortest = Shorten(input, failure);
            string path = Keep(shortest);
            throw new XunitException(
                $"The harness {harness.Name} fails with seed {ProofSettings.Seed}. The input has {shortest.Length} bytes: {path}. Correct the cause and add the file to {FuzzCorpus.Folder(harness.Name)}.{Environment.NewLine}{TryCheck(shortest)}");
        }

        return Coverage is { } coverage && coverage.Add();
    }

    private Exception? TryCheck(byte[] input)
    {
        try
        {
            // The same for the same input, so that a file of the corpus fails again.
            harness.Check(input, new Random(input.Aggregate(17, static (hash, value) => unchecked((hash * 31) + value))));
            return null;
        }
        catch (Exception exception)
        {
            return exception;
        }
    }

    /// <summary>Leaves out parts, the largest first, as long as the input fails in the same way.</summary>
    private byte[] Shorten(byte[] input, Exception failure)
    {
        int attempts = 0;
        for (int size = Math.Max(1, input.Length / 2); size > 0; size /= 2)
        {
            for (int start = 0; start < input.Length && attempts++ < MaxAttemptsToShorten;)
            {
                byte[] shorter = [.. input.Take(start), .. input.Skip(start + size)];
                if (TryCheck(shorter) is { } same && same.GetType() == failure.GetType())
                {
                    input = shorter;
                }
                else
                {
                    start += size;
                }
            }
        }

        return input;
    }

    private string Keep(byte[] input)
    {
        string folder = Directory.CreateDirectory(Path.Combine(Path.GetTempPath(), "mm-failures", harness.Name)).FullName;
        string path = Path.Combine(folder, Convert.ToHexStringLower(SHA256.HashData(input))[..12]);
        File.WriteAllBytes(path, input);
        return path;
    }
}
