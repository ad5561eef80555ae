using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.Json;
using MessengerMarketing.Sandbox.Errors;
using MessengerMarketing.Sandbox.Uploads;

namespace MessengerMarketing.Sandbox.Http;

/// <summary>
/// The parameters of a call, whichever way they came: query, form, multipart form or JSON. As for the Graph API, an
/// array or object is the same parameter whether it is written as JSON or as a string that holds JSON.
/// </summary>
internal sealed class GraphParameters : IDisposable
{
    // The last second of the year 9999.
    private const long LastSecond = 253_402_300_799;

    private readonly Dictionary<string, string> _values = new(StringComparer.Ordinal);

    /// <summary>The payload of an upload, read already; null when there is none.</summary>
    public UploadPayload? Payload { get; set; }

    /// <summary>The parameter as text: a string as it is, anything else as its JSON. Null when it was not sent.</summary>
    public string? this[string name]
    {
        get => _values.TryGetValue(name, out string? value) ? value : null;
        set => _values[name] = value ?? throw new ArgumentNullException(nameof(value));
    }

    /// <summary>A parameter that must be there and say something.</summary>
    public string Required(string name) => this[name] is { } value && value.Trim().Length > 0 ? value : throw GraphErrors.Missing(name);

    /// <summary>A parameter that must be there and hold a JSON object.</summary>
    public JsonElement RequiredObject(string name) => Json(name) is { ValueKind: JsonValueKind.Object } value
        ? value
        : throw GraphErrors.Invalid($"Param {name} must be a JSON object");

    /// <summary>A parameter that must be there and hold a JSON array.</summary>
    public JsonElement RequiredArray(string name) => Json(name) is { ValueKind: JsonValueKind.Array } value
        ? value
        : throw GraphErrors.Invalid($"Param {name} must be an array");

    /// <summary>A list: comma-separated, or a JSON array. Empty when it was not sent.</summary>
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

    /// <summary>A switch: true, false, 1 or 0. Null when it was not sent.</summary>
    public bool? Boolean(string name) => this[name]?.Trim().ToLowerInvariant() switch
    {
        null => null,
        "true" or "1" => true,
        "false" or "0" => false,
        _ => throw GraphErrors.Invalid($"Param {name} must be a boolean"),
    };

    /// <summary>A moment: Unix time in seconds, or a date and time as ISO 8601 has it. Null when it was not sent.</summary>
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
