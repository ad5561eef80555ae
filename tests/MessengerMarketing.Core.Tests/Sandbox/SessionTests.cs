using System;
using System.Linq;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using MessengerMarketing.Sandbox;
using Xunit;

namespace MessengerMarketing.Tests.Sandbox;

public class SessionTests
{
    [Theory]
    [InlineData("9223372036854775807")]
    [InlineData("\"9223372036854775807\"")]
    public async Task A_session_id_is_any_positive_64_bit_number_and_is_returned_as_a_string(string sessionId)
    {
        using var client = new SandboxClient();
        string id = await client.CreateAudienceAsync();

        GraphReply reply = await client.PostAsync($"v25.0/{id}/users", SandboxClient.Upload(3, session: $"{{\"session_id\":{sessionId},\"batch_seq\":1,\"last_batch_flag\":true,\"estimated_num_total\":3}}"));

        Assert.Contains("\"session_id\":\"9223372036854775807\"", reply.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_session_counts_its_received_rows()
    {
        using var client = new SandboxClient();
        string id = await client.CreateAudienceAsync();

        GraphReply first = await client.PostAsync($"v25.0/{id}/users", SandboxClient.Upload(3, 1, Session(5, 1)));
        GraphReply last = await client.PostAsync($"v25.0/{id}/users", SandboxClient.Upload(4, 4, Session(5, 2, last: true)));

        Assert.Equal(3, (int)first.Json["num_received"]!);
        Assert.Equal(7, (int)last.Json["num_received"]!);
    }

    [Fact]
    public async Task A_repeated_batch_of_a_closed_session_is_rejected_and_counts_once()
    {
        using var client = new SandboxClient();
        string id = await client.CreateAudienceAsync();
        string batch = SandboxClient.Upload(3, 1, Session(5, 1, last: true));
        await client.PostAsync($"v25.0/{id}/users", batch);

        GraphReply again = await client.PostAsync($"v25.0/{id}/users", batch);

        Assert.Equal((2650, 1870159), (again.Code, again.Subcode));
        Assert.Equal((3L, 1L), (client.Server.Audiences[0].RowsReceived, client.Server.Audiences[0].Batches));
    }

    [Fact]
    public async Task Batches_must_be_in_order_from_1()
    {
        using var client = new SandboxClient();
        string id = await client.CreateAudienceAsync();

        GraphReply notFirst = await client.PostAsync($"v25.0/{id}/users", SandboxClient.Upload(1, 1, Session(5, 2)));
        await client.PostAsync($"v25.0/{id}/users", SandboxClient.Upload(1, 1, Session(5, 1)));
        GraphReply repeated = await client.PostAsync($"v25.0/{id}/users", SandboxClient.Upload(1, 1, Session(5, 1)));
        GraphReply skipped = await client.PostAsync($"v25.0/{id}/users", SandboxClient.Upload(1, 2, Session(5, 3)));

        Assert.Equal((2650, 1870147), (notFirst.Code, notFirst.Subcode));
        Assert.Equal(100, repeated.Code);
        Assert.Equal(100, skipped.Code);
        Assert.Contains("expected 2", skipped.Message, StringComparison.Ordinal);
        Assert.Equal(1, client.Server.Audiences[0].RowsReceived);
    }

    [Fact]
    public async Task A_session_expires_after_90_minutes()
    {
        DateTimeOffset now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
        using var client = new SandboxClient(new SandboxOptions { Clock = () => now });
        string id = await client.CreateAudienceAsync();
        await client.PostAsync($"v25.0/{id}/users", SandboxClient.Upload(1, 1, Session(5, 1)));

        now = now.AddMinutes(89);
        GraphReply intime = await client.PostAsync($"v25.0/{id}/users", SandboxClient.Upload(1, 2, Session(5, 2)));
        now = now.AddMinutes(1);
        GraphReply late = await client.PostAsync($"v25.0/{id}/users", SandboxClient.Upload(1, 3, Session(5, 3)));

        Assert.Equal(2, (int)intime.Json["num_received"]!);
        Assert.Equal((2650, 1870158), (late.Code, late.Subcode));
        Assert.Equal(2, client.Server.Audiences[0].RowsReceived);
    }

    [Fact]
    public async Task A_session_id_belongs_to_one_audience_and_one_purpose()
    {
        using var client = new SandboxClient();
        string one = await client.CreateAudienceAsync("One");
        string two = await client.CreateAudienceAsync("Two");
        await client.PostAsync($"v25.0/{one}/users", SandboxClient.Upload(1, 1, Session(5, 1)));

        GraphReply elsewhere = await client.PostAsync($"v25.0/{two}/users", SandboxClient.Upload(1, 1, Session(5, 1)));
        GraphReply removal = await client.DeleteAsync($"v25.0/{one}/users", SandboxClient.Upload(1, 1, Session(5, 2)));

        Assert.Equal(100, elsewhere.Code);
        Assert.Equal(100, removal.Code);
    }

    [Theory]
    [InlineData("{\"session_id\":0,\"batch_seq\":1}")]
    [InlineData("{\"session_id\":-5,\"batch_seq\":1}")]
    [InlineData("{\"session_id\":9223372036854775808,\"batch_seq\":1}")]
    [InlineData("{\"session_id\":\"five\",\"batch_seq\":1}")]
    [InlineData("{\"session_id\":5,\"batch_seq\":0}")]
    [InlineData("{\"session_id\":5}")]
    [InlineData("{\"batch_seq\":1}")]
    [InlineData("[5]")]
    [InlineData("\"5\"")]
    public async Task An_invalid_session_gets_error_100(string session)
    {
        using var client = new SandboxClient();
        string id = await client.CreateAudienceAsync();

        GraphReply reply = await client.PostAsync($"v25.0/{id}/users", SandboxClient.Upload(1, 1, session));

        Assert.Equal(100, reply.Code);
        Assert.Contains("session", reply.Message, StringComparison.Ordinal);
        Assert.Equal(0, client.Server.Audiences[0].RowsReceived);
    }

    [Fact]
    public async Task Without_a_session_the_server_returns_the_same_id_for_each_call()
    {
        using var client = new SandboxClient();
        string id = await client.CreateAudienceAsync();

        GraphReply one = await client.PostAsync($"v25.0/{id}/users", SandboxClient.Upload(1));
        GraphReply two = await client.PostAsync($"v25.0/{id}/users", SandboxClient.Upload(2, 2));

        Assert.Matches("^[0-9]{19}$", (string)one.Json["session_id"]!);
        Assert.Equal((string?)one.Json["session_id"], (string?)two.Json["session_id"]);
        Assert.Equal(2, (int)two.Json["num_received"]!);
    }

    [Fact]
    public async Task A_session_can_be_read_with_its_counts_as_strings()
    {
        using var client = new SandboxClient(new SandboxOptions { MatchRate = 1 });
        string id = await client.CreateAudienceAsync();
        await client.PostAsync($"v25.0/{id}/users", SandboxClient.Upload(3, 1, Session(5, 1, last: true)));

        GraphReply known = await client.GetAsync($"v25.0/{id}/sessions?session_id=5&fields=session_id,num_received,num_invalid_entries");
        GraphReply stage = await client.GetAsync($"v25.0/{id}/sessions?session_id=5&fields=stage,progress,num_matched");
        GraphReply unknown = await client.GetAsync($"v25.0/{id}/sessions?session_id=6");

        Assert.Equal("[{\"session_id\":\"5\",\"num_received\":\"3\",\"num_invalid_entries\":\"0\"}]", known.Json["data"]!.ToJsonString());
        Assert.Equal("[{\"stage\":\"finished\",\"progress\":\"100\",\"num_matched\":\"3\"}]", stage.Json["data"]!.ToJsonString());
        Assert.Equal("{\"data\":[]}", unknown.Text);
    }

    [Fact]
    public async Task All_sessions_of_an_audience_are_listed_in_pages()
    {
        using var client = new SandboxClient();
        string id = await client.CreateAudienceAsync();
        for (int i = 1; i <= 3; i++)
        {
            await client.PostAsync($"v25.0/{id}/users", SandboxClient.Upload(1, i, Session(i, 1)));
        }

        GraphReply first = await client.GetAsync($"v25.0/{id}/sessions?limit=2");
        GraphReply second = await client.GetAsync((string)first.Json["paging"]!["next"]!);

        Assert.Equal(["3", "2"], first.Json["data"]!.AsArray().Select(static session => (string)session!["session_id"]!));
        Assert.Equal("uploading", (string?)Assert.Single(second.Json["data"]!.AsArray())!["stage"]);
    }

    [Fact]
    public async Task A_hundred_concurrent_sessions_lose_nothing()
    {
        using var client = new SandboxClient();
        string id = await client.CreateAudienceAsync();

        await Task.WhenAll(Enumerable.Range(0, 100).Select(i =>
            client.PostAsync($"v25.0/{id}/users", SandboxClient.Upload(100, (i * 100) + 1, Session(i + 1, 1, last: true)))));

        SandboxAudience audience = client.Server.Audiences[0];
        Assert.Equal((10_000, 10_000L, 100L), (audience.PeopleCount, audience.RowsReceived, audience.Batches));
    }

    private static string Session(long id, int batch, bool last = false) =>
        new JsonObject { ["session_id"] = id, ["batch_seq"] = batch, ["last_batch_flag"] = last }.ToJsonString();
}
