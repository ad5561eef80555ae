using System.Net;
using System.Threading.Tasks;
using MessengerMarketing.Sandbox;
using Xunit;

namespace MessengerMarketing.Tests.Sandbox;

/// <summary>Removal of people from all audiences of the ad account.</summary>
public sealed class AnyAudienceTests
{
    [Fact]
    public async Task People_are_removed_from_all_audiences_and_keep_their_subscriptions()
    {
        using var client = new SandboxClient(new SandboxOptions { MatchRate = 1 });
        await client.UploadAsync(120);
        await client.UploadAsync(150);

        GraphReply reply = await client.DeleteAsync($"v26.0/act_{client.Server.AdAccountId}/usersofanyaudience", SandboxClient.Upload(3));

        Assert.Equal(HttpStatusCode.OK, reply.Status);
        Assert.Equal((3, 0), ((int)reply.Json["num_received"]!, (int)reply.Json["num_invalid_entries"]!));
        Assert.All(client.Server.Audiences, audience => Assert.False(audience.Contains(SandboxClient.Hash(3))));
        Assert.Equal([147, 117], [client.Server.Audiences[0].PeopleCount, client.Server.Audiences[1].PeopleCount]);
    }

    [Fact]
    public async Task They_are_removed_from_a_restricted_audience_too()
    {
        using var client = new SandboxClient();
        await client.UploadAsync(3);
        client.Server.Audiences[0].OperationStatus = 471;

        await client.DeleteAsync($"v26.0/act_{client.Server.AdAccountId}/usersofanyaudience", SandboxClient.Upload(2));

        Assert.Equal(1, client.Server.Audiences[0].PeopleCount);
    }

    [Fact]
    public async Task Nothing_is_removed_before_the_terms_are_accepted()
    {
        using var client = new SandboxClient(new SandboxOptions { CustomAudienceTermsAccepted = false });

        GraphReply reply = await client.DeleteAsync($"v26.0/act_{client.Server.AdAccountId}/usersofanyaudience", SandboxClient.Upload(1));

        Assert.Equal((200, 1870090), (reply.Code, reply.Subcode));
    }

    [Fact]
    public async Task A_call_without_people_gets_error_100()
    {
        using var client = new SandboxClient();

        Assert.Equal(100, (await client.DeleteAsync($"v26.0/act_{client.Server.AdAccountId}/usersofanyaudience")).Code);
    }
}
