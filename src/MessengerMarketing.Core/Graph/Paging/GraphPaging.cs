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

    // Meta's cursors have some hundred characters; an address has an end.
    private const int MaxPosition = 8 * 1024;

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
        request = request with { Shape = ResponseShape.List };
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var current = request; current is not null;)
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

            var next = Next(response, request, client.Account.BaseUri, seen);
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
            throw response.Unexpected("the list goes on at an address that cannot be read");
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
            throw response.Unexpected("the list goes on at an address that is too long");
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
        try
        {
            var path = Uri.UnescapeDataString(link.AbsolutePath.Substring(baseUri.AbsolutePath.Length));
            return new GraphRequest(first.Method, path) { Query = query, Token = first.Token, Shape = first.Shape };
        }
        catch (ArgumentException)
        {
            // The exception speaks of a path that the caller never gave.
            throw response.Unexpected("the list goes on at an address that the API does not have");
        }
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
