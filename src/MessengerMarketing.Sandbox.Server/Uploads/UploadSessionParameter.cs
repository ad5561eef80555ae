using System;
using System.Globalization;
using System.Text.Json;
using MessengerMarketing.Sandbox.Errors;

namespace MessengerMarketing.Sandbox.Uploads;

/// <summary>The <c>session</c> of an upload. Source: Meta's guide to customer file custom audiences.</summary>
/// <param name="Id">Positive 64-bit id, unique in the ad account. The JSON has a number or a string.</param>
/// <param name="BatchSequence">Number of the batch, from 1.</param>
/// <param name="IsLastBatch">Whether this is the last batch of the session.</param>
internal sealed record UploadSessionParameter(long Id, int BatchSequence, bool IsLastBatch)
{
    public static UploadSessionParameter Parse(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            JsonElement session = document.RootElement;
            if (session.ValueKind != JsonValueKind.Object)
            {
                throw GraphErrors.Invalid("Param session must be a JSON object");
            }

            return new UploadSessionParameter(
                Integer(session, "session_id", long.MaxValue),
                (int)Integer(session, "batch_seq", int.MaxValue),
                session.TryGetProperty("last_batch_flag", out JsonElement last) && IsTrue(last));
        }
        catch (JsonException)
        {
            throw GraphErrors.Invalid("Param session must be a JSON object");
        }
    }

    private static long Integer(JsonElement session, string member, long max)
    {
        if (!session.TryGetProperty(member, out JsonElement value))
        {
            throw GraphErrors.Missing($"session[{member}]");
        }

        string text = value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText();
        return long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long number) && number > 0 && number <= max
            ? number
            : throw GraphErrors.Invalid($"Param session[{member}] must be a positive integer");
    }

    private static bool IsTrue(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.String => string.Equals(value.GetString(), "true", StringComparison.OrdinalIgnoreCase) || string.Equals(value.GetString(), "1", StringComparison.Ordinal),
        JsonValueKind.Number => !string.Equals(value.GetRawText(), "0", StringComparison.Ordinal),
        _ => false,
    };
}
