using System;
using System.Threading;
using System.Threading.Tasks;
using MessengerMarketing.Graph;
using MessengerMarketing.Tests.Graph;
using MessengerMarketing.Uploads;
using Xunit;

namespace MessengerMarketing.Tests.Uploads;

/// <summary>A page of a proxy or a filter under HTTP 200 is no proof that anybody was added or removed.</summary>
public sealed class UnexpectedAnswerTests
{
    private const string AudienceId = "23850000000000001";

    private static readonly Guid Run = new("0f8fad5b-d9cb-469f-a165-70867728950e");

    public static TheoryData<string> Answers =>
    [
        "null", "true", "{}", "[]", "\"blocked by policy\"", "<html>blocked</html>", """{"success":false}""", """{"success":true}""",
        """{"num_received":0}""", """{"num_received":null}""", """{"num_received":-1}""", """{"num_received":"many"}""",
        """{"audience_id":"23850000000000002","num_received":10}""", """{"success":false,"num_received":10}""", """{"data":[]}""",
    ];

    [Theory]
    [MemberData(nameof(Answers))]
    public async Task A_response_without_a_count_of_received_rows_leaves_the_batch_unknown(string answer)
    {
        foreach (UploadAction action in new[] { UploadAction.Add, UploadAction.Remove })
        {
            UploadRun run = await UploadAsync(answer, """{"data":[]}""", action);

            Assert.Equal(BatchStatus.Unknown, Assert.Single(run.Receipts).StatusValue);
            Assert.Equal("MMUnexpectedAnswer", Assert.IsType<GraphException>(run.Stopped).ErrorId);
            Assert.Equal(0, run.Tally.RowsAccepted);
        }
    }

    [Theory]
    [MemberData(nameof(Answers))]
    public async Task The_session_settles_a_batch_with_such_a_response(string answer)
    {
        long sessionId = UploadSession.DeriveId(Run, batch: 1);
        UploadRun run = await UploadAsync(answer, $$"""{"data":[{"session_id":"{{sessionId}}","num_received":"10","num_invalid_entries":"1"}]}""", UploadAction.Add);

        Assert.Null(run.Stopped);
        BatchReceipt receipt = Assert.Single(run.Receipts);
        Assert.Equal((BatchStatus.Accepted, 10L, 1L), (receipt.StatusValue, receipt.Received, receipt.Invalid));
    }

    [Theory]
    [InlineData("""{"num_received":10}""", 0)]
    [InlineData("""{"num_received":"7","num_invalid_entries":0}""", 3)]
    [InlineData("""{"audience_id":"23850000000000001","session_id":"12","num_received":10,"num_invalid_entries":0,"invalid_entry_samples":{}}""", 0)]
    public async Task A_response_with_a_count_of_received_rows_is_accepted(string answer, int missing)
    {
        UploadRun run = await UploadAsync(answer, """{"data":[]}""", UploadAction.Add);

        Assert.Equal(BatchStatus.Accepted, Assert.Single(run.Receipts).StatusValue);
        Assert.Equal(missing, run.Tally.NotReceived);
    }

    [Fact]
    public async Task An_unreachable_server_leaves_the_batch_unsent_and_an_error_response_rejects_it()
    {
        Uri nobody;
        using (var server = new ScriptedServer())
        {
            nobody = server.BaseUri;
        }

        using var context = new GraphContext(Secret.From("EAAtesttokenforproof0001"), "1", "2", baseUri: nobody);
        BatchReceipt unsent = Assert.Single((await UploadAsync(context, UploadAction.Add)).Receipts);
        Assert.Equal((BatchStatus.NotSent, null, null), (unsent.StatusValue, unsent.SessionId, unsent.SentAt));

        using var refusing = new ScriptedServer(Scripted.Error(100));
        using GraphContext refused = refusing.Account();
        Assert.Equal(BatchStatus.Rejected, Assert.Single((await UploadAsync(refused, UploadAction.Add)).Receipts).StatusValue);
    }

    private static async Task<UploadRun> UploadAsync(string answer, string sessions, UploadAction action)
    {
        using var server = new ScriptedServer(received => received.Path.EndsWith("/sessions", StringComparison.Ordinal) ? Scripted.Ok(sessions) : Scripted.Ok(answer));
        using GraphContext context = server.Account();
        return await UploadAsync(context, action);
    }

    private static async Task<UploadRun> UploadAsync(GraphContext context, UploadAction action)
    {
        var client = new GraphClient(context, new GraphClientOptions { TimeProvider = new InstantTime(), MaxRetries = 1 });
        var options = new UploadOptions { RunId = Run };
        return await UploadRun.ToEndAsync(new AudienceUsersSender(client, AudienceId, action, options), People.Blocks(10, 10), options, cancellationToken: CancellationToken.None);
    }
}
