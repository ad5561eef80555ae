using System;
using System.Collections.Generic;
using System.Net.Http;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using MessengerMarketing.Graph;

namespace MessengerMarketing.Preflight;

/// <summary>Reads the description of a token. debug_token expects the token as a parameter of a GET request, whose URL appears in the logs of proxies. The call
/// is therefore sent in the body of a batch request. Sources: Meta's debug_token reference and guide to batch requests.</summary>
internal static class TokenReader
{
    private const string Operation = "GET debug_token";

    /// <summary>Reads the description of a token of the context. The token authorizes the call itself.</summary>
    /// <exception cref="GraphException">The Graph API rejected the call.</exception>
    public static async Task<TokenDescription> ReadAsync(GraphClient client, GraphToken token, CancellationToken cancellationToken)
    {
        GraphContext context = client.Context;
        var request = new GraphRequest(HttpMethod.Post, context.ApiVersion)
        {
            Token = token,
            IsIdempotent = true,
            Content = () => CreateContent(context, token),
            Shape = new ResponseShape(static body => body.ValueKind == JsonValueKind.Array && body.GetArrayLength() == 1 ? null : "the response is not a batch response"),
        };
        GraphResponse response = await client.SendAsync(request, cancellationToken);
        JsonElement part = JsonElement.Parse(response.Utf8Body.Span)[0];
        JsonElement body = ReadBody(response, part);
        if (GraphError.TryRead(body) is { } error)
        {
            throw CreateException(error, part.ShortInteger("code") ?? response.StatusCode, context, token);
        }

        return body.Object("data") is { } data ? TokenDescription.Read(data) : throw response.Unexpected("the response does not describe the token");
    }

    private static FormUrlEncodedContent CreateContent(GraphContext context, GraphToken token)
    {
        string value = context.TokenFor(token)!.Reveal();
        string proof = context.ProofFor(value) is { } known ? $"&appsecret_proof={known}" : "";
        string batch = JsonSerializer.Serialize(
            [new Dictionary<string, string> { ["method"] = "GET", ["relative_url"] = $"debug_token?input_token={Uri.EscapeDataString(value)}{proof}" }],
            PreflightJson.Default.DictionaryStringStringArray);
        return new FormUrlEncodedContent(new Dictionary<string, string> { ["batch"] = batch, ["include_headers"] = "false" });
    }

    private static JsonElement ReadBody(GraphResponse response, JsonElement part)
    {
        try
        {
            return part.Member("body") is { ValueKind: JsonValueKind.String } body ? JsonElement.Parse(body.GetString()!) : throw response.Unexpected("the response of the batch has no body");
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            throw response.Unexpected("the response of the batch has a body that cannot be read");
        }
    }

    private static GraphException CreateException(GraphError error, int status, GraphContext context, GraphToken token)
    {
        var failure = new GraphFailure
        {
            Kind = GraphErrors.Classify(error, status).Kind,
            Reason = GraphErrors.FindReason(error),
            Summary = error.Message ?? $"HTTP {status} with an error that has no message",
            Error = error,
            StatusCode = status,
        };
        return new GraphException(failure, Operation, 1, requestMayHaveArrived: false, inner: null) { Token = token, AdAccountId = context.AdAccountId, ApiVersion = context.ApiVersion };
    }
}
