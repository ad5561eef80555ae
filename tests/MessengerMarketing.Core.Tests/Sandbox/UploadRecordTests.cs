using System;
using System.Linq;
using System.Threading.Tasks;
using MessengerMarketing.Sandbox;
using MessengerMarketing.Sandbox.State;
using Xunit;

namespace MessengerMarketing.Tests.Sandbox;

/// <summary>The records of a sandbox about accepted rows: which rows, how often, and from which session and batch.</summary>
public class UploadRecordTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Each_upload_is_recorded_with_its_session_and_number()
    {
        using var client = new SandboxClient(new SandboxOptions { Clock = static () => Noon });
        string id = await client.CreateAudienceAsync();
        await client.PostAsync($"v25.0/{id}/users", SandboxClient.Upload(3, 1, "{\"session_id\":9,\"batch_seq\":1}"));
        await client.PostAsync($"v25.0/{id}/users", SandboxClient.Upload(2, 4, "{\"session_id\":9,\"batch_seq\":2,\"last_batch_flag\":true}"));
        await client.PostAsync($"v25.0/{id}/users", "{\"payload\":{\"schema\":[\"EMAIL\"],\"data\":[[\"" + SandboxClient.Hash(6) + "\"],[\"plain\"]]}}");
        await client.DeleteAsync($"v25.0/{id}/users", SandboxClient.Upload(1));

        SandboxAudience audience = client.Server.Audiences[0];

        Assert.Equal(
            [new SandboxBatch(9, 1, 3, 0, 0, Noon), new SandboxBatch(9, 2, 2, 0, 0, Noon), new SandboxBatch(null, null, 2, 1, 0, Noon)],
            audience.Uploads.Select(static upload => upload with { Keys = [] }));
        Assert.Equal((7L, 1L, 0L, 3L), (audience.RowsReceived, audience.RowsInvalid, audience.RowsRepeated, audience.Batches));
    }

    [Fact]
    public async Task A_row_is_found_in_every_upload_that_contained_it()
    {
        using var client = new SandboxClient();
        string id = await client.CreateAudienceAsync();
        await client.PostAsync($"v25.0/{id}/users", SandboxClient.Upload(5, 1, Session(1)));
        await client.PostAsync($"v25.0/{id}/users", SandboxClient.Upload(5, 4, Session(2)));
        string twice = "{\"payload\":{\"schema\":[\"EMAIL\"],\"data\":[[\"" + SandboxClient.Hash(8) + "\"],[\"" + SandboxClient.Hash(8) + "\"]]},\"session\":" + Session(3) + "}";
        await client.PostAsync($"v25.0/{id}/users", twice);

        SandboxAudience audience = client.Server.Audiences[0];
        long?[] SessionsOf(int number) => [.. audience.UploadsOf(SandboxClient.Hash(number)).Select(static upload => upload.SessionId)];

        Assert.Equal([1L], SessionsOf(1));
        Assert.Equal([1L, 2L], SessionsOf(4));
        Assert.Equal([1L, 2L], SessionsOf(5));
        Assert.Equal([2L], SessionsOf(6));
        Assert.Equal([2L, 3L, 3L], SessionsOf(8));
        Assert.Empty(SessionsOf(9));
        Assert.Equal(4, audience.RowsRepeated);
        Assert.Equal([0, 2, 2], audience.Uploads.Select(static upload => upload.RepeatedRows));
    }

    [Fact]
    public async Task A_rejected_batch_is_not_recorded()
    {
        using var client = new SandboxClient();
        string id = await client.CreateAudienceAsync();
        await client.PostAsync($"v25.0/{id}/users", SandboxClient.Upload(3, 1, Session(1)));
        await client.PostAsync($"v25.0/{id}/users", SandboxClient.Upload(3, 1, Session(1)));

        Assert.Single(client.Server.Audiences[0].UploadsOf(SandboxClient.Hash(2)));
        Assert.Equal(0, client.Server.Audiences[0].RowsRepeated);
    }

    [Fact]
    public void Two_million_rows_and_their_repetition_need_a_few_hundred_entries()
    {
        var rows = new RowLedger();
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int batch = 0; batch < 400; batch++)
        {
            int first = batch % 200 * 10_000;
            for (int person = first; person < first + 10_000; person++)
            {
                rows.Note(person, isRepeated: batch >= 200);
            }

            rows.Close(new SandboxBatch(batch, 1, 10_000, 0, 0, Noon));
        }

        long cost = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.Equal(2_000_000, rows.Repeated);
        Assert.Equal([7L, 207L], rows.GetUploads(70_000).Select(static upload => upload.SessionId!.Value));
        Assert.InRange(cost, 1, 200_000);
    }

    private static string Session(int id) => $"{{\"session_id\":{id},\"batch_seq\":1,\"last_batch_flag\":true}}";
}
