using System;
using System.Net.Http;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using Xunit;

namespace MessengerMarketing.Tests.Sandbox;

/// <summary>The different formats of an upload.</summary>
public class UploadFormTests
{
    private const string A = "a379a6f6eeafb9a55e378c118034e2751e682fab9f2d30ab13d2125586ce1947";
    private const string B = "b379a6f6eeafb9a55e378c118034e2751e682fab9f2d30ab13d2125586ce1947";

    [Fact]
    public async Task The_members_of_a_payload_can_be_in_any_order()
    {
        using var client = new SandboxClient();
        string id = await client.CreateAudienceAsync();

        GraphReply reply = await client.PostAsync(
            $"v25.0/{id}/users",
            $"{{ \"payload\" : {{ \"data\" : [ [ \"{A}\" , \"{B}\" ] ] , \"is_raw\" : true , \"schema\" : [ \"PHONE\" , \"EMAIL\" ] }} }}");

        Assert.Equal(1, (int)reply.Json["num_received"]!);
        Assert.True(client.Server.Audiences[0].Contains(B));
    }

    [Fact]
    public async Task A_form_contains_payload_and_session_as_JSON()
    {
        using var client = new SandboxClient();
        string id = await client.CreateAudienceAsync();
        string form = "session=" + Uri.EscapeDataString("{\"session_id\":\"77\",\"batch_seq\":1,\"last_batch_flag\":true}")
            + "&payload=" + Uri.EscapeDataString($"{{\"schema\":[\"EMAIL\"],\"data\":[[\"{A}\"]]}}");

        GraphReply reply = await client.SendAsync(HttpMethod.Post, $"v25.0/{id}/users", form, "application/x-www-form-urlencoded");

        Assert.Equal("77", (string?)reply.Json["session_id"]);
        Assert.Equal(1, client.Server.Audiences[0].PeopleCount);
    }

    [Fact]
    public async Task A_multipart_form_of_curl_contains_the_payload()
    {
        using var client = new SandboxClient();
        string id = await client.CreateAudienceAsync();
        using var form = new MultipartFormDataContent { { new StringContent($"{{\"schema\":[\"EMAIL\"],\"data\":[[\"{A}\"]]}}"), "payload" } };
        using var request = new HttpRequestMessage(HttpMethod.Post, $"v25.0/{id}/users") { Content = form };

        GraphReply reply = await client.SendAsync(request);

        Assert.Equal(1, (int)reply.Json["num_received"]!);
    }

    [Fact]
    public async Task A_payload_that_is_JSON_in_a_string_is_the_same_payload()
    {
        using var client = new SandboxClient();
        string id = await client.CreateAudienceAsync();
        var body = new JsonObject { ["payload"] = $"{{\"schema\":[\"EMAIL\"],\"data\":[[\"{A}\"]]}}" };

        GraphReply reply = await client.PostAsync($"v25.0/{id}/users", body.ToJsonString());

        Assert.Equal(1, (int)reply.Json["num_received"]!);
    }
}
