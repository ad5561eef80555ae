using System.Threading;
using System.Threading.Tasks;
using MessengerMarketing.Customers.Batches;
using MessengerMarketing.Graph;

namespace MessengerMarketing.Uploads;

/// <summary>Carries a batch to an audience and brings the answer back.</summary>
public interface IBatchSender
{
    /// <summary>The audience's id.</summary>
    string AudienceId { get; }

    /// <summary>Sends one batch, again where that is safe, until there is an answer or patience ends.</summary>
    /// <exception cref="GraphException">The Graph API refused, or no answer could be had.</exception>
    Task<BatchResponse> SendAsync(HashedBatch batch, long sessionId, CancellationToken cancellationToken);

    /// <summary>Asks what the Graph API has received in a session.</summary>
    /// <returns>Null when it has received nothing in it.</returns>
    /// <exception cref="GraphException">No answer could be had.</exception>
    Task<BatchResponse?> FindAsync(long sessionId, CancellationToken cancellationToken);
}
