using System.IO;
using System.Threading;
using System.Threading.Tasks;
using MessengerMarketing.Customers;
using MessengerMarketing.Customers.Batches;
using MessengerMarketing.Customers.Columns;
using MessengerMarketing.Customers.Rows;
using MessengerMarketing.Erasure;
using MessengerMarketing.Graph;
using MessengerMarketing.Tests.Graph;
using Xunit;

namespace MessengerMarketing.Tests.Erasure;

/// <summary>What is sent for a person, and which responses count.</summary>
public sealed class PersonEraserTests
{
    // printf ann@example.com | sha256sum; printf 14155550123 | sha256sum
    private const string Email = "71d4f55f72fa128dfb468a1a3901507c804b74316488744d769d7f4b16696476";
    private const string Phone = "413ba75461ab5f99d36820e561ea97e2bd80f9cb586f7ecea6cf4c496518950a";

    [Fact]
    public async Task A_person_is_removed_from_all_audiences_with_an_upload_payload_and_unsubscribed_with_hashes()
    {
        using var server = new ScriptedServer(Scripted.Ok("""{"num_received":1,"num_invalid_entries":0}"""), Scripted.Ok("""{"invalid_rows_count":0}"""));

        ErasureResult result = await EraseAsync(server);

        Assert.Equal(("DELETE", "/v26.0/act_1000200030004000/usersofanyaudience"), (server.Requests[0].Method, server.Requests[0].Path));
        Assert.Equal($$$"""{"payload":{"schema":["EMAIL","PHONE"],"data":[["{{{Email}}}","{{{Phone}}}"]]}}""", server.Requests[0].Body);
        Assert.Equal("/v26.0/2000300040005000/messaging_customer_base/unsubscribe", server.Requests[1].Path);
        Assert.Equal($$"""{"data":[{"phone":"{{Phone}}","email":"{{Email}}"}]}""", server.Requests[1].Body);
        Assert.True(result.Receipt.IsComplete);
        Assert.Equal(("Accepted", "Accepted"), (result.Receipt.AudienceStatus, result.Receipt.SubscriptionStatus));
    }

    [Theory]
    [InlineData("""{"num_received":1}""", true)]
    [InlineData("""{"num_received":"1","num_invalid_entries":0}""", true)]
    [InlineData("""{"success":true}""", true)]
    [InlineData("""{"num_received":1,"success":false}""", false)]
    [InlineData("""{"num_received":0}""", false)]
    [InlineData("""{"id":"1"}""", false)]
    [InlineData("{}", false)]
    [InlineData("[]", false)]
    [InlineData("<html>Sign in</html>", false)]
    public async Task Only_a_response_that_confirms_it_counts(string body, bool isAccepted)
    {
        using var server = new ScriptedServer(Scripted.Ok(body), Scripted.Ok("""{"invalid_rows_count":0}"""));

        ErasureResult result = await EraseAsync(server);

        Assert.Equal(isAccepted, result.Receipt.IsComplete);
        Assert.Equal(isAccepted ? null : "MMUnexpectedAnswer", result.Receipt.AudienceErrorId);
        Assert.Equal("Accepted", result.Receipt.SubscriptionStatus);
    }

    [Theory]
    [InlineData("""{"num_received":1,"num_invalid_entries":1}""", """{"invalid_rows_count":0}""", "Audiences")]
    [InlineData("""{"num_received":1}""", """{"invalid_rows_count":1}""", "Subscriptions")]
    public async Task Rows_that_Meta_rejected_are_reported_as_left(string audiences, string subscriptions, string remaining)
    {
        using var server = new ScriptedServer(Scripted.Ok(audiences), Scripted.Ok(subscriptions));

        Assert.Equal([remaining], (await EraseAsync(server)).Receipt.Remaining);
    }

    [Fact]
    public async Task Nothing_is_sent_when_the_suppression_list_cannot_be_written()
    {
        string folder = Directory.CreateTempSubdirectory("mm-erasure-").FullName;
        try
        {
            using var server = new ScriptedServer();
            using var list = SuppressionFile.Open(Path.Combine(folder, "erased.csv"), new Storage.CrashingFileOperations(crashAt: 1, part: 0));

            await Assert.ThrowsAsync<IOException>(() => EraseAsync(server, list));

            Assert.Empty(server.Requests);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<ErasureResult> EraseAsync(ScriptedServer server, SuppressionFile? list = null)
    {
        var client = new GraphClient(server.Account(), new GraphClientOptions { MaxRetries = 0 });
        var mapping = ColumnMapping.ForKeys([SchemaKey.EMAIL, SchemaKey.PHONE]);
        using var encoder = new BatchEncoder(mapping, new HashingOptions { AllIdentifiers = true });
        using var block = new RowBlock(2, capacity: 1, number: 1, firstRow: 1);
        block.AddRow(["Ann@example.com", "+1 415 555 0123"]);
        using HashedBatch batch = encoder.Encode(block);
        return await new PersonEraser(client, list).EraseAsync(batch, [], CancellationToken.None);
    }
}
