using System;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using MessengerMarketing.Customers;
using MessengerMarketing.Customers.Batches;
using MessengerMarketing.Customers.Columns;
using MessengerMarketing.Customers.Rows;
using MessengerMarketing.Graph;
using MessengerMarketing.Tests.Customers.Rows;
using MessengerMarketing.Tests.Graph;
using MessengerMarketing.Uploads;
using Xunit;

namespace MessengerMarketing.Tests.Uploads;

public sealed class BatchOnTheWireTests
{
    private const string Audience = "23850000000000001";
    private const long Session = 5998202741860695173;

    [Theory]
    [InlineData(UploadAction.Add, "POST")]
    [InlineData(UploadAction.Remove, "DELETE")]
    public async Task A_batch_is_sent_as_json_with_its_session(UploadAction action, string method)
    {
        using var server = new ScriptedServer(Scripted.Ok("""{"num_received":2,"num_invalid_entries":0,"invalid_entry_samples":{}}"""));
        using HashedBatch batch = People.Batch(rows: 3, isBad: row => row == 2);

        BatchResponse answer = await SendAsync(server, batch, action, new UploadOptions());

        Received request = Assert.Single(server.Requests);
        Assert.Equal((method, $"/v26.0/{Audience}/users", ""), (request.Method, request.Path, request.Query));
        Assert.Equal("application/json", request.Headers["Content-Type"]);
        Assert.Equal(request.Body.Length.ToString(CultureInfo.InvariantCulture), request.Headers["Content-Length"]);
        Assert.Equal(
            $$$"""{"payload":{"schema":["EMAIL"],"data":[["{{{People.First}}}"],["{{{Third}}}"]]},"session":{"session_id":5998202741860695173,"batch_seq":1,"last_batch_flag":true,"estimated_num_total":2}}""",
            request.Body);
        Assert.Equal(2, answer.Received);
    }

    [Fact]
    public async Task App_scoped_ids_are_sent_with_the_app()
    {
        using var server = new ScriptedServer(Scripted.Ok("""{"num_received":1}"""));
        using var encoder = new BatchEncoder(RowsOf.Mapping(SchemaKey.EMAIL, SchemaKey.UID), new HashingOptions());
        using RowBlock block = RowsOf.Block(["person1@example.com", "1234567890"]);
        using HashedBatch batch = encoder.Encode(block);

        await SendAsync(server, batch, UploadAction.Add, new UploadOptions { AppIds = ["1001", "10\"02"] });

        Assert.StartsWith(
            $$"""{"payload":{"schema":["EMAIL","UID"],"app_ids":["1001","10\u002202"],"data":[["{{People.First}}","1234567890"]]},"session":""",
            server.Requests[0].Body);
    }

    [Fact]
    public async Task A_lost_response_is_checked_by_the_session()
    {
        using var server = new ScriptedServer(
            Scripted.Error(2, status: 500),
            Scripted.Ok("""{"data":[{"session_id":"5998202741860695173","num_received":"3","num_invalid_entries":"1"}]}"""));
        using HashedBatch batch = People.Batch(rows: 3);

        BatchResponse answer = await SendAsync(server, batch, UploadAction.Add, new UploadOptions());

        Assert.Equal((3L, 1L, "5998202741860695173"), (answer.Received, answer.Invalid, answer.SessionId));
        Assert.Equal(["POST", "GET"], server.Requests.Select(request => request.Method));
        Assert.Equal($"/v26.0/{Audience}/sessions", server.Requests[1].Path);
        Assert.Equal(("5998202741860695173", "session_id,num_received,num_invalid_entries"), (server.Requests[1].Parameter("session_id"), server.Requests[1].Parameter("fields")));
    }

    [Fact]
    public async Task A_batch_whose_session_received_nothing_is_sent_again_unchanged()
    {
        using var server = new ScriptedServer(Scripted.Error(2, status: 500), Scripted.Ok("""{"data":[]}"""), Scripted.Ok("""{"num_received":3}"""));
        using HashedBatch batch = People.Batch(rows: 3);

        Assert.Equal(3, (await SendAsync(server, batch, UploadAction.Add, new UploadOptions())).Received);
        Assert.Equal(server.Requests[0].Body, server.Requests[2].Body);
    }

    [Fact]
    public async Task A_web_page_instead_of_a_response_is_not_an_acceptance()
    {
        using var server = new ScriptedServer(Scripted.Ok("<html><body>Sign in</body></html>") with { ContentType = "text/html" });
        using HashedBatch batch = People.Batch();

        GraphException error = await Assert.ThrowsAsync<GraphException>(() => SendAsync(server, batch, UploadAction.Add, new UploadOptions()));
        Assert.Equal("MMUnexpectedAnswer", error.ErrorId);
    }

    [Fact]
    public async Task A_response_before_the_body_was_read_leaves_no_buffer_in_use()
    {
        // Refuses on the request's first bytes, as a gateway does, while megabytes are still to come.
        using var gateway = new TcpListener(IPAddress.Loopback, 0);
        gateway.Start();
        using var stopping = new CancellationTokenSource();
        Task refusing = RefuseAsync(gateway, stopping.Token);
        using var account = new GraphContext(
            Secret.From("EAAtesttokenforproof0001"), "1", "2", baseUri: new Uri($"http://127.0.0.1:{((IPEndPoint)gateway.LocalEndpoint).Port}/"));
        var client = new GraphClient(account, SandboxUpload.Quick with { MaxRetries = 0 });
        var options = new UploadOptions();
        var sender = new AudienceUsersSender(client, Audience, UploadAction.Add, options);

        UploadRun run = await UploadRun.ToEndAsync(sender, Enumerable.Range(1, 8).Select(number => Long(number)), options, mapping: LongMapping);

        Assert.IsType<GraphException>(run.Stopped);
        Assert.DoesNotContain(run.Receipts, receipt => receipt.StatusValue == BatchStatus.Accepted);
        await stopping.CancelAsync();
        gateway.Stop();
        await refusing;
    }

    /// <summary>SHA-256 of <c>person3@example.com</c>, made with the sha256sum tool.</summary>
    private const string Third = "232920ff25d6faeb821ec83fd16af1a8a1f983620698e8cdd01c7f58cd1845c3";

    private static ColumnMapping LongMapping { get; } = ColumnMapping.ForKeys([SchemaKey.EMAIL, SchemaKey.EXTERN_ID]);

    private static RowBlock Long(int number)
    {
        string id = new('i', 1_000);
        var block = new RowBlock(2, 4_000, number, 1);
        while (!block.IsFull)
        {
            int row = block.AddRow();
            block[row, 0] = "person1@example.com";
            block[row, 1] = id;
        }

        return block;
    }

    private static async Task RefuseAsync(TcpListener gateway, CancellationToken cancellationToken)
    {
        try
        {
            while (true)
            {
                using TcpClient connection = await gateway.AcceptTcpClientAsync(cancellationToken);
                NetworkStream stream = connection.GetStream();
                _ = await stream.ReadAtLeastAsync(new byte[1024], 1, throwOnEndOfStream: false, cancellationToken);
                await stream.WriteAsync(Encoding.ASCII.GetBytes("HTTP/1.1 413 Too Large\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"), cancellationToken);
                await Task.Delay(20, cancellationToken);
            }
        }
        catch (Exception stopped) when (stopped is OperationCanceledException or SocketException or IOException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private static async Task<BatchResponse> SendAsync(ScriptedServer server, HashedBatch batch, UploadAction action, UploadOptions options)
    {
        using GraphContext account = server.Account();
        var client = new GraphClient(account, SandboxUpload.Quick);
        return await new AudienceUsersSender(client, Audience, action, options).SendAsync(batch, Session, static _ => Task.CompletedTask, CancellationToken.None);
    }
}
