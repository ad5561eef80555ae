using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.Json;
using MessengerMarketing.Sandbox.Errors;
using MessengerMarketing.Sandbox.Uploads;

namespace MessengerMarketing.Sandbox.Http;

/// <summary>
/// The parameters of a call from the query, a form, a multipart form or JSON. As in the Graph API, an array or object can be JSON or a
/// string that contains JSON.
/// </summary>
internal sealed class GraphParameters : IDisposable
{
    // The last second of the year 9999.
    private const long LastSecond = 253_402_300_799;

    private readonly Dictionary<string, string> _values = new(StringComparer.Ordinal);

    /// <summary>The parsed payload of an upload; null when there is none.</summary>
    public UploadPayload? Payload { get; set; }

    /// <summary>A parameter as text: a string unchanged, and other values as JSON; null when it was not sent.</summary>
    public string? this[string name]
    {
        get => _values.TryGetValue(name, out string? value) ? value : null;
        set => _values[name] = value ?? throw new ArgumentNullException(nameof(value));
    }

    /// <summary>Returns a required, non-blank parameter.</summary>
    public string Required(string name) => this[name] is { } value && value.Trim().Length > 0 ? value : throw GraphErrors.Missing(name);

    /// <summary>Returns a required parameter that is a JSON object.</summary>
    public JsonElement RequiredObject(string name) => Json(name) is { ValueKind: JsonValueKind.Object } value
        ? value
        : throw GraphErrors.Invalid($"Param {name} must be a JSON object");

    /// <summary>Returns a required parameter that is a JSON array.</summary>
    public JsonElement RequiredArray(string name) => Json(name) is { ValueKind: JsonValueKind.Array } value
        ? value
        : throw GraphErrors.Invalid($"Param {name} must be an array");

    /// <summary>Returns a list, which is comma-separated or a JSON array; empty when it was not sent.</summary>
    public IReadOnlyList<string> List(string name)
    {
        if (this[name] is not { } text || text.Trim().Length == 0)
        {
            return [];
        }

        return text.TrimStart().StartsWith("[", StringComparison.Ordinal)
            ? [.. RequiredArray(name).EnumerateArray().Select(static item => item.ValueKind == JsonValueKind.String ? item.GetString()! : item.GetRawText())]
            : [.. text.Split(',').Select(static item => item.Trim()).Where(static item => item.Length > 0)];
    }

    /// <summary>Returns a Boolean: true, false, 1 or 0; null when it was not sent.</summary>
    public bool? Boolean(string name) => this[name]?.Trim().ToLowerInvariant() switch
    {
        null => null,
        "true" or "1" => true,
        "false" or "0" => false,
        _ => throw GraphErrors.Invalid($"Param {name} must be a boolean"),
    };

    /// <summary>Returns a time: Unix time in seconds, or ISO 8601; null when it was not sent.</summary>
    public DateTimeOffset? Time(string name)
    {
        if (this[name] is not { } text)
        {
            return null;
        }

        if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long seconds) && seconds <= LastSecond)
        {
            return DateTimeOffset.FromUnixTimeSeconds(seconds);
        }

        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset time)
            ? time.ToUniversalTime()
            : throw GraphErrors.Invalid($"Param {name} must be a Unix timestamp or a date");
    }

    public void Dispose() => Payload?.Dispose();

    private JsonElement Json(string name)
    {
        try
        {
            using var document = JsonDocument.Parse(Required(name));
            return document.RootElement.Clone();
        }
        catch (JsonException)
        {
            throw GraphErrors.Invalid($"Param {name} is not valid JSON");
        }
    }
}
