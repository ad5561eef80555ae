using System;
using System.Net;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Threading.Tasks;
using MessengerMarketing.Sandbox;
using Xunit;

namespace MessengerMarketing.Tests.Sandbox;

public class CredentialTests
{
    // HMAC-SHA256 of "EAAtoken" (and of "EAAtoken|1700000000") with the key "0123456789abcdef", computed with `openssl dgst -sha256 -hmac`.
    private const string Proof = "3508961ed8673dc2bd6a0c23d8058680aa36f5bdd57ebe8eb95850229676d8d8";
    private const string TimedProof = "dcd38c036c5b276c46cb4dfed37c9787e1a368cf92b727c895e887ffcc209b6b";

    private static SandboxOptions Known(bool requireProof = false) => new()
    {
        AccessToken = "EAAtoken", AppSecret = "0123456789abcdef", RequireAppSecretProof = requireProof,
    };

    [Fact]
    public async Task A_call_without_a_token_gets_error_190_in_Metas_envelope()
    {
        using var client = new SandboxClient();
        client.Http.DefaultRequestHeaders.Authorization = null;

        GraphReply reply = await client.GetAsync("v25.0/me");

        Assert.Equal(HttpStatusCode.BadRequest, reply.Status);
        Assert.Equal(190, reply.Code);
        Assert.Equal("OAuthException", reply.Type);
        Assert.Equal(reply.Header("x-fb-trace-id"), (string?)reply.Json["error"]!["fbtrace_id"]);
        Assert.Equal("application/json; charset=UTF-8", reply.ContentType);
    }

    [Fact]
    public async Task A_wrong_token_gets_error_190_and_is_not_repeated_in_the_response()
    {
        using var client = new SandboxClient();
        client.Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", "EAAwrong");

        GraphReply reply = await client.GetAsync(client.Audiences);

        Assert.Equal(HttpStatusCode.Unauthorized, reply.Status);
        Assert.Equal(190, reply.Code);
        Assert.DoesNotContain("EAAwrong", reply.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("GET")]
    [InlineData("POST")]
    public async Task A_token_can_be_a_parameter_of_the_query_form_or_body(string method)
    {
        using var client = new SandboxClient(Known());
        string id = await client.CreateAudienceAsync();
        client.Http.DefaultRequestHeaders.Authorization = null;

        GraphReply reply = method == "GET"
            ? await client.GetAsync("v25.0/me?access_token=EAAtoken")
            : await client.SendAsync(HttpMethod.Post, $"v25.0/{id}/users", $"access_token=EAAtoken&payload={Uri.EscapeDataString("{\"schema\":[\"EMAIL\"],\"data\":[[\"" + SandboxClient.Hash(1) + "\"]]}")}", "application/x-www-form-urlencoded");
        GraphReply inJson = await client.PostAsync($"v25.0/{id}/users", SandboxClient.Upload(1)[..^1] + ",\"access_token\":\"EAAtoken\"}");

        Assert.Equal(HttpStatusCode.OK, reply.Status);
        Assert.Equal(HttpStatusCode.OK, inJson.Status);
    }

    [Fact]
    public async Task The_Page_token_gets_a_permission_error_for_audience_calls()
    {
        using var client = new SandboxClient();
        client.Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", client.Server.PageAccessToken);

        GraphReply reply = await client.GetAsync(client.Audiences);

        Assert.Equal(HttpStatusCode.Forbidden, reply.Status);
        Assert.Equal(200, reply.Code);
    }

    [Fact]
    public async Task The_Page_token_reads_the_Page_and_identifies_it()
    {
        using var client = new SandboxClient();
        client.Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", client.Server.PageAccessToken);

        GraphReply page = await client.GetAsync($"v25.0/{client.Server.PageId}?fields=id,name");
        GraphReply me = await client.GetAsync("v25.0/me");

        Assert.Equal(client.Server.PageId, (string?)page.Json["id"]);
        Assert.Equal("Sandbox Page", (string?)page.Json["name"]);
        Assert.Equal(client.Server.PageId, (string?)me.Json["id"]);
    }

    [Fact]
    public async Task A_correct_appsecret_proof_is_accepted_and_a_wrong_one_gets_error_100()
    {
        using var client = new SandboxClient(Known());

        GraphReply right = await client.GetAsync($"v25.0/me?appsecret_proof={Proof}");
        GraphReply timed = await client.GetAsync($"v25.0/me?appsecret_proof={TimedProof}&appsecret_time=1700000000");
        GraphReply wrong = await client.GetAsync($"v25.0/me?appsecret_proof={new string('0', 64)}");

        Assert.Equal(HttpStatusCode.OK, right.Status);
        Assert.Equal(HttpStatusCode.OK, timed.Status);
        Assert.Equal(HttpStatusCode.BadRequest, wrong.Status);
        Assert.Equal(100, wrong.Code);
        Assert.StartsWith("Invalid appsecret_proof", wrong.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_proof_in_the_body_is_detected_too()
    {
        using var client = new SandboxClient(Known());
        string id = await client.CreateAudienceAsync();

        GraphReply reply = await client.PostAsync($"v25.0/{id}/users", SandboxClient.Upload(1)[..^1] + ",\"appsecret_proof\":\"00\"}");

        Assert.Equal(100, reply.Code);
        Assert.Equal(0, client.Server.Audiences[0].PeopleCount);
    }

    [Fact]
    public async Task An_app_that_requires_the_proof_rejects_calls_without_it()
    {
        using var client = new SandboxClient(Known(requireProof: true));

        GraphReply without = await client.GetAsync("v25.0/me");
        GraphReply with = await client.GetAsync($"v25.0/me?appsecret_proof={Proof}");

        Assert.Equal(100, without.Code);
        Assert.Equal(HttpStatusCode.OK, with.Status);
    }
}
