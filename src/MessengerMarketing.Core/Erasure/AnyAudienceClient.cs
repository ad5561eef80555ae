using System;
using System.Net.Http;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using MessengerMarketing.Customers.Batches;
using MessengerMarketing.Graph;
using MessengerMarketing.Uploads;

namespace MessengerMarketing.Erasure;

/// <summary>
/// Removes people from all customer-file audiences of the ad account: <c>DELETE act_&lt;ID&gt;/usersofanyaudience</c>, with the payload of
/// <c>/users</c>. Source: Meta's custom audience reference. Neither the response nor a limit of rows is documented.
/// </summary>
internal sealed class AnyAudienceClient(GraphClient client)
{
    /// <summary>The maximum number of rows per call, that of <c>/users</c>.</summary>
    public const int MaxRows = UploadOptions.MaxRowsInBatch;

    private static readonly ResponseShape RemovedShape = new(FindProblem);

    /// <summary>Sends one batch. The call is idempotent, so it is retried like a query.</summary>
    /// <returns>Number of rows that Meta could not use, or null if the response does not contain it.</returns>
    /// <exception cref="GraphException">The request failed, or the response does not confirm it.</exception>
    public async Task<long?> RemoveAsync(HashedBatch batch, CancellationToken cancellationToken)
    {
        if (batch.Rows is 0 or > MaxRows)
        {
            throw new ArgumentException($"A call must have 1 to {MaxRows} rows.", nameof(batch));
        }

        var request = new GraphRequest(HttpMethod.Delete, $"act_{client.Context.AdAccountId}/usersofanyaudience")
        {
            Content = () => new BatchContent(batch, sessionId: null, new UploadOptions()),
            Shape = RemovedShape,
        };
        GraphResponse response = await client.SendAsync(request, cancellationToken);
        return response.Body.Integer("num_invalid_entries");
    }

    // The counts of /users, or the confirmation that other deletions return.
    private static string? FindProblem(JsonElement body) =>
        ResponseShape.DeniesSuccess(body) is { } denied ? denied
        : body.Integer("num_received") > 0 || body.Boolean("success") == true ? null
        : "the response does not contain the number of people received";
}
