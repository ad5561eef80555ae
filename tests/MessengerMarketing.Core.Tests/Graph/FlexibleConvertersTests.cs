using System;
using System.Text.Json;
using MessengerMarketing.Graph;
using Xunit;

namespace MessengerMarketing.Tests.Graph;

public sealed class FlexibleConvertersTests
{
    [Theory]
    [InlineData("5838262032086682185", 5838262032086682185UL)]
    [InlineData("\"18446744073709551615\"", 18446744073709551615UL)]
    [InlineData("-1", null)]
    [InlineData("1.5", null)]
    [InlineData("\"x\"", null)]
    [InlineData("null", null)]
    [InlineData("{\"a\":[1]}", null)]
    [InlineData("[1]", null)]
    [InlineData("true", null)]
    public void A_session_id_is_read_from_a_number_or_a_string(string json, ulong? expected) => Assert.Equal(expected, Read<ulong?>(json, new FlexibleUInt64Converter()));

    [Theory]
    [InlineData("-1", -1L)]
    [InlineData("\"1000\"", 1000L)]
    [InlineData("[]", null)]
    public void A_count_is_read_from_a_number_or_a_string(string json, long? expected) => Assert.Equal(expected, Read<long?>(json, new FlexibleInt64Converter()));

    [Theory]
    [InlineData("\"a\"", "a")]
    [InlineData("12345678901234567890", "12345678901234567890")]
    [InlineData("{\"name\":\"x\",\"id\":\"7\"}", "7")]
    [InlineData("{\"id\":7}", "7")]
    [InlineData("{}", null)]
    [InlineData("[\"a\"]", null)]
    [InlineData("false", null)]
    public void Text_is_read_from_a_string_a_number_or_an_object_with_an_id(string json, string? expected) => Assert.Equal(expected, Read<string?>(json, new FlexibleStringConverter()));

    [Theory]
    [InlineData("1700000000", "2023-11-14T22:13:20+00:00")]
    [InlineData("\"1700000000\"", "2023-11-14T22:13:20+00:00")]
    [InlineData("\"2023-11-14T23:13:20+0100\"", "2023-11-14T22:13:20+00:00")]
    [InlineData("0", null)]
    [InlineData("99999999999999", null)]
    [InlineData("\"soon\"", null)]
    public void A_moment_is_read_from_Unix_seconds_or_ISO_text(string json, string? expected) =>
        Assert.Equal(expected, Read<DateTimeOffset?>(json, new FlexibleTimeConverter())?.ToString("yyyy-MM-ddTHH:mm:sszzz", System.Globalization.CultureInfo.InvariantCulture));

    private static T? Read<T>(string json, System.Text.Json.Serialization.JsonConverter<T> converter)
    {
        // Twice over, so that a converter that stops in the middle of a value is found out.
        var reader = new Utf8JsonReader(System.Text.Encoding.UTF8.GetBytes($"[{json},{json}]"));
        reader.Read();
        reader.Read();
        var first = ReadValue(ref reader, converter);
        reader.Read();
        Assert.Equal(first, ReadValue(ref reader, converter));
        Assert.True(reader.Read());
        Assert.Equal(JsonTokenType.EndArray, reader.TokenType);
        return first;
    }

    private static T? ReadValue<T>(ref Utf8JsonReader reader, System.Text.Json.Serialization.JsonConverter<T> converter) =>
        reader.TokenType == JsonTokenType.Null ? default : converter.Read(ref reader, typeof(T), JsonSerializerOptions.Default);
}
