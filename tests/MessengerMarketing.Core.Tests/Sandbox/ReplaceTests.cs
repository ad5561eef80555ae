using System;
using System.Linq;
using System.Security.Cryptography;
using System.Text;
using System.Threading.Tasks;
using MessengerMarketing.Sandbox;
using Xunit;

namespace MessengerMarketing.Tests.Sandbox;

/// <summary>Sources: Meta's guide to replacing the people of a customer file audience, and its reference of the custom audience node.</summary>
public sealed class ReplaceTests
{
    [Fact]
    public async Task The_first_batch_of_a_replacement_removes_the_earlier_people()
    {
        using var client = new SandboxClient();
        string audience = await client.CreateAudienceAsync();
        await client.PostAsync($"v26.0/{audience}/users", Body(1, 3, null));

        GraphReply first = await client.PostAsync($"v26.0/{audience}/usersreplace", Body(10, 2, (7, 1, false)));
        Assert.Equal($"{client.Server.AdAccountId} 7 2", $"{first.Json["account_id"]} {first.Json["session_id"]} {first.Json["num_received"]}");
        await client.PostAsync($"v26.0/{audience}/usersreplace", Body(20, 2, (7, 2, true)));

        SandboxAudience found = client.Server.Audiences.Single();
        Assert.Equal(4, found.PeopleCount);
        Assert.False(found.Contains("person1@example.com"));
        Assert.True(found.Contains("person10@example.com") && found.Contains("person21@example.com"));
    }

    [Fact]
    public async Task A_replacement_waits_for_another_one_and_needs_its_first_batch()
    {
        using var client = new SandboxClient();
        string audience = await client.CreateAudienceAsync();
        await client.PostAsync($"v26.0/{audience}/usersreplace", Body(1, 2, (7, 1, false)));

        GraphReply other = await client.PostAsync($"v26.0/{audience}/usersreplace", Body(1, 2, (8, 1, false)));
        Assert.Equal((2650, 1870145), (other.Code, other.Subcode));
        client.Server.ClockOffset = TimeSpan.FromMinutes(91);
        GraphReply late = await client.PostAsync($"v26.0/{audience}/usersreplace", Body(1, 2, (7, 2, true)));
        Assert.Equal((2650, 1870158), (late.Code, late.Subcode));
        GraphReply missing = await client.PostAsync($"v26.0/{audience}/usersreplace", Body(1, 2, (9, 2, true)));
        Assert.Equal((2650, 1870147), (missing.Code, missing.Subcode));
        Assert.Equal(100, (await client.PostAsync($"v26.0/{audience}/usersreplace", Body(1, 2, null))).Code);
    }

    [Fact]
    public async Task A_name_and_a_description_can_be_changed_unless_the_audience_is_restricted()
    {
        using var client = new SandboxClient();
        string audience = await client.CreateAudienceAsync();

        Assert.Equal("{\"success\":true}", (await client.PostAsync($"v26.0/{audience}", """{"name":"Autumn"}""")).Text);
        Assert.Equal("Autumn", (await client.GetAsync($"v26.0/{audience}?fields=name")).Json["name"]!.ToString());
        client.Server.Audiences.Single().OperationStatus = 471;
        GraphReply refused = await client.PostAsync($"v26.0/{audience}", """{"name":"Winter"}""");
        Assert.Equal((100, 1713228), (refused.Code, refused.Subcode));
    }

    private static string Body(int first, int count, (long Id, int Batch, bool IsLast)? session)
    {
        string rows = string.Join(",", Enumerable.Range(first, count).Select(static number => $"[\"{Hash(number)}\"]"));
        string part = session is { } given ? $",\"session\":{{\"session_id\":{given.Id},\"batch_seq\":{given.Batch},\"last_batch_flag\":{(given.IsLast ? "true" : "false")}}}" : "";
        return $"{{\"payload\":{{\"schema\":[\"EMAIL\"],\"data\":[{rows}]}}{part}}}";
    }

    private static string Hash(int number) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"person{number}@example.com")));
}
