using System.Threading.Tasks;
using MessengerMarketing.Sandbox;
using Xunit;

namespace MessengerMarketing.Tests.Sandbox;

public class RemovalTests
{
    private const string Email = "e190a5b5d2b9a5d6b1f7a5c8e4d9b2a1f0c3e6d7b8a9c0d1e2f3a4b5c6d7e8f9";
    private const string Phone = "e96e0a1b2c3d4e5f60718293a4b5c6d7e8f9e96e0a1b2c3d4e5f60718293a4b5";

    [Theory]
    [InlineData("EMAIL", Email)]
    [InlineData("PHONE", Phone)]
    [InlineData("EXTERN_ID", "crm-17")]
    public async Task A_person_is_removed_by_any_uploaded_identifier(string key, string value)
    {
        using var client = new SandboxClient(new SandboxOptions { MatchRate = 1 });
        string id = await Uploaded(client);

        GraphReply reply = await client.DeleteAsync($"v25.0/{id}/users", Payload(key, value));

        Assert.Equal((1, 0), ((int)reply.Json["num_received"]!, (int)reply.Json["num_invalid_entries"]!));
        Assert.Equal(id, (string?)reply.Json["audience_id"]);
        Assert.NotNull(reply.Json["session_id"]);
        Assert.NotNull(reply.Header("x-ad-account-usage"));
        SandboxAudience audience = client.Server.Audiences[0];
        Assert.Equal((0, 0), (audience.PeopleCount, audience.MatchedCount));
        Assert.False(audience.Contains(Email));
        Assert.Equal(1, audience.RowsReceived);
    }

    [Fact]
    public async Task Removing_an_unknown_person_is_accepted_and_changes_nothing()
    {
        using var client = new SandboxClient();
        string id = await Uploaded(client);

        GraphReply reply = await client.DeleteAsync($"v25.0/{id}/users", Payload("EMAIL", new string('0', 64)));

        Assert.Equal(1, (int)reply.Json["num_received"]!);
        Assert.Equal(1, client.Server.Audiences[0].PeopleCount);
    }

    [Fact]
    public async Task A_removed_person_can_be_added_again()
    {
        using var client = new SandboxClient();
        string id = await Uploaded(client);
        await client.DeleteAsync($"v25.0/{id}/users", Payload("EMAIL", Email));

        await client.PostAsync($"v25.0/{id}/users", Payload("PHONE", Phone));

        Assert.Equal(1, client.Server.Audiences[0].PeopleCount);
    }

    [Fact]
    public async Task A_removal_without_a_body_gets_error_100()
    {
        using var client = new SandboxClient();
        string id = await Uploaded(client);

        GraphReply reply = await client.DeleteAsync($"v25.0/{id}/users");

        Assert.Equal(100, reply.Code);
        Assert.Equal(1, client.Server.Audiences[0].PeopleCount);
    }

    private static async Task<string> Uploaded(SandboxClient client)
    {
        string id = await client.CreateAudienceAsync();
        await client.PostAsync(
            $"v25.0/{id}/users", $"{{\"payload\":{{\"schema\":[\"EMAIL\",\"PHONE\",\"EXTERN_ID\"],\"data\":[[\"{Email}\",\"{Phone}\",\"crm-17\"]]}}}}");
        Assert.Equal(1, client.Server.Audiences[0].PeopleCount);
        return id;
    }

    private static string Payload(string key, string value) => $"{{\"payload\":{{\"schema\":[\"{key}\"],\"data\":[[\"{value}\"]]}}}}";
}
