using System;
using System.Threading;
using System.Threading.Tasks;
using MessengerMarketing.Customers.Batches;
using MessengerMarketing.Graph;

namespace MessengerMarketing.Uploads;

/// <summary>Sends a batch to an audience and returns the response.</summary>
internal interface IBatchSender
{
    /// <summary>The ID of the audience.</summary>
    string AudienceId { get; }

    /// <summary>Sends one batch, and retries where that is safe, until there is a response or no retries are left.</summary>
    /// <param name="batch">The batch.</param>
    /// <param name="sessionId">ID of its upload session.</param>
    /// <param name="beforeRetry">Awaited before the batch is sent again.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <exception cref="GraphException">The Graph API rejected the batch, or there was no response.</exception>
    Task<BatchResponse> SendAsync(HashedBatch batch, long sessionId, Func<CancellationToken, Task> beforeRetry, CancellationToken cancellationToken);

    /// <summary>Queries what the Graph API has received in a session.</summary>
    /// <returns>Null if it has received nothing.</returns>
    /// <exception cref="GraphException">There was no response.</exception>
    Task<BatchResponse?> FindAsync(long sessionId, CancellationToken cancellationToken);
}
