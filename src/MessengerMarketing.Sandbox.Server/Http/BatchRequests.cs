using System;
using System.Linq;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using MessengerMarketing.Sandbox.Errors;

namespace MessengerMarketing.Sandbox.Http;

/// <summary>
/// Batch requests, <c>POST /</c> with the parameter <c>batch</c>: up to 50 calls, each of which has its own response. The bodies of calls are
/// forms. Files, dependencies and uploads are not supported. Source: Meta's guide to batch requests.
/// </summary>
internal static class BatchRequests
{
    private const int MaxCalls = 50;

    /// <summary>Handles the calls of a batch.</summary>
    /// <param name="batch">The parameter.</param>
    /// <param name="includesHeaders">Whether each response contains its headers.</param>
    /// <param name="handle">Handles a call, from its method, its path, its query and the fields of its body.</param>
    /// <param name="trace">Trace id for error responses.</param>
    public static GraphResponse Handle(JsonElement batch, bool includesHeaders, Func<string, string, GraphParameters, GraphResponse> handle, string trace)
    {
        if (batch.GetArrayLength() > MaxCalls)
        {
            throw GraphErrors.Invalid("Too many requests in batch message. Maximum batch size is 50");
        }

        var responses = new JsonArray();
        foreach (JsonElement call in batch.EnumerateArray())
        {
            GraphResponse response = HandleOne(call, handle, trace);
            var part = new JsonObject { ["code"] = response.Status };
            if (includesHeaders)
            {
                part["headers"] = new JsonArray([.. response.Headers.Select(static header => (JsonNode)new JsonObject { ["name"] = header.Key, ["value"] = header.Value })]);
            }

            part["body"] = Encoding.UTF8.GetString(response.Body);
            responses.Add((JsonNode)part);
        }

        return GraphResponse.Json(responses);
    }

    private static GraphResponse HandleOne(JsonElement call, Func<string, string, GraphParameters, GraphResponse> handle, string trace)
    {
        using var parameters = new GraphParameters();
        try
        {
            string method = Text(call, "method") ?? throw GraphErrors.Missing("method");
            string address = Text(call, "relative_url") ?? throw GraphErrors.Missing("relative_url");
            int query = address.IndexOf('?');
            Read(query < 0 ? string.Empty : address.Substring(query + 1), parameters);
            Read(Text(call, "body") ?? string.Empty, parameters);
            return handle(method, "/" + (query < 0 ? address : address.Substring(0, query)).TrimStart('/'), parameters);
        }
        catch (GraphErrorException exception)
        {
            return GraphResponse.FromError(exception.Error, trace);
        }
    }

    private static void Read(string form, GraphParameters parameters) =>
        FormEncoding.Read(Encoding.UTF8.GetBytes(form), (name, value) => parameters[name] = Encoding.UTF8.GetString(value.ToArray()));

    private static string? Text(JsonElement call, string name) =>
        call.ValueKind == JsonValueKind.Object && call.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
