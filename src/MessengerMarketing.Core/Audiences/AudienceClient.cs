using System;
using System.Collections.Generic;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using MessengerMarketing.Graph;
using MessengerMarketing.Text;

namespace MessengerMarketing.Audiences;

/// <summary>Creates, finds and deletes an ad account's Messenger marketing-message custom audiences.</summary>
internal sealed class AudienceClient
{
    /// <summary>Fields asked for: the seed document's, and what tells an audience's size and state.</summary>
    public const string Fields =
        "id,name,messenger_marketing_messages_page,description,subtype,approximate_count_lower_bound,approximate_count_upper_bound,operation_status,delivery_status,time_created,time_updated,time_content_updated";

    /// <summary>The filter that leaves only Messenger marketing-message audiences. Source: seed document, option 1, step 4.</summary>
    public const string MessengerFilter = """[{"field":"data_source.subtype","operator":"IN","value":[1010]}]""";

    private const string PageSize = "100";

    // Meta stamps creation by its own clock; this is how far the two may be apart.
    private static readonly TimeSpan ClockSkew = TimeSpan.FromMinutes(2);

    private static readonly ResponseShape CreatedShape = new(static body =>
        ReadCreatedId(body) is null ? "the answer to the creation has no id" : ResponseShape.DeniesSuccess(body));

    private readonly GraphClient _client;

    /// <summary>Works for the client's account.</summary>
    public AudienceClient(GraphClient client) => _client = client ?? throw new ArgumentNullException(nameof(client));

    private string Edge => $"act_{_client.Account.AdAccountId}/customaudiences";

    /// <summary>
    /// Creates an empty audience for the account's Page, with exactly the seed document's seven parameters. A creation whose answer was
    /// lost is not simply repeated: the account is first searched for an audience of that name, description and Page created since, give or
    /// take two minutes of clock difference.
    /// </summary>
    /// <param name="name">Not blank. Meta allows two audiences of one name.</param>
    /// <param name="description">May be empty.</param>
    /// <param name="cancellationToken">Ends it during a call or a wait.</param>
    /// <returns>Id, name, description, subtype and Page; what only Meta knows is null.</returns>
    /// <exception cref="GraphException">Refused, or its outcome is unknown (<see cref="GraphException.RequestMayHaveArrived"/>).</exception>
    public async Task<CustomAudience> CreateAsync(string name, string description, CancellationToken cancellationToken = default)
    {
        if (string.IsNullOrWhiteSpace(name))
        {
            throw new ArgumentException("An audience needs a name.", nameof(name));
        }

        var body = JsonSerializer.SerializeToUtf8Bytes(
            new CreateBody
            {
                Name = name,
                Description = description ?? throw new ArgumentNullException(nameof(description)),
                Channels = new MessageChannels(_client.Account.PageId),
            },
            AudienceJson.Default.CreateBody);
        var earliest = _client.Options.TimeProvider.GetUtcNow() - ClockSkew;
        var request = new GraphRequest(HttpMethod.Post, Edge)
        {
            Content = () => new ByteArrayContent(body) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } },
            Shape = CreatedShape,
            Settle = (client, token) => new AudienceClient(client).FindCreatedAsync(SafeText.SingleLine(name), SafeText.SingleLine(description), earliest, token),
        };
        var response = await _client.SendAsync(request, cancellationToken);
        return new CustomAudience
        {
            Id = ReadCreatedId(response.Body)!,
            Name = SafeText.SingleLine(name),
            Description = SafeText.SingleLine(description),
            Subtype = "CUSTOM",
            MessengerMarketingMessagesPage = _client.Account.PageId,
        };
    }

    /// <summary>Lists the account's Messenger marketing-message audiences, of every Page, 100 a call, as they come.</summary>
    /// <exception cref="GraphException">A call failed for good.</exception>
    public IAsyncEnumerable<CustomAudience> ListAsync(CancellationToken cancellationToken = default) =>
        ListAsync(isMessengerOnly: true, cancellationToken);

    /// <summary>Reads one audience.</summary>
    /// <param name="id">Digits.</param>
    /// <param name="cancellationToken">Ends it during a call or a wait.</param>
    /// <exception cref="GraphException">It failed for good; kind <see cref="GraphErrorKind.NotFound"/> when there is none.</exception>
    public async Task<CustomAudience> GetAsync(string id, CancellationToken cancellationToken = default)
    {
        var response = await _client.SendAsync(new GraphRequest(HttpMethod.Get, CheckId(id)) { Shape = ResponseShape.Node(id) }.With("fields", Fields), cancellationToken);
        return Read(response, response.Body);
    }

    /// <summary>Deletes an audience. That it is gone already counts as success when an earlier attempt's answer was lost.</summary>
    /// <param name="id">Digits.</param>
    /// <param name="cancellationToken">Ends it during a call or a wait.</param>
    /// <exception cref="GraphException">It failed for good, or the answer does not say success.</exception>
    public async Task DeleteAsync(string id, CancellationToken cancellationToken = default)
    {
        var request = new GraphRequest(HttpMethod.Delete, CheckId(id))
        {
            Shape = ResponseShape.Success,
            Settle = (client, token) => new AudienceClient(client).FindDeletedAsync(id, token),
        };
        await _client.SendAsync(request, cancellationToken);
    }

    /// <summary>Both responses to a creation: <c>{id}</c> as recorded, <c>{data:[{id}]}</c> as in the seed document.</summary>
    private static string? ReadCreatedId(JsonElement body)
    {
        var id = body.Text("id")
            ?? (body.Array("data") is { } data && data.GetArrayLength() > 0 ? data[0].Text("id") : null);
        return GraphId.IsId(id) ? id : null;
    }

    private static string CheckId(string id) =>
        GraphId.IsId(id) ? id : throw new ArgumentException("An audience's id is a number.", nameof(id));

    private static CustomAudience Read(GraphResponse response, JsonElement element)
    {
        var id = element.Text("id");
        return GraphId.IsId(id) ? AudienceJson.Read(element, id!) : throw response.Unexpected("an audience in the answer has no id");
    }

    private async IAsyncEnumerable<CustomAudience> ListAsync(bool isMessengerOnly, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var request = new GraphRequest(HttpMethod.Get, Edge).With("fields", Fields).With("limit", PageSize);
        if (isMessengerOnly)
        {
            request = request.With("filtering", MessengerFilter);
        }

        await foreach (var page in _client.PagesAsync(request, cancellationToken))
        {
            foreach (var element in page.Items)
            {
                yield return Read(page.Response, element);
            }
        }
    }

    /// <returns>The lost answer, when exactly one audience fits. Two that fit cannot be told apart: then the outcome is unknown.</returns>
    private async Task<GraphResponse?> FindCreatedAsync(string name, string description, DateTimeOffset earliest, CancellationToken cancellationToken)
    {
        CustomAudience? found = null;

        // Without the filter: whether an audience without members already carries the subtype is not documented.
        await foreach (var audience in ListAsync(isMessengerOnly: false, cancellationToken))
        {
            var fits = audience.Name == name
                && (audience.Description ?? "") == description
                && audience.TimeCreated >= earliest
                && (audience.MessengerMarketingMessagesPage ?? _client.Account.PageId) == _client.Account.PageId;
            if (fits && found is not null && found.Id != audience.Id)
            {
                throw new GraphException(
                    new GraphFailure
                    {
                        Kind = GraphErrorKind.UnexpectedAnswer,
                        Reason = GraphErrorReason.SeveralCreated,
                        Summary = "The response was lost, and several audiences of that name were created at the time",
                    },
                    $"POST {Edge}",
                    1,
                    requestMayHaveArrived: true,
                    inner: null);
            }

            found = fits ? audience : found;
        }

        return found is null ? null : GraphResponse.FromJson($$"""{"id":"{{found.Id}}"}""");
    }

    private async Task<GraphResponse?> FindDeletedAsync(string id, CancellationToken cancellationToken)
    {
        try
        {
            await _client.SendAsync(new GraphRequest(HttpMethod.Get, id) { Shape = ResponseShape.Node(id) }.With("fields", "id"), cancellationToken);
            return null;
        }
        catch (GraphException exception) when (exception.Kind == GraphErrorKind.NotFound)
        {
            return GraphResponse.FromJson("""{"success":true}""");
        }
    }
}
