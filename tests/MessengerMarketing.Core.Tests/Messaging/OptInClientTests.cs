using System;
using System.Diagnostics;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using MessengerMarketing.Graph;
using MessengerMarketing.Messaging;
using MessengerMarketing.Tests.Graph;
using Xunit;

namespace MessengerMarketing.Tests.Messaging;

public sealed class OptInClientTests
{
    private const string Psid = "7000800090001000";

    private static readonly OptInRequest Offer = new() { Title = "Weekly offers", ImageUrl = "https://www.example.com/o.png", Payload = "spring" };

    [Fact]
    public async Task The_body_is_that_of_the_seed_document_with_the_Page()
    {
        using var server = new ScriptedServer(Scripted.Ok("""{"recipient_id":"7000800090001000","message_id":"m_1"}"""));
        GraphClient client = Client(server);

        await new OptInClient(client).SendAsync(Psid, Offer with { TimeZone = "asia/ho_chi_minh" });

        Received request = Assert.Single(server.Requests);
        Assert.Equal("POST", request.Method);
        Assert.Equal("/v26.0/2000300040005000/messages", request.Path);
        Assert.Equal("Bearer EAAtestpagetoken00000001", request.Headers["Authorization"]);
        Assert.Equal(
            """{"recipient":{"id":"7000800090001000"},"page":"2000300040005000","message":{"attachment":{"type":"template","payload":{"template_type":"notification_messages","notification_messages_timezone":"Asia/Ho_Chi_Minh","title":"Weekly offers","image_url":"https://www.example.com/o.png","payload":"spring"}}}}""",
            request.Body);
    }

    [Fact]
    public async Task Every_member_of_the_template_is_sent_with_the_name_that_Meta_uses()
    {
        using var server = new ScriptedServer(Scripted.Ok("""{"recipient_id":"7000800090001000","message_id":"m_1"}"""));
        GraphClient client = Client(server);

        await new OptInClient(client).SendAsync(Psid, Offer with
        {
            ImageUrl = null,
            ImageAspectRatio = OptInImageAspectRatio.SQUARE,
            CallToAction = OptInCallToAction.SIGN_UP,
            Reoptin = true,
            Elements = [new OptInElement { Title = "News", ImageUrl = "https://www.example.com/n.png" }, new OptInElement { Title = "Sales", ImageUrl = "https://www.example.com/s.png", Payload = "sales" }],
        });

        using var body = JsonDocument.Parse(server.Requests[0].Body);
        JsonElement payload = body.RootElement.GetProperty("message").GetProperty("attachment").GetProperty("payload");
        Assert.Equal("SQUARE", payload.GetProperty("image_aspect_ratio").GetString());
        Assert.Equal("SIGN_UP", payload.GetProperty("notification_messages_cta_text").GetString());
        Assert.Equal("ENABLED", payload.GetProperty("notification_messages_reoptin").GetString());
        Assert.Equal(["spring", "sales"], payload.GetProperty("elements").EnumerateArray().Select(element => element.GetProperty("payload").GetString()));
        Assert.False(payload.TryGetProperty("image_url", out _));
    }

    [Fact]
    public async Task Without_a_title_and_payload_the_default_title_is_the_payload()
    {
        using var server = new ScriptedServer(Scripted.Ok("""{"recipient_id":"7000800090001000","message_id":"m_1"}"""));
        GraphClient client = Client(server);

        OptInRequestResult result = await new OptInClient(client).SendAsync(Psid, new OptInRequest { ImageUrl = "https://www.example.com/o.png" });

        Assert.Equal("Updates and promotions", result.Title);
        Assert.Contains("\"payload\":\"Updates and promotions\"", server.Requests[0].Body, StringComparison.Ordinal);
        Assert.DoesNotContain("\"title\"", server.Requests[0].Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"recipient":{"id":"7000800090001000","message_id":"m_1"}}""")]
    [InlineData("""{"recipient_id":"7000800090001000","message_id":"m_1"}""")]
    [InlineData("""{"recipient":{"id":7000800090001000},"message_id":"m_1"}""")]
    [InlineData("""{"recipient":"7000800090001000","message_id":"m_1"}""")]
    public async Task Every_known_shape_of_the_response_is_read(string answer)
    {
        using var server = new ScriptedServer(Scripted.Ok(answer));
        GraphClient client = Client(server);

        OptInRequestResult result = await new OptInClient(client).SendAsync(Psid, Offer);

        Assert.Equal("7000800090001000", result.Psid);
        Assert.Equal("m_1", result.MessageId);
        Assert.Equal("Weekly offers", result.Title);
        Assert.Equal(2026, result.Time.Year);
    }

    [Fact]
    public async Task The_text_of_a_result_identifies_nobody()
    {
        using var server = new ScriptedServer(Scripted.Ok("""{"recipient_id":"7000800090001000","message_id":"m_1"}"""));
        GraphClient client = Client(server);

        OptInRequestResult result = await new OptInClient(client).SendAsync(Psid, Offer);

        Assert.Equal("Opt-in request 'Weekly offers' at 2026-11-01 12:00:00Z", result.ToString());
    }

    [Fact]
    public async Task A_request_with_a_lost_response_is_not_sent_again()
    {
        using var server = new ScriptedServer(Scripted.Ok() with { Cut = true });
        GraphClient client = Client(server);

        GraphException problem = await Assert.ThrowsAsync<GraphException>(() => new OptInClient(client).SendAsync(Psid, Offer));

        Assert.Single(server.Requests);
        Assert.True(problem.RequestMayHaveArrived);
        Assert.Equal("MMNoAnswer", problem.ErrorId);
    }

    [Fact]
    public async Task A_rejection_does_not_repeat_the_person()
    {
        using var server = new ScriptedServer(Scripted.Error(551, 1545041, message: "Person 7000800090001000 is not available"));
        GraphClient client = Client(server);

        GraphException problem = await Assert.ThrowsAsync<GraphException>(() => new OptInClient(client).SendAsync(Psid, Offer));

        Assert.Equal("MMPersonUnavailable", problem.ErrorId);
        Assert.False(problem.RequestMayHaveArrived);
        Assert.DoesNotContain("7000800090001000", problem.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_Page_token_nothing_is_sent()
    {
        using var server = new ScriptedServer();
        var client = new GraphClient(server.Account(pageToken: null));

        GraphException problem = await Assert.ThrowsAsync<GraphException>(() => new OptInClient(client).SendAsync(Psid, Offer));

        Assert.Equal("MMPageTokenMissing", problem.ErrorId);
        Assert.Empty(server.Requests);
    }

    [Theory]
    [InlineData("")]
    [InlineData("abc")]
    [InlineData("123456789012345678901")]
    [InlineData("12 34")]
    public async Task An_invalid_Page_scoped_id_is_neither_sent_nor_repeated(string psid)
    {
        using var server = new ScriptedServer();
        GraphClient client = Client(server);

        ArgumentException problem = await Assert.ThrowsAsync<ArgumentException>(() => new OptInClient(client).SendAsync(psid, Offer));

        Assert.Equal("A Page-scoped ID (PSID) must be a number of at most 20 digits. (Parameter 'psid')", problem.Message);
        Assert.Empty(server.Requests);
    }

    [Fact]
    public async Task Requests_with_an_image_are_limited_to_ten_each_second()
    {
        using var server = new ScriptedServer(Scripted.Ok("""{"recipient_id":"7000800090001000","message_id":"m_1"}"""));
        GraphClient client = Client(server);
        var optIns = new OptInClient(client);
        var watch = Stopwatch.StartNew();

        await Task.WhenAll(Enumerable.Range(0, 21).Select(_ => optIns.SendAsync(Psid, Offer)));

        Assert.True(watch.Elapsed > TimeSpan.FromSeconds(1.5), $"21 requests took {watch.Elapsed.TotalSeconds:0.0} s.");
        Assert.Equal(21, server.Requests.Count);
    }

    private static GraphClient Client(ScriptedServer server) => new(server.Account(), new GraphClientOptions { TimeProvider = new InstantTime() });
}
