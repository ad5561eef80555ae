using System;
using System.Threading;
using System.Threading.Tasks;
using MessengerMarketing.Customers.Batches;

namespace MessengerMarketing.Uploads.Sync;

/// <summary>Sends nothing. A list is read and hashed first, and sent later.</summary>
internal sealed class NoSender : IBatchSender
{
    private NoSender()
    {
    }

    /// <summary>The only instance.</summary>
    public static NoSender Instance { get; } = new();

    /// <inheritdoc/>
    public string AudienceId => string.Empty;

    /// <inheritdoc/>
    public Task<BatchResponse> SendAsync(HashedBatch batch, long sessionId, Func<CancellationToken, Task> beforeRetry, CancellationToken cancellationToken)
        => throw new InvalidOperationException("Nothing is sent while the list is read.");

    /// <inheritdoc/>
    public Task<BatchResponse?> FindAsync(long sessionId, CancellationToken cancellationToken) => Task.FromResult<BatchResponse?>(null);
}
