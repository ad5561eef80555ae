using System;
using System.Collections.Generic;
using System.Globalization;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;
using MessengerMarketing.Customers.Batches;
using MessengerMarketing.Graph;

namespace MessengerMarketing.Uploads;

/// <summary>Sends batches to <c>/&lt;AUDIENCE&gt;/users</c>: POST adds people, DELETE removes them.</summary>
internal sealed class AudienceUsersSender(GraphClient client, string audienceId, UploadAction action, UploadOptions options) : IBatchSender
{
    /// <inheritdoc/>
    public string AudienceId { get; } = audienceId;

    /// <inheritdoc/>
    public async Task<BatchResponse> SendAsync(HashedBatch batch, long sessionId, Func<CancellationToken, Task> beforeRetry, CancellationToken cancellationToken)
    {
        // Set if the server received the batch although its response was lost.
        BatchResponse? settled = null;
        var request = new GraphRequest(action == UploadAction.Add ? HttpMethod.Post : HttpMethod.Delete, $"{AudienceId}/users")
        {
            Content = () => new BatchContent(batch, sessionId, options),
            IsIdempotent = true,
            BeforeRetry = beforeRetry,
            Shape = new ResponseShape(body => BatchResponseReader.FindProblem(body, AudienceId)),
            FindLostResponse = async (bounded, token) =>
            {
                GraphResponse sessions = await bounded.SendAsync(SessionRequest(sessionId), token);
                settled = BatchResponseReader.FindSession(sessions.Body, sessionId);
                return settled is null ? null : sessions;
            },
        };
        GraphResponse response = await client.SendAsync(request, cancellationToken);
        return (settled ?? BatchResponseReader.Read(response.Body)) with { Usage = response.Usage };
    }

    /// <inheritdoc/>
    public async Task<BatchResponse?> FindAsync(long sessionId, CancellationToken cancellationToken)
        => BatchResponseReader.FindSession((await client.SendAsync(SessionRequest(sessionId), cancellationToken)).Body, sessionId);

    private GraphRequest SessionRequest(long sessionId) => new(HttpMethod.Get, $"{AudienceId}/sessions")
    {
        Shape = ResponseShape.List,
        Query =
        [
            new KeyValuePair<string, string>("session_id", sessionId.ToString(CultureInfo.InvariantCulture)),
            new KeyValuePair<string, string>("fields", "session_id,num_received,num_invalid_entries"),
        ],
    };
}
