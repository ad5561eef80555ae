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

/// <summary>Creates, finds, changes and deletes an ad account's Messenger marketing message custom audiences.</summary>
internal sealed class AudienceClient
{
    /// <summary>Requested fields: those of Meta's guide, and those for the size, the status, and what can be changed.</summary>
    public const string Fields =
        "id,name,messenger_marketing_messages_page,description,subtype,approximate_count_lower_bound,approximate_count_upper_bound,operation_status,delivery_status,time_created,time_updated,time_content_updated,delete_time,audience_labels,opt_out_link,fields_violating_integrity_policy";

    /// <summary>The filter for Messenger marketing message audiences. Source: Meta's guide, option 1, step 4.</summary>
    public const string MessengerFilter = """[{"field":"data_source.subtype","operator":"IN","value":[1010]}]""";

    private const string PageSize = "100";

    // The creation time comes from Meta's clock, which can differ from the local clock by this much.
    private static readonly TimeSpan ClockSkew = TimeSpan.FromMinutes(2);

    private static readonly ResponseShape CreatedShape = new(static body =>
        ReadCreatedId(body) is null ? "the response does not contain the ID of the new audience" : ResponseShape.DeniesSuccess(body));

    private readonly GraphClient _client;

    /// <summary>Creates a client that uses the account of <paramref name="client"/>.</summary>
    public AudienceClient(GraphClient client) => _client = client ?? throw new ArgumentNullException(nameof(client));

    private string Edge => $"act_{_client.Context.AdAccountId}/customaudiences";

    /// <summary>
    /// Creates an empty audience for the account's Page, with exactly the seven parameters of Meta's guide. When the response is lost,
    /// the client first searches the account for an audience with this name, description and Page that was created since then, with a
    /// tolerance of two minutes for clock differences.
    /// </summary>
    /// <param name="name">The name, not blank. Meta allows two audiences with the same name.</param>
    /// <param name="description">The description. It can be empty.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>Id, name, description, subtype and Page. The other properties are null.</returns>
    /// <exception cref="GraphException">The request was rejected, or its result is unknown (<see cref="GraphException.RequestMayHaveArrived"/>).</exception>
    public async Task<CustomAudience> CreateAsync(string name, string description, CancellationToken cancellationToken = default)
    {
        if (string.IsNullOrWhiteSpace(name))
        {
            throw new ArgumentException("An audience needs a name.", nameof(name));
        }

        byte[] body = JsonSerializer.SerializeToUtf8Bytes(
            new CreateBody
            {
                Name = name,
                Description = description ?? throw new ArgumentNullException(nameof(description)),
                Channels = new MessageChannels(_client.Context.PageId),
            },
            AudienceJson.Default.CreateBody);
        DateTimeOffset earliest = _client.Options.TimeProvider.GetUtcNow() - ClockSkew;
        var request = new GraphRequest(HttpMethod.Post, Edge)
        {
            Content = () => new ByteArrayContent(body) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } },
            Shape = CreatedShape,
            FindLostResponse = (client, token) => new AudienceClient(client).FindCreatedAsync(SafeText.SingleLine(name), SafeText.SingleLine(description), earliest, token),
        };
        GraphResponse response = await _client.SendAsync(request, cancellationToken);
        return new CustomAudience
        {
            Id = ReadCreatedId(response.Body)!,
            Name = SafeText.SingleLine(name),
            Description = SafeText.SingleLine(description),
            Subtype = "CUSTOM",
            MessengerMarketingMessagesPage = _client.Context.PageId,
        };
    }

    /// <summary>Lists the account's Messenger marketing message audiences of all Pages, 100 per call, and returns them as they arrive.</summary>
    /// <exception cref="GraphException">The request failed.</exception>
    public IAsyncEnumerable<CustomAudience> ListAsync(CancellationToken cancellationToken = default) =>
        ListAsync(isMessengerOnly: true, cancellationToken);

    /// <summary>Reads one audience.</summary>
    /// <param name="id">Digits.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <exception cref="GraphException">The request failed; kind <see cref="GraphErrorKind.NotFound"/> when the audience does not exist.</exception>
    public async Task<CustomAudience> GetAsync(string id, CancellationToken cancellationToken = default)
    {
        GraphResponse response = await _client.SendAsync(new GraphRequest(HttpMethod.Get, CheckId(id)) { Shape = ResponseShape.Node(id) }.With("fields", Fields), cancellationToken);
        return Read(response, response.Body);
    }

    /// <summary>Changes an audience. The call is idempotent, so it is retried like a query.</summary>
    /// <param name="id">Digits.</param>
    /// <param name="change">What is changed.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <exception cref="ArgumentException">Nothing is changed, or a property is not valid.</exception>
    /// <exception cref="GraphException">The request failed, or the response does not confirm success.</exception>
    public async Task UpdateAsync(string id, AudienceChange change, CancellationToken cancellationToken = default)
    {
        change.Check();
        byte[] body = JsonSerializer.SerializeToUtf8Bytes(change, AudienceJson.Default.AudienceChange);
        var request = new GraphRequest(HttpMethod.Post, CheckId(id))
        {
            IsIdempotent = true,
            Content = () => new ByteArrayContent(body) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } },
            Shape = new ResponseShape(response => response.Boolean("success") == true || response.Text("id") == id ? ResponseShape.DeniesSuccess(response) : "the response does not confirm the change"),
        };
        await _client.SendAsync(request, cancellationToken);
    }

    /// <summary>Deletes an audience. When the response to an earlier attempt was lost, a missing audience counts as success.</summary>
    /// <param name="id">Digits.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <exception cref="GraphException">The request failed, or the response does not confirm success.</exception>
    public async Task DeleteAsync(string id, CancellationToken cancellationToken = default)
    {
        var request = new GraphRequest(HttpMethod.Delete, CheckId(id))
        {
            Shape = ResponseShape.Success,
            FindLostResponse = (client, token) => new AudienceClient(client).FindDeletedAsync(id, token),
        };
        await _client.SendAsync(request, cancellationToken);
    }

    /// <summary>Reads both formats: <c>{id}</c> from recorded traffic, and <c>{data:[{id}]}</c> from Meta's guide.</summary>
    private static string? ReadCreatedId(JsonElement body)
    {
        string? id = body.Text("id")
            ?? (body.Array("data") is { } data && data.GetArrayLength() > 0 ? data[0].Text("id") : null);
        return GraphId.IsId(id) ? id : null;
    }

    private static string CheckId(string id) =>
        GraphId.IsId(id) ? id : throw new ArgumentException("An audience ID must be a number.", nameof(id));

    private static CustomAudience Read(GraphResponse response, JsonElement element)
    {
        string? id = element.Text("id");
        return GraphId.IsId(id) ? AudienceJson.Read(element, id!) : throw response.Unexpected("an audience in the response has no ID");
    }

    private async IAsyncEnumerable<CustomAudience> ListAsync(bool isMessengerOnly, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        GraphRequest request = new GraphRequest(HttpMethod.Get, Edge).With("fields", Fields).With("limit", PageSize);
        if (isMessengerOnly)
        {
            request = request.With("filtering", MessengerFilter);
        }

        await foreach (GraphPage page in _client.PagesAsync(request, cancellationToken))
        {
            foreach (JsonElement element in page.Items)
            {
                yield return Read(page.Response, element);
            }
        }
    }

    /// <returns>The lost response, when exactly one audience matches. When several match, the result is unknown.</returns>
    private async Task<GraphResponse?> FindCreatedAsync(string name, string description, DateTimeOffset earliest, CancellationToken cancellationToken)
    {
        CustomAudience? found = null;

        // Without the filter, because it is not documented whether an empty audience already has the subtype.
        await foreach (CustomAudience audience in ListAsync(isMessengerOnly: false, cancellationToken))
        {
            bool fits = audience.Name == name
                && (audience.Description ?? "") == description
                && audience.TimeCreated >= earliest
                && (audience.MessengerMarketingMessagesPage ?? _client.Context.PageId) == _client.Context.PageId;
            if (fits && found is not null && found.Id != audience.Id)
            {
                throw new GraphException(
                    new GraphFailure
                    {
                        Kind = GraphErrorKind.UnexpectedAnswer,
                        Reason = GraphErrorReason.SeveralCreated,
                        Summary = "The response was lost, and several audiences with that name were created at that time",
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
