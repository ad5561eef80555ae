using System.Text.Json;
using MessengerMarketing.Text;
using Xunit;

namespace MessengerMarketing.Tests.Text;

public sealed class SafeJsonTests
{
    [Theory]
    [InlineData("""{"data":[],"paging":{"next":"https://x/me?access_token=EAAB&limit=1"}}""", """{"data":[],"paging":{"next":"https://x/me?limit=1"}}""")]
    [InlineData("""{"name":"a\u001b[31m\u202Eb"}""", """{"name":"a�[31mb"}""")]
    [InlineData("""{"a\u001bb":{"n":12026272250461151,"d":1.50,"t":true,"z":null}}""", """{"a�b":{"n":12026272250461151,"d":1.50,"t":true,"z":null}}""")]
    [InlineData("""["\ud83d","\\ud83d\u001b","\ud83d\ude00\u001b","\ude00"]""", """["�","\\ud83d�","\uD83D\uDE00�","�"]""")]
    [InlineData("""{"text":"one\ntwo\u0007"}""", """{"text":"one\ntwo�"}""")]
    public void Control_characters_and_credentials_are_removed(string json, string expected) =>
        Assert.Equal(expected, SafeJson.Clean(JsonElement.Parse(json)).GetRawText());

    [Fact]
    public void Harmless_json_stays_unchanged()
    {
        const string Json = """{ "id" : "1", "note": "\u00e9 \/ ok" }""";
        Assert.Equal(Json, SafeJson.Clean(JsonElement.Parse(Json)).GetRawText());
    }
}
