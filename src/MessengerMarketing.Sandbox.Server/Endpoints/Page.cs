using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using System.Text.Json.Nodes;
using MessengerMarketing.Sandbox.Errors;
using MessengerMarketing.Sandbox.Http;

namespace MessengerMarketing.Sandbox.Endpoints;

/// <summary>Creates a page of a list, with cursors and the URL of the next page.</summary>
internal static class Page
{
    private const int UsualLimit = 25;
    private const int MaxLimit = 500;

    /// <summary>Returns the page that the call's <c>limit</c> and <c>after</c> select.</summary>
    /// <param name="call">The call.</param>
    /// <param name="edge">The last segment of the path.</param>
    /// <param name="items">The complete list, in descending order.</param>
    /// <param name="type">The fields of an item.</param>
    /// <param name="order">
    /// The position of an item in the list. A cursor contains only the position, so it stays valid when items are added or removed.
    /// </param>
    /// <param name="includes">Whether the list includes an item.</param>
    public static GraphResponse Respond<T>(GraphCall call, string edge, IEnumerable<T> items, NodeType<T> type, Func<T, long> order, Func<T, bool> includes)
    {
        IReadOnlyList<FieldSelection> fields = type.Select(call.Parameters["fields"]);
        int limit = Limit(call.Parameters["limit"], UsualLimit, MaxLimit);
        long before = After(call.Parameters["after"]);
        T[] found = [.. items.Where(item => order(item) < before && includes(item)).Take(limit + 1)];
        T[] page = [.. found.Take(limit)];

        var response = new JsonObject { ["data"] = new JsonArray([.. page.Select(item => (JsonNode)type.Project(item, fields))]) };
        if (page.Length > 0)
        {
            string after = Cursor(order(page[page.Length - 1]));
            var paging = new JsonObject { ["cursors"] = new JsonObject { ["before"] = Cursor(order(page[0])), ["after"] = after } };
            if (found.Length > limit)
            {
                paging["next"] = Next(call, edge, limit, after);
            }

            response["paging"] = paging;
        }

        return GraphResponse.Json(response);
    }

    /// <summary>Returns the URL of the page after a cursor.</summary>
    // Meta includes the access token in this URL. The sandbox also does, so that tests can find code that prints the URL.
    public static string Next(GraphCall call, string edge, int limit, string after)
    {
        string[] repeated =
        [
            "appsecret_proof", "appsecret_time", "fields", "filtering", "custom_audience_ids", "do_not_return_duplicates", "opt_in_source",
            "since", "until", "has_received_marketing_message",
        ];
        IEnumerable<string> parameters = repeated
            .Where(name => call.Parameters[name] is not null)
            .Select(name => $"{name}={Uri.EscapeDataString(call.Parameters[name]!)}");
        string limited = string.Format(CultureInfo.InvariantCulture, "limit={0}&after={1}", limit, Uri.EscapeDataString(after));
        string token = "access_token=" + Uri.EscapeDataString(call.IsPageToken ? call.Account.PageAccessToken : call.Account.AccessToken);
        return $"{call.Address}{call.Version}/{call.NodeId}/{edge}?{string.Join("&", [token, .. parameters, limited])}";
    }

    /// <summary>Parses a <c>limit</c>. A larger value is reduced to the maximum.</summary>
    public static int Limit(string? text, int usual, int largest)
    {
        if (text is null)
        {
            return usual;
        }

        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int limit) && limit > 0
            ? Math.Min(limit, largest)
            : throw GraphErrors.Invalid("Param limit must be a positive integer");
    }

    private static string Cursor(long order) => Convert.ToBase64String(Encoding.ASCII.GetBytes(order.ToString(CultureInfo.InvariantCulture)));

    private static long After(string? cursor)
    {
        if (string.IsNullOrEmpty(cursor))
        {
            return long.MaxValue;
        }

        try
        {
            string text = Encoding.ASCII.GetString(Convert.FromBase64String(cursor));
            return long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long order) ? order : throw InvalidCursor();
        }
        catch (FormatException)
        {
            throw InvalidCursor();
        }
    }

    private static GraphErrorException InvalidCursor() => GraphErrors.Invalid("Param after is not a cursor of this list");
}
