using System;
using System.Threading;
using System.Threading.Tasks;

namespace MessengerMarketing.Uploads.Sync;

/// <summary>Processes the 1,024 parts of a state on all processors.</summary>
internal static class SyncParallel
{
    // Each worker holds a part of the state and a part of the list in memory.
    private const int MaxWorkers = 4;

    /// <summary>Processes each part.</summary>
    /// <param name="createBuffers">Creates the buffers of a worker.</param>
    /// <param name="action">Processes a part.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public static void ForEachPartition<T>(Func<T> createBuffers, Action<int, T> action, CancellationToken cancellationToken)
    {
        var options = new ParallelOptions { CancellationToken = cancellationToken, MaxDegreeOfParallelism = Math.Max(1, Math.Min(MaxWorkers, Environment.ProcessorCount)) };
        try
        {
            Parallel.For(
                0,
                PartitionedItems.Partitions,
                options,
                createBuffers,
                (partition, _, buffers) =>
                {
                    action(partition, buffers);
                    return buffers;
                },
                static _ => { });
        }
        catch (AggregateException exception) when (exception.InnerException is { } first)
        {
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Capture(first).Throw();
        }
    }
}
