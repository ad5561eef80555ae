using System;
using System.Collections.Generic;
using System.Linq;
using System.Net.Http;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using MessengerMarketing.Collections;
using MessengerMarketing.Graph;
using MessengerMarketing.Text;

namespace MessengerMarketing.Webhooks.Subscriptions;

/// <summary>
/// Subscribes the Page token's app to webhooks of the Page, and lists the subscribed apps. The callback URL and the verify token are set in
/// the app dashboard, where the app must be subscribed to the same fields. Source: Meta's reference of the subscribed_apps edge.
/// </summary>
internal sealed class WebhookSubscriptionClient(GraphClient client)
{
    private string Edge => $"{client.Context.PageId}/subscribed_apps";

    /// <summary>Subscribes to fields.</summary>
    /// <param name="fields">All fields to subscribe to. Meta does not document that earlier fields are kept.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <exception cref="ArgumentException">There is no field, or a field contains characters other than lowercase letters, digits and underscores.</exception>
    /// <exception cref="GraphException">The request was rejected, or the response does not confirm success.</exception>
    public async Task RegisterAsync(IReadOnlyList<string> fields, CancellationToken cancellationToken = default)
    {
        if (fields is null || fields.Count == 0 || !fields.All(IsField))
        {
            throw new ArgumentException("Use the names of webhook fields, such as messaging_optins.", nameof(fields));
        }

        GraphRequest request = new GraphRequest(HttpMethod.Post, Edge) { Token = GraphToken.Page, IsIdempotent = true, Shape = ResponseShape.Success }
            .With("subscribed_fields", string.Join(",", fields));
        await client.SendAsync(request, cancellationToken);
    }

    /// <summary>Lists the subscribed apps.</summary>
    /// <exception cref="GraphException">The request failed.</exception>
    public async IAsyncEnumerable<WebhookSubscription> ListAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var request = new GraphRequest(HttpMethod.Get, Edge) { Token = GraphToken.Page };
        await foreach (JsonElement app in client.ItemsAsync(request, cancellationToken))
        {
            yield return new WebhookSubscription
            {
                PageId = client.Context.PageId,
                AppId = app.Text("id"),
                AppName = app.Text("name"),
                Fields = new ReadableList<string>([.. (app.Array("subscribed_fields")?.EnumerateArray() ?? default).Select(NameOf).OfType<string>()]),
            };
        }
    }

    // A field is a string, or in newer versions an object with a name and a version.
    private static string? NameOf(JsonElement field) => field.ValueKind == JsonValueKind.String ? SafeText.SingleLine(field.GetString()) : field.Text("name");

    private static bool IsField(string field) => field.Length > 0 && field.All(static letter => letter is (>= 'a' and <= 'z') or (>= '0' and <= '9') or '_');
}
