using System.Globalization;
using System.Text.Json;
using MessengerMarketing.Graph;
using Xunit;

namespace MessengerMarketing.Tests.Graph;

public sealed class TolerantJsonTests
{
    private const string HalfCharacter = "\"\\ud83d\"";

    [Theory]
    [InlineData("\"a\"", "a")]
    [InlineData("12345678901234567890", "12345678901234567890")]
    [InlineData("{\"id\":\"7\"}", null)]
    [InlineData("[\"a\"]", null)]
    [InlineData("false", null)]
    [InlineData("null", null)]
    [InlineData(HalfCharacter, null)]
    public void Text_is_a_string_or_the_digits_of_a_number(string json, string? expected) => Assert.Equal(expected, Parse(json).Text("m"));

    [Theory]
    [InlineData("{\"name\":\"x\",\"id\":\"7\"}", "7")]
    [InlineData("{\"id\":7}", "7")]
    [InlineData("\"8\"", "8")]
    [InlineData("{}", null)]
    public void An_edge_is_read_by_its_id(string json, string? expected) => Assert.Equal(expected, Parse(json).IdOrText("m"));

    [Theory]
    [InlineData("-1", -1L)]
    [InlineData("\"9223372036854775807\"", 9223372036854775807L)]
    [InlineData("1.5", null)]
    [InlineData("18446744073709551615", null)]
    [InlineData("\"x\"", null)]
    [InlineData("[1]", null)]
    [InlineData("true", null)]
    public void A_count_is_read_from_a_number_or_a_string(string json, long? expected) => Assert.Equal(expected, Parse(json).Integer("m"));

    [Theory]
    [InlineData("2147483647", 2147483647)]
    [InlineData("2147483648", null)]
    public void A_code_that_is_too_long_is_ignored(string json, int? expected) => Assert.Equal(expected, Parse(json).ShortInteger("m"));

    [Theory]
    [InlineData("1.5", 1.5)]
    [InlineData("\"1e2\"", 100.0)]
    [InlineData("\"NaN\"", null)]
    [InlineData("1e999", null)]
    public void A_number_is_finite(string json, double? expected) => Assert.Equal(expected, Parse(json).Number("m"));

    [Theory]
    [InlineData("true", true)]
    [InlineData("\"False\"", false)]
    [InlineData("1", null)]
    [InlineData("{}", null)]
    public void A_boolean_is_read_from_JSON_or_from_text(string json, bool? expected) => Assert.Equal(expected, Parse(json).Boolean("m"));

    [Theory]
    [InlineData("1700000000", "2023-11-14T22:13:20+00:00")]
    [InlineData("\"1700000000\"", "2023-11-14T22:13:20+00:00")]
    [InlineData("1700000000000", "2023-11-14T22:13:20+00:00")]
    [InlineData("\"2023-11-14T23:13:20+0100\"", "2023-11-14T22:13:20+00:00")]
    [InlineData("0", null)]
    [InlineData("999999999999999", null)]
    [InlineData("\"soon\"", null)]
    public void A_moment_is_read_from_Unix_time_or_ISO_text(string json, string? expected) =>
        Assert.Equal(expected, Parse(json).Time("m")?.ToString("yyyy-MM-ddTHH:mm:sszzz", CultureInfo.InvariantCulture));

    [Theory]
    [InlineData("[]")]
    [InlineData("\"m\"")]
    [InlineData("{\"\\ud83d\":1}")]
    public void A_missing_member_gives_null(string json)
    {
        var element = JsonElement.Parse(json);

        Assert.Null(element.Member("m"));
        Assert.Null(element.Text("m"));
        Assert.Null(element.Time("m"));
    }

    private static JsonElement Parse(string json) => JsonElement.Parse($"{{\"m\":{json}}}");
}
