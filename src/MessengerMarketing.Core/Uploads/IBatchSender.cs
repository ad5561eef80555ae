using System;
using System.Threading;
using System.Threading.Tasks;
using MessengerMarketing.Customers.Batches;
using MessengerMarketing.Graph;

namespace MessengerMarketing.Uploads;

/// <summary>Sends a batch to an audience and returns the response.</summary>
internal interface IBatchSender
{
    /// <summary>The audience's id.</summary>
    string AudienceId { get; }

    /// <summary>Sends one batch, and again where that is safe, until there is a response or the retries are used up.</summary>
    /// <param name="batch">The batch.</param>
    /// <param name="sessionId">Id of its upload session.</param>
    /// <param name="beforeRetry">Awaited before the batch is sent again.</param>
    /// <param name="cancellationToken">Stops it at once.</param>
    /// <exception cref="GraphException">The Graph API refused, or no answer could be had.</exception>
    Task<BatchResponse> SendAsync(HashedBatch batch, long sessionId, Func<CancellationToken, Task> beforeRetry, CancellationToken cancellationToken);

    /// <summary>Asks what the Graph API has received in a session.</summary>
    /// <returns>Null when it has received nothing in it.</returns>
    /// <exception cref="GraphException">No answer could be had.</exception>
    Task<BatchResponse?> FindAsync(long sessionId, CancellationToken cancellationToken);
}
