using System;
using System.Collections.Generic;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using MessengerMarketing.Text;

namespace MessengerMarketing.Graph;

/// <summary>A successful response of the Graph API.</summary>
public sealed class GraphResponse
{
    internal GraphResponse(int statusCode, ReadOnlyMemory<byte> utf8Body, JsonElement body, string operation)
    {
        StatusCode = statusCode;
        Utf8Body = utf8Body;
        Body = body;
        Operation = operation;
    }

    /// <summary>HTTP status, 200 to 299.</summary>
    public int StatusCode { get; }

    /// <summary>The body, without credentials in its URLs and without control characters (<see cref="SafeJson"/>). It needs no disposal.</summary>
    public JsonElement Body { get; }

    /// <summary>The body as received, in UTF-8, decompressed.</summary>
    internal ReadOnlyMemory<byte> Utf8Body { get; }

    /// <summary>Rate limit usage from the headers; null for a response that was created with <see cref="FromJson"/>.</summary>
    public UsageReport? Usage { get; init; }

    /// <summary>Trace id that Meta's support asks for; null when the response has none.</summary>
    public string? TraceId { get; init; }

    /// <summary>Warnings from headers, such as X-Ad-Api-Version-Warning; masked.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    internal string Operation { get; }

    /// <summary>Creates a response that replaces a lost one, for <see cref="GraphRequest.FindLostResponse"/>.</summary>
    /// <param name="json">The body that the lost response would have had.</param>
    /// <exception cref="JsonException">The text is not JSON.</exception>
    public static GraphResponse FromJson(string json)
    {
        byte[] utf8 = Encoding.UTF8.GetBytes(json);
        return new GraphResponse(200, utf8, JsonElement.Parse(utf8), "settled");
    }

    /// <summary>Deserializes the body.</summary>
    /// <exception cref="GraphException">The body has another format; kind <see cref="GraphErrorKind.UnexpectedAnswer"/>.</exception>
    public T Deserialize<T>(JsonTypeInfo<T> typeInfo) => Deserialize(Body, typeInfo);

    internal T Deserialize<T>(JsonElement element, JsonTypeInfo<T> typeInfo)
    {
        try
        {
            return SafeJson.ToSingleLines(element).Deserialize(typeInfo) ?? throw Unexpected("the response is null, but an object was expected");
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // The inner exception is left out on purpose: its path can repeat member names, and some responses use rows as names.
            throw Unexpected("the response does not have the documented format");
        }
    }

    /// <summary>Creates the exception for a successful response that lacks required content. The request may have been carried out.</summary>
    internal GraphException Unexpected(string summary) => new(UnexpectedFailure(summary), Operation, 1, requestMayHaveArrived: true, inner: null);

    internal GraphFailure UnexpectedFailure(string summary) => new()
    {
        Kind = GraphErrorKind.UnexpectedAnswer,
        Summary = summary,
        StatusCode = StatusCode,
        TraceId = TraceId,
        Usage = Usage,
        MayHaveArrived = true,
    };
}
