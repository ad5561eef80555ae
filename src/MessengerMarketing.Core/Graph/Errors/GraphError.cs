using System;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace MessengerMarketing.Graph;

/// <summary>
/// The error envelope of the Graph API. Every text in it is masked (<see cref="SensitiveText"/>): Meta's messages can repeat tokens
/// and what was uploaded. Members an answer lacks are null.
/// </summary>
public sealed record GraphError
{
    private static readonly Regex TypeForm = new(@"\A[A-Za-z_]{1,64}\z", RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));
    private static readonly Regex TraceForm = new(@"\A[A-Za-z0-9_\-]{1,64}\z", RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));

    /// <summary>Meta's message to developers, masked.</summary>
    public string? Message { get; init; }

    /// <summary>Such as <c>OAuthException</c>.</summary>
    public string? Type { get; init; }

    /// <summary>Error code.</summary>
    public int? Code { get; init; }

    /// <summary>Error subcode.</summary>
    public int? Subcode { get; init; }

    /// <summary>Title for people, masked.</summary>
    public string? UserTitle { get; init; }

    /// <summary>Message for people, masked.</summary>
    public string? UserMessage { get; init; }

    /// <summary>What Meta's support asks for.</summary>
    public string? FbTraceId { get; init; }

    /// <summary>Meta's own word on whether the error passes by itself, when it gives one.</summary>
    public bool? IsTransient { get; init; }

    /// <summary>How long the answer asks to wait (<c>remaining_seconds</c>), as pacing errors of marketing messages do.</summary>
    public TimeSpan? RemainingTime { get; init; }

    /// <summary>Reads the envelope out of an answer's body.</summary>
    /// <param name="body">A whole JSON body.</param>
    /// <returns>Null when the body holds no envelope. Odd members are left out; nothing throws.</returns>
    public static GraphError? TryRead(JsonElement body)
    {
        try
        {
            return Read(body);
        }
        catch (InvalidOperationException)
        {
            // The escape of half a character is valid JSON and no valid text; JsonElement tells only when the text is asked for.
            return null;
        }
    }

    internal static string? CheckedTrace(string? trace) => Checked(TraceForm, trace);

    private static GraphError? Read(JsonElement body)
    {
        if (body.ValueKind != JsonValueKind.Object)
        {
            return null;
        }

        if (body.TryGetProperty("error", out var error))
        {
            return error.ValueKind switch
            {
                JsonValueKind.Object => FromEnvelope(error) with { RemainingTime = Remaining(error) ?? Remaining(body) },

                // OAuth's own form, {"error":"invalid_request","error_description":"…"}.
                JsonValueKind.String => new GraphError { Type = Checked(TypeForm, error.GetString()), Message = Masked(body, "error_description") ?? SensitiveText.Mask(error.GetString()) },
                _ => null,
            };
        }

        // The form of the older REST endpoints.
        return Number(body, "error_code") is { } code ? new GraphError { Code = code, Message = Masked(body, "error_msg") } : null;
    }

    private static GraphError FromEnvelope(JsonElement error) => new()
    {
        Message = Masked(error, "message"),
        Type = Checked(TypeForm, Text(error, "type")),
        Code = Number(error, "code"),
        Subcode = Number(error, "error_subcode"),
        UserTitle = Masked(error, "error_user_title"),
        UserMessage = Masked(error, "error_user_msg"),
        FbTraceId = CheckedTrace(Text(error, "fbtrace_id")),
        IsTransient = error.TryGetProperty("is_transient", out var transient) ? Truth(transient) : null,
    };

    /// <summary>Where the number stands is not documented: beside the code, in error_data, which may be JSON in a string, or beside the envelope.</summary>
    private static TimeSpan? Remaining(JsonElement holder)
    {
        if (Number(holder, "remaining_seconds") is { } seconds)
        {
            return seconds >= 0 ? TimeSpan.FromSeconds(seconds) : null;
        }

        if (!holder.TryGetProperty("error_data", out var data))
        {
            return null;
        }

        if (data.ValueKind == JsonValueKind.String)
        {
            try
            {
                data = JsonElement.Parse(data.GetString()!);
            }
            catch (JsonException)
            {
                // Other errors have plain words here.
                return null;
            }
        }

        return data.ValueKind == JsonValueKind.Object && Number(data, "remaining_seconds") is { } inner && inner >= 0 ? TimeSpan.FromSeconds(inner) : null;
    }

    private static bool? Truth(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.String when bool.TryParse(value.GetString(), out var truth) => truth,
        _ => null,
    };

    private static string? Masked(JsonElement error, string name) =>
        Text(error, name) is { } text && text.Trim().Length > 0 ? SensitiveText.Mask(text.Trim()) : null;

    private static string? Text(JsonElement error, string name) =>
        error.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static int? Number(JsonElement error, string name)
    {
        if (!error.TryGetProperty(name, out var value))
        {
            return null;
        }

        var text = value.ValueKind switch
        {
            JsonValueKind.Number => value.GetRawText(),
            JsonValueKind.String => value.GetString(),
            _ => null,
        };
        return int.TryParse(text, System.Globalization.NumberStyles.Integer, System.Globalization.CultureInfo.InvariantCulture, out var number) ? number : null;
    }

    private static string? Checked(Regex form, string? text) => text is not null && form.IsMatch(text) ? text : null;
}
