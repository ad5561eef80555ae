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

    /// <summary>Reads the envelope out of a response's body.</summary>
    /// <param name="body">A whole JSON body.</param>
    /// <returns>Null when the body holds no envelope. Odd members are left out; nothing throws.</returns>
    public static GraphError? TryRead(JsonElement body)
    {
        if (body.Object("error") is { } error)
        {
            return FromEnvelope(error) with { RemainingTime = ReadRemainingTime(error) ?? ReadRemainingTime(body) };
        }

        if (body.String("error") is { } word)
        {
            // OAuth's own form, {"error":"invalid_request","error_description":"…"}.
            return new GraphError { Type = Checked(TypeForm, word), Message = Masked(body, "error_description") ?? SensitiveText.Mask(word) };
        }

        // The form of the older REST endpoints.
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

    /// <summary>Where the number stands is not documented: beside the code, in error_data, which may be JSON in a string, or beside the envelope.</summary>
    private static TimeSpan? ReadRemainingTime(JsonElement holder)
    {
        var seconds = holder.ShortInteger("remaining_seconds");
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
            // Other errors have plain words here.
            return null;
        }
    }

    private static string? Masked(JsonElement error, string name) =>
        error.String(name)?.Trim() is { Length: > 0 } text ? SensitiveText.Mask(text) : null;

    private static string? Checked(Regex form, string? text) => text is not null && form.IsMatch(text) ? text : null;
}
