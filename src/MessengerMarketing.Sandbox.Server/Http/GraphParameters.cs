using System;
using System.Collections.Generic;
using MessengerMarketing.Sandbox.Errors;
using MessengerMarketing.Sandbox.Uploads;

namespace MessengerMarketing.Sandbox.Http;

/// <summary>
/// The parameters of a call, whichever way they came: query, form, multipart form or JSON. As for the Graph API, an
/// array or object is the same parameter whether it is written as JSON or as a string that holds JSON.
/// </summary>
internal sealed class GraphParameters : IDisposable
{
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

    public void Dispose() => Payload?.Dispose();
}
