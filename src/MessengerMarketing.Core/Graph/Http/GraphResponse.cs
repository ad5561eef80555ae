using System;
using System.Collections.Generic;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using MessengerMarketing.Text;

namespace MessengerMarketing.Graph;

/// <summary>A successful answer of the Graph API.</summary>
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

    /// <summary>The body, without credentials in its URLs and without control characters (<see cref="SafeJson"/>). It stays valid as long as anyone holds it.</summary>
    public JsonElement Body { get; }

    /// <summary>The body as it came, UTF-8, decompressed.</summary>
    internal ReadOnlyMemory<byte> Utf8Body { get; }

    /// <summary>The rate limits as the answer told them; null for an answer that was made up from other knowledge.</summary>
    public UsageReport? Usage { get; init; }

    /// <summary>What Meta's support asks for, when the answer told one.</summary>
    public string? TraceId { get; init; }

    /// <summary>Warnings that came in headers, such as X-Ad-Api-Version-Warning; masked.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    internal string Operation { get; }

    /// <summary>An answer made up from other knowledge, for <see cref="GraphRequest.Settle"/>.</summary>
    /// <param name="json">The body, as the lost answer would have been.</param>
    /// <exception cref="JsonException">The text is not JSON.</exception>
    public static GraphResponse FromJson(string json)
    {
        var utf8 = Encoding.UTF8.GetBytes(json);
        return new GraphResponse(200, utf8, JsonElement.Parse(utf8), "settled");
    }

    /// <summary>Reads the body as a record.</summary>
    /// <exception cref="GraphException">The body has another shape; kind <see cref="GraphErrorKind.UnexpectedAnswer"/>.</exception>
    public T Deserialize<T>(JsonTypeInfo<T> typeInfo) => Deserialize(Body, typeInfo);

    internal T Deserialize<T>(JsonElement element, JsonTypeInfo<T> typeInfo)
    {
        try
        {
            return SafeJson.ToSingleLines(element).Deserialize(typeInfo) ?? throw Unexpected("the answer is null where an object was expected");
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // The exception is left behind on purpose: its path can repeat member names, and some answers use rows as names.
            throw Unexpected("the answer has not the documented shape");
        }
    }

    /// <summary>The exception for a response that says success and lacks what success has. The request may have been carried out.</summary>
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
