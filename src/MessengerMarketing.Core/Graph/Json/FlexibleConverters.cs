using System;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace MessengerMarketing.Graph;

/// <summary>
/// Reads an unsigned 64-bit number from a JSON number or a string of digits, as the Graph API answers ids above 2^53; anything else is
/// null. Writes a string.
/// </summary>
public sealed class FlexibleUInt64Converter : JsonConverter<ulong?>
{
    /// <inheritdoc/>
    public override ulong? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        ulong.TryParse(FlexibleJson.Text(ref reader), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, ulong? value, JsonSerializerOptions options)
    {
        if (value is { } number)
        {
            writer.WriteStringValue(number.ToString(CultureInfo.InvariantCulture));
        }
        else
        {
            writer.WriteNullValue();
        }
    }
}

/// <summary>Reads a signed 64-bit number from a JSON number or a string; anything else is null. Writes a number.</summary>
public sealed class FlexibleInt64Converter : JsonConverter<long?>
{
    /// <inheritdoc/>
    public override long? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        long.TryParse(FlexibleJson.Text(ref reader), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, long? value, JsonSerializerOptions options)
    {
        if (value is { } number)
        {
            writer.WriteNumberValue(number);
        }
        else
        {
            writer.WriteNullValue();
        }
    }
}

/// <summary>Reads a truth value from JSON's own or from text; anything else is null.</summary>
public sealed class FlexibleBooleanConverter : JsonConverter<bool?>
{
    /// <inheritdoc/>
    public override bool? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.TokenType switch
    {
        JsonTokenType.True => true,
        JsonTokenType.False => false,
        _ => bool.TryParse(FlexibleJson.Text(ref reader), out var truth) ? truth : null,
    };

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, bool? value, JsonSerializerOptions options)
    {
        if (value is { } truth)
        {
            writer.WriteBooleanValue(truth);
        }
        else
        {
            writer.WriteNullValue();
        }
    }
}

/// <summary>Reads text from a string, a number, or an object's <c>id</c>, as an edge is answered; anything else is null. Writes a string.</summary>
public sealed class FlexibleStringConverter : JsonConverter<string?>
{
    /// <inheritdoc/>
    public override string? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            return FlexibleJson.Text(ref reader);
        }

        var node = JsonElement.ParseValue(ref reader);
        return node.TryGetProperty("id", out var id)
            ? id.ValueKind switch
            {
                JsonValueKind.String => id.GetString(),
                JsonValueKind.Number => id.GetRawText(),
                _ => null,
            }
            : null;
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, string? value, JsonSerializerOptions options) => writer.WriteStringValue(value);
}

/// <summary>Reads a moment from Unix seconds, as number or string, or from ISO 8601 text; anything else is null. Writes Unix seconds.</summary>
public sealed class FlexibleTimeConverter : JsonConverter<DateTimeOffset?>
{
    private const long LatestUnixSecond = 253402300799;

    /// <inheritdoc/>
    public override DateTimeOffset? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var text = FlexibleJson.Text(ref reader);
        if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds))
        {
            // Zero is how the Graph API says "never".
            return seconds is > 0 and <= LatestUnixSecond ? DateTimeOffset.FromUnixTimeSeconds(seconds) : null;
        }

        return FlexibleJson.Moment(text);
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, DateTimeOffset? value, JsonSerializerOptions options) => FlexibleJson.Write(writer, value);
}

internal static class FlexibleJson
{
    /// <summary>The text of a string or a number. What is neither is stepped over and gives null.</summary>
    public static string? Text(ref Utf8JsonReader reader)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.String:
                return reader.GetString();
            case JsonTokenType.Number:
                return System.Text.Encoding.ASCII.GetString(reader.HasValueSequence ? System.Buffers.BuffersExtensions.ToArray(reader.ValueSequence) : reader.ValueSpan.ToArray());
            default:
                reader.Skip();
                return null;
        }
    }

    /// <summary>A moment in ISO 8601 text, UTC where it names no offset; null for anything else.</summary>
    public static DateTimeOffset? Moment(string? text)
        => DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var moment) ? moment : null;

    /// <summary>Writes a moment as Unix seconds.</summary>
    public static void Write(Utf8JsonWriter writer, DateTimeOffset? value)
    {
        if (value is { } moment)
        {
            writer.WriteNumberValue(moment.ToUnixTimeSeconds());
        }
        else
        {
            writer.WriteNullValue();
        }
    }
}
