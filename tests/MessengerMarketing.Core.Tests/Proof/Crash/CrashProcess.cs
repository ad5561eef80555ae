using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Threading.Tasks;

namespace MessengerMarketing.Tests.Proof.Crash;

/// <summary>A process that writes one kind of file and ends itself at a step.</summary>
internal static class CrashProcess
{
    /// <summary>The first argument of the process.</summary>
    public const string Verb = "crash";

    private const string StepsPrefix = "steps ";

    /// <summary>What the process does. It prints what it acknowledges, and at last its steps.</summary>
    /// <param name="args">The kind of file, its folder, the step at which it dies, and how much of a write it does before.</param>
    public static async Task<int> RunAsync(string[] args)
    {
        var operations = new KillingFileOperations(int.Parse(args[2], CultureInfo.InvariantCulture), double.Parse(args[3], CultureInfo.InvariantCulture));
        await CrashCases.Find(args[0]).RunAsync(args[1], operations, static text =>
        {
            Console.Out.WriteLine(text);
            Console.Out.Flush();
        });
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{StepsPrefix}{operations.Steps}"));
        return 0;
    }

    /// <summary>Runs such a process.</summary>
    /// <returns>What it acknowledged, and its steps; null when it was killed.</returns>
    public static async Task<(IReadOnlyList<string> Acknowledged, int? Steps)> RunAsync(string name, string folder, int killAt, double part)
    {
        (int exitCode, string[] lines, string error) = await OwnProcess.RunAsync([Verb, name, folder, killAt.ToString(CultureInfo.InvariantCulture), part.ToString(CultureInfo.InvariantCulture)]);
        if (exitCode == 0)
        {
            return (lines[..^1], int.Parse(lines[^1][StepsPrefix.Length..], CultureInfo.InvariantCulture));
        }

        return error.Length > 0 ? throw new InvalidDataException(error) : (lines, null);
    }
}
