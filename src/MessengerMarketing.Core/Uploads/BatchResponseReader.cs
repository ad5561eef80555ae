using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.Json;
using MessengerMarketing.Graph;

namespace MessengerMarketing.Uploads;

/// <summary>Reads the response to a batch in all documented and recorded formats: with or without <c>session_id</c>, as a string or a number; samples as an
/// empty object, a map, an array of strings or an array of maps; with or without <c>subscription_info.messenger</c>. Members with another format are ignored,
/// because the batch was received nevertheless.</summary>
internal static class BatchResponseReader
{
    /// <summary>Checks that a response belongs to a batch: it contains the number of rows received, at least one, and no other audience.</summary>
    /// <returns>The problem, without values of the response, or null.</returns>
    public static string? FindProblem(JsonElement body, string audienceId)
    {
        if (ResponseShape.DeniesSuccess(body) is { } denied)
        {
            return denied;
        }

        return Number(body, "num_received") switch
        {
            null => "the response has no num_received",
            0 => "the response reports that no rows were received",
            _ => Text(Member(body, "audience_id")) is { } id && id != audienceId && GraphId.IsId(id) ? "the response is for another audience" : null,
        };
    }

    public static BatchResponse Read(JsonElement response)
    {
        JsonElement messenger = Member(Member(response, "subscription_info"), "messenger");
        return new BatchResponse
        {
            Received = Number(response, "num_received"),
            Invalid = Number(response, "num_invalid_entries"),
            InvalidEntries = [.. Samples(Member(response, "invalid_entry_samples"))],
            SubscribersReceived = Number(messenger, "num_subscribers_received"),
            SubscribersInvalid = Number(messenger, "num_subscribers_invalid_entries"),
            SessionId = Text(Member(response, "session_id")),
        };
    }

    /// <summary>Finds a session in the response to <c>GET /&lt;AUDIENCE&gt;/sessions</c>. Returns null if the server has received nothing in it.</summary>
    public static BatchResponse? FindSession(JsonElement response, long sessionId)
    {
        string id = sessionId.ToString(CultureInfo.InvariantCulture);
        JsonElement data = Member(response, "data");
        if (data.ValueKind != JsonValueKind.Array)
        {
            return null;
        }

        return data.EnumerateArray()
            .Where(session => Text(Member(session, "session_id")) == id)
            .Select(Read)
            .FirstOrDefault(session => session.Received > 0);
    }

    private static IEnumerable<KeyValuePair<string, string>> Samples(JsonElement samples) => samples.ValueKind switch
    {
        JsonValueKind.Object => samples.EnumerateObject().Select(entry => Sample(OrNothing(() => entry.Name), Text(entry.Value))),
        JsonValueKind.Array => samples.EnumerateArray().SelectMany(entry => entry.ValueKind switch
        {
            JsonValueKind.String => [Sample(Text(entry), null)],
            JsonValueKind.Array => [Sample(entry.GetRawText(), null)],
            _ => Samples(entry),
        }),
        _ => [],
    };

    private static KeyValuePair<string, string> Sample(string? row, string? reason) => new(row ?? string.Empty, reason ?? string.Empty);

    private static JsonElement Member(JsonElement parent, string name)
        => parent.ValueKind == JsonValueKind.Object ? OrNothing(() => parent.TryGetProperty(name, out JsonElement member) ? member : default) : default;

    /// <summary>Reads a count. Impossible counts are ignored, so that sums never overflow.</summary>
    private static long? Number(JsonElement parent, string name)
        => int.TryParse(Text(Member(parent, name)), NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : null;

    /// <summary>Reads a string, or the digits of a number, because IDs exceed the precision of a double.</summary>
    private static string? Text(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => OrNothing(value.GetString),
        JsonValueKind.Number => value.GetRawText(),
        _ => null,
    };

    private static T? OrNothing<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (InvalidOperationException)
        {
            // An escaped lone surrogate is valid JSON, but not valid text. JsonElement detects this only when the text is read.
            return default;
        }
    }
}
