using System;
using System.Runtime.InteropServices;
using System.Threading;
using System.Threading.Tasks;

namespace MessengerMarketing.Uploads;

/// <summary>Limits the memory of hashed batches, regardless of their size, their keys, and the number of concurrent calls.</summary>
/// <param name="batchSize">Number of list rows in a batch.</param>
/// <param name="keys">Number of keys in a row.</param>
/// <param name="encoders">Number of batches that are hashed at the same time. There is always room for one more than this number.</param>
internal sealed class BatchMemory(int batchSize, int keys, int encoders) : IDisposable
{
    private const long MaxBytes = 96 * 1024 * 1024;

    /// <summary>A hash, two quotation marks, and a comma.</summary>
    private const int BytesPerCell = 67;

    private readonly SemaphoreSlim _batches = new(CountBatches(batchSize, keys, encoders));

    /// <summary>Waits for room for a batch.</summary>
    /// <exception cref="OperationCanceledException">The token was canceled.</exception>
    public Task WaitAsync(CancellationToken cancellationToken) => _batches.WaitAsync(cancellationToken);

    /// <summary>Releases the room of a batch.</summary>
    public void Release() => _batches.Release();

    /// <summary>Returns an object that releases the room of a batch when it is disposed.</summary>
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
