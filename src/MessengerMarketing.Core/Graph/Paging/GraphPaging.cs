using System;
using System.Collections.Generic;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Threading;

namespace MessengerMarketing.Graph;

/// <summary>
/// Follows the pages of a list. Meta's link to the next page contains the access token, so the link only shows whether there is a next
/// page. The request for that page is built from the first request and the cursor.
/// </summary>
internal static class GraphPaging
{
    // The page sizes that production clients use when Meta says "reduce the amount of data".
    private const int SmallPage = 20;

    // Meta's cursors have a few hundred characters, and the length of a URL is limited.
    private const int MaxPosition = 8 * 1024;

    public static async IAsyncEnumerable<JsonElement> ItemsAsync(GraphClient client, GraphRequest request, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (GraphPage page in PagesAsync(client, request, cancellationToken))
        {
            foreach (JsonElement item in page.Items)
            {
                yield return item;
            }
        }
    }

    public static async IAsyncEnumerable<GraphPage> PagesAsync(GraphClient client, GraphRequest request, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        request = request with { Shape = ResponseShape.List };
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (GraphRequest? current = request; current is not null;)
        {
            GraphResponse? response = null;
            try
            {
                response = await client.SendAsync(current, cancellationToken);
            }
            catch (GraphException exception) when (exception.Kind == GraphErrorKind.TooMuchData && Limit(current) > SmallPage)
            {
                request = request.With("limit", SmallPage.ToString(CultureInfo.InvariantCulture));
                current = current.With("limit", SmallPage.ToString(CultureInfo.InvariantCulture));
            }

            if (response is null)
            {
                continue;
            }

            GraphRequest? next = Next(response, request, client.Context.BaseUri, seen);
            yield return new GraphPage([.. response.Body.Array("data")!.Value.EnumerateArray()], next is not null, response);
            current = next;
        }
    }

    private static GraphRequest? Next(GraphResponse response, GraphRequest first, Uri baseUri, HashSet<string> seen)
    {
        if (response.Body.Object("paging") is not { } paging || paging.Member("next") is not { } member)
        {
            return null;
        }

        if (member.Text() is not { } link)
        {
            throw response.Unexpected("the URL of the next page cannot be read");
        }

        if (link.Length == 0)
        {
            return null;
        }

        GraphRequest next;
        string position;
        if (paging.Object("cursors")?.String("after") is { Length: > 0 } cursor)
        {
            next = first.With("after", cursor);
            position = cursor;
        }
        else
        {
            next = FromLink(response, first, link, baseUri);
            position = string.Join("&", next.Query);
        }

        if (position.Length > MaxPosition)
        {
            throw response.Unexpected("the URL of the next page is too long");
        }

        return seen.Add(position) ? next : throw response.Unexpected("the same page cursor was returned twice");
    }

    private static GraphRequest FromLink(GraphResponse response, GraphRequest first, string address, Uri baseUri)
    {
        if (!Uri.TryCreate(address, UriKind.Absolute, out Uri? link)
            || link.Scheme != baseUri.Scheme
            || !link.Authority.Equals(baseUri.Authority, StringComparison.OrdinalIgnoreCase)
            || !link.AbsolutePath.StartsWith(baseUri.AbsolutePath, StringComparison.Ordinal))
        {
            throw response.Unexpected("the URL of the next page is not on the API's host, so it is not followed");
        }

        List<KeyValuePair<string, string>> query = GraphRequest.ParseQuery(link.Query.TrimStart('?'));
        query.RemoveAll(static parameter => GraphRequest.IsCredential(parameter.Key));
        try
        {
            string path = Uri.UnescapeDataString(link.AbsolutePath.Substring(baseUri.AbsolutePath.Length));
            return new GraphRequest(first.Method, path) { Query = query, Token = first.Token, Shape = first.Shape };
        }
        catch (ArgumentException)
        {
            // The exception would name a path that the caller did not give.
            throw response.Unexpected("the URL of the next page is not a URL of the API");
        }
    }

    private static int Limit(GraphRequest request)
    {
        foreach (KeyValuePair<string, string> parameter in request.Query)
        {
            if (parameter.Key == "limit")
            {
                return int.TryParse(parameter.Value, NumberStyles.None, CultureInfo.InvariantCulture, out int limit) ? limit : int.MaxValue;
            }
        }

        return int.MaxValue;
    }
}
