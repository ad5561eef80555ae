using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using MessengerMarketing.Graph;
using MessengerMarketing.Sandbox;
using MessengerMarketing.Tests.Graph;
using MessengerMarketing.Tests.Sandbox;
using MessengerMarketing.Uploads;
using MessengerMarketing.Webhooks.Uploads;
using Xunit;

namespace MessengerMarketing.Tests.Webhooks;

/// <summary>The member names are those of the CustomAudienceSession of Meta's SDKs; their values are strings there.</summary>
public sealed class SessionMatchesTests
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(20, 20)]
    [InlineData(21, 1)]
    [InlineData(520, 2)]
    public async Task The_matches_of_each_session_are_read_in_few_calls(int sessions, int calls)
    {
        using var client = new SandboxClient(new SandboxOptions { MatchRate = 1 });
        string audience = await client.CreateAudienceAsync();
        for (int i = 1; i <= sessions; i++)
        {
            await client.PostAsync($"v26.0/{audience}/users", $$$"""{"payload":{"schema":["EMAIL"],"data":[["{{{SandboxClient.Hash(i)}}}"]]},"session":{"session_id":{{{i}}},"batch_seq":1,"last_batch_flag":true}}""");
        }

        using GraphContext context = CreateContext(client.Server);
        var graph = new GraphClient(context);
        long before = client.Server.RequestCount;
        IReadOnlyDictionary<string, SessionMatches> found = await SessionMatches.ReadAsync(
            graph, audience, [.. Enumerable.Range(1, sessions).Select(static id => id.ToString(CultureInfo.InvariantCulture))], CancellationToken.None);

        Assert.Equal(sessions, found.Count);
        Assert.All(found.Values, static matches => Assert.Equal(new SessionMatches(1, "finished", "100"), matches));
        Assert.Equal(calls, client.Server.RequestCount - before);
    }

    [Fact]
    public async Task A_status_from_the_audience_has_the_matches_of_its_session()
    {
        using var client = new SandboxClient(new SandboxOptions { MatchRate = 1 });
        string audience = await client.CreateAudienceAsync();
        await client.PostAsync($"v26.0/{audience}/users", $$$"""{"payload":{"schema":["EMAIL"],"data":[["{{{SandboxClient.Hash(1)}}}"],["{{{SandboxClient.Hash(2)}}}"]]},"session":{"session_id":77,"batch_seq":1,"last_batch_flag":true}}""");
        using GraphContext context = CreateContext(client.Server);

        AudienceUploadStatus[] statuses = await WaitAsync(context, Receipt(audience, "77"), Receipt(audience, null));

        Assert.Equal([("Succeeded", (long?)2, "finished", "100"), ("Succeeded", null, null, null)], statuses.Select(static status => (status.Status, status.Matched, status.Stage, status.Progress)));
    }

    [Theory]
    [InlineData("""{"data":[]}""")]
    [InlineData("""{"data":[{"session_id":"77"}]}""")]
    [InlineData("""{"data":[{"session_id":"77","num_matched":"soon"}]}""")]
    [InlineData("<html></html>")]
    public async Task A_batch_has_its_status_if_its_session_has_no_data(string answer)
    {
        using var server = new ScriptedServer(request => request.Path.EndsWith("/sessions", StringComparison.Ordinal)
            ? Scripted.Ok(answer)
            : Scripted.Ok("""{"id":"5","operation_status":{"code":200},"approximate_count_lower_bound":100,"approximate_count_upper_bound":200}"""));
        using GraphContext context = server.Account();

        AudienceUploadStatus status = Assert.Single(await WaitAsync(context, Receipt("5", "77")));

        Assert.Equal(("Succeeded", null, (long?)100), (status.Status, status.Matched, status.LowerBound));
    }

    [Fact]
    public async Task Unreadable_sessions_do_not_end_the_wait()
    {
        using var server = new ScriptedServer(static request => request.Path.EndsWith("/sessions", StringComparison.Ordinal)
            ? Scripted.Error(100)
            : Scripted.Ok("""{"id":"5","operation_status":{"code":200}}"""));
        using GraphContext context = server.Account();

        Assert.Equal("Succeeded", Assert.Single(await WaitAsync(context, Receipt("5", "77"))).Status);
    }

    private static async Task<AudienceUploadStatus[]> WaitAsync(GraphContext context, params BatchReceipt[] receipts)
    {
        var client = new GraphClient(context, new GraphClientOptions { MaxRetries = 0 });
        using var waiter = UploadStatusWaiter.FromAudience(client, TimeSpan.FromMilliseconds(50), TimeSpan.FromSeconds(30), CancellationToken.None);
        Array.ForEach(receipts, waiter.Add);
        waiter.Complete();
        var statuses = new List<AudienceUploadStatus>();
        await foreach (UploadStatusUpdate update in waiter.Updates.ReadAllAsync())
        {
            statuses.Add(update.Status!);
        }

        return [.. statuses];
    }

    private static GraphContext CreateContext(SandboxServer server) => new(Secret.From(server.AccessToken), server.AdAccountId, server.PageId, baseUri: server.BaseUri);

    private static BatchReceipt Receipt(string audience, string? session) => new()
    {
        AudienceId = audience,
        RunId = Guid.Empty,
        Batch = 1,
        FirstRow = 1,
        LastRow = 2,
        Rows = 2,
        Rejected = 0,
        SessionId = session,
        Status = nameof(BatchStatus.Accepted),
    };
}
