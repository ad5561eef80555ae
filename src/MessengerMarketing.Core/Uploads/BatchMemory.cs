using System;
using System.Runtime.InteropServices;
using System.Threading;
using System.Threading.Tasks;

namespace MessengerMarketing.Uploads;

/// <summary>Bounds the memory of the hashed batches on their way, whatever their size, their keys and the posts in flight are.</summary>
/// <param name="batchSize">Rows of the list in a batch.</param>
/// <param name="keys">Keys in a row.</param>
/// <param name="encoders">Batches that are hashed at the same time; so many and one more always have room.</param>
internal sealed class BatchMemory(int batchSize, int keys, int encoders) : IDisposable
{
    private const long MaxBytes = 96 * 1024 * 1024;

    /// <summary>A hash, two quotation marks and a comma.</summary>
    private const int BytesPerCell = 67;

    private readonly SemaphoreSlim _batches = new(CountBatches(batchSize, keys, encoders));

    /// <summary>Waits for room for a batch.</summary>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public Task WaitAsync(CancellationToken cancellationToken) => _batches.WaitAsync(cancellationToken);

    /// <summary>Gives the room of a batch back.</summary>
    public void Release() => _batches.Release();

    /// <summary>Gives the room of a batch back when the result is disposed.</summary>
    public Share TakeOver() => new(this);

    /// <inheritdoc/>
    public void Dispose() => _batches.Dispose();

    private static int CountBatches(int batchSize, int keys, int encoders)
    {
        // Rented buffers are as long as the next power of two.
        long bytes = 1024;
        while (bytes < (long)batchSize * keys * BytesPerCell)
        {
            bytes *= 2;
        }

        return (int)Math.Min(int.MaxValue, Math.Max(encoders + 1, MaxBytes / bytes));
    }

    /// <summary>The room of one batch.</summary>
    [StructLayout(LayoutKind.Auto)]
    public readonly struct Share(BatchMemory memory) : IDisposable
    {
        /// <inheritdoc/>
        public void Dispose() => memory.Release();
    }
}
