using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;

namespace MessengerMarketing.Graph;

/// <summary>A feature of the protocol that the Graph API no longer offers to new apps in any version.</summary>
internal enum RemovedFeature
{
    /// <summary>The parameter <c>ids</c>, which read several objects in one request.</summary>
    SeveralIds,

    /// <summary>The parameter <c>method</c>, which overrode the HTTP method.</summary>
    MethodOverride,

    /// <summary>The parameter <c>date_format</c>.</summary>
    DateFormat,

    /// <summary>Other names for fields: <c>name.as(title)</c>.</summary>
    FieldAlias,

    /// <summary>The parameter <c>callback</c>, which wrapped the response into a script.</summary>
    Jsonp,
}

/// <summary>
/// Finds removed features in a request. Source: Meta's developer blog of 2026-07-29 and 2026-11-04. Clients in production got an HTTP 500 for
/// <c>ids</c>, which looks temporary and is not.
/// </summary>
internal static class RemovedFeatures
{
    private const string Alias = ".as(";

    private static readonly Dictionary<string, RemovedFeature> Parameters = new(StringComparer.Ordinal)
    {
        ["ids"] = RemovedFeature.SeveralIds,
        ["method"] = RemovedFeature.MethodOverride,
        ["date_format"] = RemovedFeature.DateFormat,
        ["callback"] = RemovedFeature.Jsonp,
    };

    /// <summary>Finds a feature in the parameters of a request.</summary>
    /// <param name="query">Query parameters, not escaped.</param>
    /// <param name="json">The body; null for none. Anything but a JSON object has no parameters.</param>
    /// <returns>The first feature; null when there is none.</returns>
    public static RemovedFeature? Find(IEnumerable<KeyValuePair<string, string>> query, string? json) =>
        query.Concat(ReadBody(json)).Select(static parameter => Find(parameter.Key, parameter.Value)).FirstOrDefault(static feature => feature is not null);

    private static RemovedFeature? Find(string name, string value) =>
        Parameters.TryGetValue(name, out RemovedFeature feature) ? feature
        : name == "fields" && value.IndexOf(Alias, StringComparison.Ordinal) >= 0 ? RemovedFeature.FieldAlias
        : null;

    private static IEnumerable<KeyValuePair<string, string>> ReadBody(string? json)
    {
        try
        {
            JsonElement body = json is null ? default : JsonElement.Parse(json);
            return body.ValueKind == JsonValueKind.Object ? [.. body.EnumerateObject().Select(static member => new KeyValuePair<string, string>(member.Name, member.Value.ToString()))] : [];
        }
        catch (JsonException)
        {
            // If the body is not JSON, the Graph API reports it.
            return [];
        }
    }
}
