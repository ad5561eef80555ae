using System;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace MessengerMarketing.Graph;

/// <summary>
/// The error envelope of the Graph API. All texts are masked (<see cref="SensitiveText"/>), because Meta's messages can repeat tokens
/// and uploaded data. Members that the response lacks are null.
/// </summary>
public sealed record GraphError
{
    private static readonly Regex TypeForm = new(@"\A[A-Za-z_]{1,64}\z", RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));
    private static readonly Regex TraceForm = new(@"\A[A-Za-z0-9_\-]{1,64}\z", RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));

    /// <summary>Meta's message to developers, masked.</summary>
    public string? Message { get; init; }

    /// <summary>The error type, such as <c>OAuthException</c>.</summary>
    public string? Type { get; init; }

    /// <summary>Error code.</summary>
    public int? Code { get; init; }

    /// <summary>Error subcode.</summary>
    public int? Subcode { get; init; }

    /// <summary>Title for end users, masked.</summary>
    public string? UserTitle { get; init; }

    /// <summary>Message for end users, masked.</summary>
    public string? UserMessage { get; init; }

    /// <summary>Trace id that Meta's support asks for.</summary>
    public string? FbTraceId { get; init; }

    /// <summary>Whether Meta says that the error is temporary; null when it does not say.</summary>
    public bool? IsTransient { get; init; }

    /// <summary>Time to wait (<c>remaining_seconds</c>), which pacing errors of marketing messages contain.</summary>
    public TimeSpan? RemainingTime { get; init; }

    /// <summary>Reads the error envelope of a response body.</summary>
    /// <param name="body">The JSON body.</param>
    /// <returns>Null when the body has no envelope. Members of an unexpected type are left out; the method does not throw.</returns>
    public static GraphError? TryRead(JsonElement body)
    {
        if (body.Object("error") is { } error)
        {
            return FromEnvelope(error) with { RemainingTime = ReadRemainingTime(error) ?? ReadRemainingTime(body) };
        }

        if (body.String("error") is { } word)
        {
            // The OAuth format, {"error":"invalid_request","error_description":"…"}.
            return new GraphError { Type = Checked(TypeForm, word), Message = Masked(body, "error_description") ?? Masked(word) };
        }

        // The format of the older REST endpoints.
        return body.ShortInteger("error_code") is { } code ? new GraphError { Code = code, Message = Masked(body, "error_msg") } : null;
    }

    internal static string? CheckedTrace(string? trace) => Checked(TraceForm, trace);

    private static GraphError FromEnvelope(JsonElement error) => new()
    {
        Message = Masked(error, "message"),
        Type = Checked(TypeForm, error.String("type")),
        Code = error.ShortInteger("code"),
        Subcode = error.ShortInteger("error_subcode"),
        UserTitle = Masked(error, "error_user_title"),
        UserMessage = Masked(error, "error_user_msg"),
        FbTraceId = CheckedTrace(error.String("fbtrace_id")),
        IsTransient = error.Boolean("is_transient"),
    };

    /// <summary>The place of the number is not documented: next to the code, in error_data (which may be JSON in a string), or next to the envelope.</summary>
    private static TimeSpan? ReadRemainingTime(JsonElement holder)
    {
        int? seconds = holder.ShortInteger("remaining_seconds");
        if (seconds is null && ReadErrorData(holder) is { } data)
        {
            seconds = data.ShortInteger("remaining_seconds");
        }

        return seconds >= 0 ? TimeSpan.FromSeconds(seconds.Value) : null;
    }

    private static JsonElement? ReadErrorData(JsonElement holder)
    {
        if (holder.String("error_data") is not { } text)
        {
            return holder.Object("error_data");
        }

        try
        {
            return JsonElement.Parse(text);
        }
        catch (JsonException)
        {
            // Other errors have plain text here.
            return null;
        }
    }

    private static string? Masked(JsonElement error, string name) => Masked(error.String(name));

    /// <summary>Masks a text. Invisible characters are removed, and nothing may remain.</summary>
    private static string? Masked(string? text) => text is not null && SensitiveText.Mask(text).Trim() is { Length: > 0 } masked ? masked : null;

    private static string? Checked(Regex form, string? text) => text is not null && form.IsMatch(text) ? text : null;
}
