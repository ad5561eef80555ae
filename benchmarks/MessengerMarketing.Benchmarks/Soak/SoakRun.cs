using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;

namespace MessengerMarketing.Benchmarks.Soak;

/// <summary>
/// Does everything, with faults, for as long as it is told: uploads, removals and webhooks, round by round. After each round, the accounts must agree;
/// at the end, memory, handles and threads must be what they were after the first rounds.
/// </summary>
internal static class SoakRun
{
    private const int Rows = 20_000;
    private const int MinRounds = 8;
    private const double MaxHeapGrowthMiB = 12;
    private const int MaxHandleGrowth = 10;
    private const int MaxThreadGrowth = 12;

    /// <summary>Runs it.</summary>
    /// <param name="time">How long; at least some rounds are run.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="InvalidOperationException">The accounts do not agree.</exception>
    public static async Task<SoakResult> RunAsync(TimeSpan time, CancellationToken cancellationToken)
    {
        string folder = Directory.CreateTempSubdirectory("mm-soak-").FullName;
        try
        {
            var uploads = new SoakUploads(folder, Rows);
            using var webhooks = new SoakWebhooks(folder);
            var figures = new List<ProcessFigures>();
            var clock = Stopwatch.StartNew();
            while (clock.Elapsed < time || figures.Count < MinRounds)
            {
                await Task.WhenAll(uploads.RunAsync(figures.Count, cancellationToken), webhooks.RunAsync(cancellationToken));
                figures.Add(ProcessFigures.Read());
            }

            return CreateResult(clock.Elapsed, uploads, webhooks, figures);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static SoakResult CreateResult(TimeSpan time, SoakUploads uploads, SoakWebhooks webhooks, List<ProcessFigures> figures)
    {
        // The first round also compiles the code and fills pools; the second quarter is what a long-lived process begins with.
        int quarter = figures.Count / 4;
        ProcessFigures before = Median([.. figures.Skip(quarter).Take(quarter)]);
        ProcessFigures after = Median([.. figures.Skip(figures.Count - quarter)]);
        bool isFlat = after.HeapMiB - before.HeapMiB <= MaxHeapGrowthMiB && after.Handles - before.Handles <= MaxHandleGrowth && after.Threads - before.Threads <= MaxThreadGrowth;
        return new SoakResult(Math.Round(time.TotalMinutes, 1), figures.Count, uploads.Rows, uploads.Resumes, uploads.Faults, webhooks.Events, before, after, isFlat);
    }

    private static ProcessFigures Median(IReadOnlyList<ProcessFigures> figures) => new(
        figures.Select(static one => one.HeapMiB).Order().ElementAt(figures.Count / 2),
        figures.Select(static one => one.Handles).Order().ElementAt(figures.Count / 2),
        figures.Select(static one => one.Threads).Order().ElementAt(figures.Count / 2));
}

/// <summary>The result of a soak whose accounts agreed after each round.</summary>
/// <param name="Minutes">How long it ran.</param>
/// <param name="Rounds">Rounds.</param>
/// <param name="Rows">Rows that arrived once.</param>
/// <param name="Resumes">Uploads that were resumed.</param>
/// <param name="Faults">Requests that met a fault.</param>
/// <param name="Events">Webhook events that came out once.</param>
/// <param name="Before">What the process held in the second quarter of the rounds.</param>
/// <param name="After">What it held in the last quarter.</param>
/// <param name="IsFlat">Whether it holds no more than before.</param>
internal sealed record SoakResult(double Minutes, int Rounds, long Rows, int Resumes, long Faults, long Events, ProcessFigures Before, ProcessFigures After, bool IsFlat);
