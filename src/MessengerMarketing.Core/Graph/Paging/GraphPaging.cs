using System;
using System.Collections.Generic;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Threading;

namespace MessengerMarketing.Graph;

/// <summary>
/// Follows a list's pages. The next link Meta sends holds the access token; it is only asked whether there is another page, and the
/// request for that page is made from the first one and the cursor.
/// </summary>
internal static class GraphPaging
{
    // What Meta's own advice for "reduce the amount of data" comes down to in production clients.
    private const int SmallPage = 20;

    public static async IAsyncEnumerable<JsonElement> ItemsAsync(GraphClient client, GraphRequest request, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var page in PagesAsync(client, request, cancellationToken))
        {
            foreach (var item in page.Items)
            {
                yield return item;
            }
        }
    }

    public static async IAsyncEnumerable<GraphPage> PagesAsync(GraphClient client, GraphRequest request, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var current = request; current is not null;)
        {
            GraphResponse? response = null;
            try
            {
                response = await client.SendAsync(current, cancellationToken);
            }
            catch (GraphException problem) when (problem.Kind == GraphErrorKind.TooMuchData && Limit(current) > SmallPage)
            {
                request = request.With("limit", SmallPage.ToString(CultureInfo.InvariantCulture));
                current = current.With("limit", SmallPage.ToString(CultureInfo.InvariantCulture));
            }

            if (response is null)
            {
                continue;
            }

            var next = Next(response, request, client.Account.BaseUri, seen);
            yield return new GraphPage(Items(response), next is not null, response);
            current = next;
        }
    }

    private static List<JsonElement> Items(GraphResponse response)
    {
        if (response.Body.ValueKind != JsonValueKind.Object || !response.Body.TryGetProperty("data", out var data) || data.ValueKind != JsonValueKind.Array)
        {
            throw response.Unexpected("the answer is not a list");
        }

        return [.. data.EnumerateArray()];
    }

    private static GraphRequest? Next(GraphResponse response, GraphRequest first, Uri baseUri, HashSet<string> seen)
    {
        if (response.Body.ValueKind != JsonValueKind.Object
            || !response.Body.TryGetProperty("paging", out var paging) || paging.ValueKind != JsonValueKind.Object
            || !paging.TryGetProperty("next", out var link) || link.ValueKind != JsonValueKind.String || link.GetString() is not { Length: > 0 } address)
        {
            return null;
        }

        GraphRequest next;
        string position;
        if (paging.TryGetProperty("cursors", out var cursors) && cursors.ValueKind == JsonValueKind.Object
            && cursors.TryGetProperty("after", out var after) && after.ValueKind == JsonValueKind.String && after.GetString() is { Length: > 0 } cursor)
        {
            next = first.With("after", cursor);
            position = cursor;
        }
        else
        {
            next = FromLink(response, first, address, baseUri);
            position = string.Join("&", next.Query);
        }

        return seen.Add(position) ? next : throw response.Unexpected("the list's pages go in circles: a cursor came twice");
    }

    private static GraphRequest FromLink(GraphResponse response, GraphRequest first, string address, Uri baseUri)
    {
        if (!Uri.TryCreate(address, UriKind.Absolute, out var link)
            || link.Scheme != baseUri.Scheme
            || !link.Authority.Equals(baseUri.Authority, StringComparison.OrdinalIgnoreCase)
            || !link.AbsolutePath.StartsWith(baseUri.AbsolutePath, StringComparison.Ordinal))
        {
            throw response.Unexpected("the list goes on at another address than the API's, which is not followed");
        }

        var query = GraphRequest.ParseQuery(link.Query.TrimStart('?'));
        query.RemoveAll(static parameter => GraphRequest.IsCredential(parameter.Key));
        var path = Uri.UnescapeDataString(link.AbsolutePath.Substring(baseUri.AbsolutePath.Length));
        return new GraphRequest(first.Method, path) { Query = query, Token = first.Token, Shape = first.Shape };
    }

    private static int Limit(GraphRequest request)
    {
        foreach (var parameter in request.Query)
        {
            if (parameter.Key == "limit")
            {
                return int.TryParse(parameter.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var limit) ? limit : int.MaxValue;
            }
        }

        return int.MaxValue;
    }
}
