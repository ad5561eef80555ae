using System;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using MessengerMarketing.Sandbox;
using Xunit;

namespace MessengerMarketing.Tests.Sandbox.Browser;

/// <summary>Tests the console over HTTP.</summary>
public sealed class ConsoleSiteTests : IDisposable
{
    private readonly SandboxServer _server = SandboxServer.Start();
    private readonly HttpClient _http = new();

    public void Dispose()
    {
        _http.Dispose();
        _server.Dispose();
    }

    [Fact]
    public async Task A_browser_gets_a_page_that_can_load_nothing_else()
    {
        using HttpResponseMessage answer = await SendAsync(HttpMethod.Get, "", request => request.Headers.Accept.ParseAdd("text/html"));

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        string policy = Assert.Single(answer.Headers.GetValues("Content-Security-Policy"));
        Assert.StartsWith("default-src 'none';", policy, StringComparison.Ordinal);
        string page = await answer.Content.ReadAsStringAsync();
        Assert.StartsWith("<!DOCTYPE html>", page, StringComparison.Ordinal);
        Assert.DoesNotContain("{nonce}", page, StringComparison.Ordinal);
        Assert.DoesNotContain("http://", page, StringComparison.Ordinal);
        Assert.DoesNotContain("https://", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_script_gets_a_response_of_the_Graph_API()
    {
        using HttpResponseMessage answer = await SendAsync(HttpMethod.Get, "", static request => request.Headers.Accept.ParseAdd("application/json"));

        Assert.Equal("application/json", answer.Content.Headers.ContentType!.MediaType);
        Assert.Equal(1, _server.RequestCount);
    }

    [Fact]
    public async Task Viewing_the_page_is_not_a_call()
    {
        _server.FailNext(SandboxFault.GraphError(2));

        using HttpResponseMessage answer = await SendAsync(HttpMethod.Get, "console/state.json", static _ => { });

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal((0, 1), (_server.RequestCount, _server.PendingFaults.Count));
    }

    [Theory]
    [InlineData("sandbox.example.com")]
    [InlineData("192.0.2.1:8080")]
    [InlineData("127.0.0.1.example.com")]
    public async Task A_name_that_is_not_loopback_is_refused(string host)
    {
        using HttpResponseMessage answer = await SendAsync(HttpMethod.Get, "console/state.json", request => request.Headers.Host = host);

        Assert.Equal(HttpStatusCode.MisdirectedRequest, answer.StatusCode);
    }

    [Fact]
    public async Task Another_site_cannot_act_through_the_browser()
    {
        using HttpResponseMessage answer = await SendAsync(HttpMethod.Post, "console/messages", static request => request.Content = Json("""{"text":"Hello"}"""));

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.Equal("[]", (await StateAsync()).GetProperty("customers").GetRawText());
    }

    [Theory]
    [InlineData("messages", "", "not JSON")]
    [InlineData("messages", "{}", "1 to 2,000 characters")]
    [InlineData("messages", """{"text":"   "}""", "1 to 2,000 characters")]
    [InlineData("messages", """{"text":"Hello","psid":"somebody"}""", "digits")]
    [InlineData("answers", """{"psid":"1"}""", "must include the customer and the title")]
    [InlineData("answers", """{"psid":"1","title":"Weekly offers"}""", "no matching opt-in request")]
    [InlineData("answers", "[1]", "must include the customer and the title")]
    public async Task An_impossible_action_is_reported(string where, string body, string expected)
    {
        using HttpResponseMessage answer = await ActAsync(where, body);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains(expected, await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_conversation_can_be_completed()
    {
        (await ActAsync("messages", """{"text":"Hello"}""")).Dispose();
        JsonElement customer = (await StateAsync()).GetProperty("customers")[0];
        string psid = customer.GetProperty("psid").GetString()!;
        Assert.Equal("Hello", customer.GetProperty("lines")[0].GetProperty("text").GetString());

        await AskAsync(_server, psid, "Weekly offers");
        JsonElement asked = (await StateAsync()).GetProperty("customers")[0].GetProperty("lines")[1];
        Assert.Equal(("Weekly offers", "Pending"), (asked.GetProperty("title").GetString(), asked.GetProperty("answer").GetString()));

        (await ActAsync("answers", JsonSerializer.Serialize(new { psid, title = "Weekly offers", approve = true }))).Dispose();
        Assert.Equal("Approved", (await StateAsync()).GetProperty("customers")[0].GetProperty("lines")[1].GetProperty("answer").GetString());
    }

    [Fact]
    public async Task The_last_writer_is_first_and_keeps_the_number()
    {
        string first = _server.SendMessage("Hello").Psid;
        string second = _server.SendMessage("Hello").Psid;
        Assert.Equal([(second, 2), (first, 1)], await NumbersAsync());

        _server.SendMessage("Hello again", first);

        Assert.Equal([(first, 1), (second, 2)], await NumbersAsync());

        async Task<(string?, int)[]> NumbersAsync() =>
            [.. (await StateAsync()).GetProperty("customers").EnumerateArray().Select(static each => (each.GetProperty("psid").GetString(), each.GetProperty("number").GetInt32()))];
    }

    [Fact]
    public async Task The_events_of_each_door_are_counted()
    {
        string psid = _server.OpenLink("spring").Psid;
        _server.OpenLink("summer", psid);
        _server.OpenAd("autumn");
        _server.OpenAd("winter", "Hello");
        _server.TapButton("PRICES", psid);
        _server.React(psid);
        _server.Comment("quux");
        _server.VisitorPost("quux");
        _server.SendMessage("Hello");

        JsonElement[] doors = [.. (await StateAsync()).GetProperty("doors").EnumerateArray()];

        Assert.Equal(
            ["Ad 2 winter", "Link 2 summer", "Button 1 ", "Comment 1 ", "Message 1 ", "Reaction 1 ", "VisitorPost 1 "],
            doors.Select(static door => $"{door.GetProperty("door")} {door.GetProperty("events")} {door.GetProperty("ref")}"));
    }

    [Theory]
    [InlineData(1.0, 0.0, 1.0, 1.0, "Spring: 3 sent, 3 delivered, 3 read, 3 clicked, 0 failed")]
    [InlineData(0.0, 1.0, 0.0, 0.0, "Spring: 3 sent, 0 delivered, 0 read, 0 clicked, 3 failed")]
    [InlineData(0.0, 0.0, 0.0, 0.0, "Spring: 3 sent, 0 delivered, 0 read, 0 clicked, 0 failed")]
    public async Task The_results_of_messages_are_counted_by_campaign(double delivered, double failed, double read, double clicked, string expected)
    {
        using var client = new SandboxClient(new SandboxOptions
        {
            MessageRates = new SandboxMessageRates { Delivered = delivered, Failed = failed, Read = read, Clicked = clicked },
        });
        await MessageOutcomeTests.SendAsync(client, 3);

        var state = JsonElement.Parse(await client.Http.GetByteArrayAsync(new Uri("console/state.json", UriKind.Relative)));

        JsonElement counts = Assert.Single(state.GetProperty("messages").EnumerateArray());
        Assert.Equal(expected, $"{counts.GetProperty("campaign")}: {counts.GetProperty("sent")} sent, {counts.GetProperty("delivered")} delivered, {counts.GetProperty("read")} read, {counts.GetProperty("clicked")} clicked, {counts.GetProperty("failed")} failed");
    }

    [Fact]
    public async Task No_response_contains_a_secret()
    {
        (await ActAsync("messages", """{"text":"Hello"}""")).Dispose();

        string state = (await StateAsync()).GetRawText();

        Assert.All([_server.AccessToken, _server.PageAccessToken, _server.AppSecret], secret => Assert.DoesNotContain(secret, state, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(null, "Get updates")]
    [InlineData("ALLOW", "Allow messages")]
    [InlineData("GET", "Get messages")]
    [InlineData("GET_UPDATES", "Get updates")]
    [InlineData("OPT_IN", "Opt in to messages")]
    [InlineData("SIGN_UP", "Sign up for messages")]
    public async Task A_card_has_the_words_of_its_call_to_action(string? callToAction, string expected)
    {
        string psid = _server.SendMessage("Hello").Psid;

        await AskAsync(_server, psid, "Weekly offers", callToAction);

        JsonElement card = (await StateAsync()).GetProperty("customers")[0].GetProperty("lines")[1];
        Assert.Equal((expected, 1), (card.GetProperty("button").GetString(), card.GetProperty("images").GetInt32()));
    }

    [Fact]
    public async Task Each_of_several_cards_has_an_image()
    {
        string psid = _server.SendMessage("Hello").Psid;

        await AskAsync(_server, psid, "Weekly offers", null, images: 3);

        Assert.Equal(3, (await StateAsync()).GetProperty("customers")[0].GetProperty("lines")[1].GetProperty("images").GetInt32());
    }

    /// <summary>Sends an opt-in request as the Page does.</summary>
    internal static async Task AskAsync(SandboxServer server, string psid, string title, string? callToAction = null, int images = 1)
    {
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(server.BaseUri, $"{server.ApiVersion}/{server.PageId}/messages"));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", server.PageAccessToken);
        var template = new JsonObject { ["template_type"] = "notification_messages", ["title"] = title, ["image_url"] = "https://example.com/o.png", ["payload"] = "spring" };
        if (callToAction is not null)
        {
            template["notification_messages_cta_text"] = callToAction;
        }

        if (images > 1)
        {
            template["elements"] = new JsonArray([.. Enumerable.Range(1, images).Select(static _ => new JsonObject { ["title"] = "Card", ["image_url"] = "https://example.com/o.png", ["payload"] = "spring" })]);
        }

        request.Content = Json(new JsonObject
        {
            ["recipient"] = new JsonObject { ["id"] = psid },
            ["message"] = new JsonObject { ["attachment"] = new JsonObject { ["type"] = "template", ["payload"] = template } },
        }.ToJsonString());
        using HttpResponseMessage answer = await http.SendAsync(request);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    private static StringContent Json(string text) => new(text, Encoding.UTF8, "application/json");

    private Task<HttpResponseMessage> ActAsync(string where, string body) => SendAsync(HttpMethod.Post, $"console/{where}", request =>
    {
        request.Headers.Add("X-Sandbox-Console", "1");
        request.Content = Json(body);
    });

    private async Task<JsonElement> StateAsync()
    {
        using HttpResponseMessage answer = await SendAsync(HttpMethod.Get, "console/state.json", static _ => { });
        return JsonElement.Parse(await answer.Content.ReadAsByteArrayAsync());
    }

    private async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, Action<HttpRequestMessage> prepare)
    {
        using var request = new HttpRequestMessage(method, new Uri(_server.BaseUri, path));
        prepare(request);
        return await _http.SendAsync(request);
    }
}
