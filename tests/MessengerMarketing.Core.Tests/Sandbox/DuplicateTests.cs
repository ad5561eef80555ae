using System;
using System.Linq;
using System.Net;
using System.Threading.Tasks;
using MessengerMarketing.Sandbox;
using Xunit;

namespace MessengerMarketing.Tests.Sandbox;

/// <summary>Calls that are processed twice, as when a proxy repeats a request.</summary>
public class DuplicateTests
{
    [Fact]
    public async Task A_repeated_batch_of_a_session_counts_once_and_is_reported_as_finished()
    {
        using var client = new SandboxClient(new SandboxOptions { DuplicateEvery = 1 });
        string id = await client.CreateAudienceAsync();

        GraphReply reply = await client.PostAsync($"v25.0/{id}/users", SandboxClient.Upload(3, session: "{\"session_id\":7,\"batch_seq\":1,\"last_batch_flag\":true}"));

        Assert.Equal((2650, 1870159), (reply.Code, reply.Subcode));
        Assert.Equal((3L, 1L), (client.Server.Audiences[0].RowsReceived, client.Server.Audiences[0].Batches));
        Assert.Equal("processed twice", client.Server.Requests[^1].Fault);
    }

    [Fact]
    public async Task A_repeated_batch_of_an_open_session_is_out_of_order()
    {
        using var client = new SandboxClient(new SandboxOptions { DuplicateEvery = 1 });
        string id = await client.CreateAudienceAsync();

        GraphReply reply = await client.PostAsync($"v25.0/{id}/users", SandboxClient.Upload(3, session: "{\"session_id\":7,\"batch_seq\":1,\"last_batch_flag\":false}"));

        Assert.Equal(100, reply.Code);
        Assert.Contains("session[batch_seq] is 1, expected 2", reply.Message, StringComparison.Ordinal);
        Assert.Equal(3, client.Server.Audiences[0].RowsReceived);
    }

    [Theory]
    [InlineData("application/json")]
    [InlineData("application/x-www-form-urlencoded")]
    public async Task Without_a_session_the_rows_count_twice(string contentType)
    {
        using var client = new SandboxClient(new SandboxOptions { DuplicateEvery = 1 });
        string id = await client.CreateAudienceAsync();
        string payload = "{\"schema\":[\"EMAIL\"],\"data\":[[\"" + SandboxClient.Hash(1) + "\"],[\"" + SandboxClient.Hash(2) + "\"]]}";
        string body = contentType is "application/json" ? "{\"payload\":" + payload + "}" : "payload=" + Uri.EscapeDataString(payload);

        GraphReply reply = await client.SendAsync(System.Net.Http.HttpMethod.Post, $"v25.0/{id}/users", body, contentType);

        SandboxAudience audience = client.Server.Audiences[0];
        Assert.Equal(HttpStatusCode.OK, reply.Status);
        Assert.Equal((4L, 2, 2L), (audience.RowsReceived, audience.PeopleCount, audience.RowsRepeated));
        Assert.Equal([0, 2], audience.Uploads.Select(static upload => upload.RepeatedRows));
    }

    [Fact]
    public async Task Every_nth_upload_is_repeated_and_no_other_call()
    {
        using var client = new SandboxClient(new SandboxOptions { DuplicateEvery = 3 });
        string id = await client.CreateAudienceAsync();
        for (int i = 1; i <= 6; i++)
        {
            await client.PostAsync($"v25.0/{id}/users", SandboxClient.Upload(1, first: i));
            await client.GetAsync($"v25.0/{id}");
        }

        Assert.Equal([1L, 1, 2, 1, 1, 2], Enumerable.Range(1, 6).Select(i => (long)client.Server.Audiences[0].UploadsOf(SandboxClient.Hash(i)).Count));
        Assert.Single(client.Server.Audiences);
    }

    [Fact]
    public async Task A_repeated_removal_removes_the_same_people()
    {
        using var client = new SandboxClient(new SandboxOptions { DuplicateEvery = 2 });
        string id = await client.UploadAsync(3);

        GraphReply reply = await client.DeleteAsync($"v25.0/{id}/users", SandboxClient.Upload(2));

        Assert.Equal(HttpStatusCode.OK, reply.Status);
        Assert.Equal("processed twice", client.Server.Requests[^1].Fault);
        Assert.Equal((1, 1), (client.Server.Audiences[0].PeopleCount, client.Server.Audiences[0].Uploads.Count));
    }
}
