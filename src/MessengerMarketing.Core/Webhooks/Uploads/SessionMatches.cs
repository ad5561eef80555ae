using System.Collections.Generic;
using System.Net.Http;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using MessengerMarketing.Graph;

namespace MessengerMarketing.Webhooks.Uploads;

/// <summary>The Graph API's information about the upload session of a batch. Missing members are null.</summary>
/// <param name="Matched">Number of people of the session that matched (<c>num_matched</c>).</param>
/// <param name="Stage">Meta's word for the stage of the session.</param>
/// <param name="Progress">Meta's text for its progress.</param>
internal sealed record SessionMatches(long? Matched, string? Stage, string? Progress)
{
    private const string Fields = "session_id,num_matched,stage,progress";

    // Few sessions are read one by one, which Meta documents. Many are read from the list, so that a wait for thousands of batches does not cost
    // thousands of calls.
    private const int MaxSingle = 20;
    private const int MaxPages = 100;
    private const string PageSize = "500";

    /// <summary>Reads sessions of an audience.</summary>
    /// <param name="client">The client.</param>
    /// <param name="audienceId">The audience.</param>
    /// <param name="sessionIds">The sessions to look for.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>The sessions that were found, by id.</returns>
    /// <exception cref="GraphException">A call failed.</exception>
    public static async Task<IReadOnlyDictionary<string, SessionMatches>> ReadAsync(
        GraphClient client, string audienceId, IReadOnlyCollection<string> sessionIds, CancellationToken cancellationToken)
    {
        var wanted = new HashSet<string>(sessionIds);
        var found = new Dictionary<string, SessionMatches>();
        GraphRequest all = new GraphRequest(HttpMethod.Get, $"{audienceId}/sessions").With("fields", Fields);
        if (wanted.Count <= MaxSingle)
        {
            foreach (string id in wanted)
            {
                GraphResponse response = await client.SendAsync(all.With("session_id", id) with { Shape = ResponseShape.List }, cancellationToken);
                Add(response.Body.Array("data")!.Value.EnumerateArray(), wanted, found);
            }

            return found;
        }

        int pages = 0;
        await foreach (GraphPage page in client.PagesAsync(all.With("limit", PageSize), cancellationToken))
        {
            Add(page.Items, wanted, found);
            if (found.Count == wanted.Count || ++pages == MaxPages)
            {
                break;
            }
        }

        return found;
    }

    private static void Add(IEnumerable<JsonElement> sessions, HashSet<string> wanted, Dictionary<string, SessionMatches> found)
    {
        foreach (JsonElement session in sessions)
        {
            if (session.Text("session_id") is { } id && wanted.Contains(id))
            {
                found[id] = new SessionMatches(session.Integer("num_matched"), session.Text("stage"), session.Text("progress"));
            }
        }
    }
}
