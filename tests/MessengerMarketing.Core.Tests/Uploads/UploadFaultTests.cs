using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using MessengerMarketing.Graph;
using MessengerMarketing.Sandbox;
using MessengerMarketing.Uploads;
using Xunit;

namespace MessengerMarketing.Tests.Uploads;

public sealed class UploadFaultTests
{
    private static readonly Dictionary<string, SandboxFault> Passing = new()
    {
        ["error 1"] = SandboxFault.GraphError(1),
        ["error 2"] = SandboxFault.GraphError(2),
        ["error 2 after all"] = SandboxFault.GraphError(2).AfterProcessing(),
        ["error 4"] = SandboxFault.GraphError(4),
        ["error 17"] = SandboxFault.ThrottledAdAccount(0),
        ["error 32"] = SandboxFault.GraphError(32),
        ["error 341"] = SandboxFault.GraphError(341),
        ["error 613"] = SandboxFault.GraphError(613),
        ["error 80003"] = SandboxFault.ThrottledBusinessUseCase(0),
        ["HTTP 429"] = SandboxFault.RetryAfter(TimeSpan.Zero),
        ["HTTP 503"] = SandboxFault.HttpStatus(503),
        ["empty 500"] = SandboxFault.EmptyServerError(),
        ["empty 500 after all"] = SandboxFault.EmptyServerError().AfterProcessing(),
        ["HTML 502"] = SandboxFault.HtmlErrorPage(),
        ["HTML 502 after all"] = SandboxFault.HtmlErrorPage().AfterProcessing(),
        ["dropped"] = SandboxFault.DroppedBeforeProcessing(),
        ["dropped after all"] = SandboxFault.DroppedAfterProcessing(),
        ["truncated"] = SandboxFault.Truncated(),
        ["truncated chunks"] = SandboxFault.Truncated(isChunked: true),
    };

    public static TheoryData<string> PassingNames => [.. Passing.Keys];

    [Theory]
    [MemberData(nameof(PassingNames))]
    public async Task A_temporary_fault_leaves_every_row_in_the_audience_once(string name)
    {
        using SandboxUpload sandbox = await SandboxUpload.StartAsync();
        SandboxFault fault = Passing[name];
        sandbox.Server.FailNext(fault.For("POST", "/users"), fault.For("POST", "/users"));

        UploadRun run = await sandbox.UploadAsync(People.Blocks(20, 10));

        Assert.Null(run.Stopped);
        Assert.All(run.Completed, completed => Assert.Null(completed.Error));
        Assert.Equal([(BatchStatus.Accepted, 10L), (BatchStatus.Accepted, 10L)], run.Receipts.Select(receipt => (receipt.StatusValue, receipt.Received!.Value)));
        Assert.Equal((20, 20), (sandbox.Audience.RowsReceived, sandbox.Audience.PeopleCount));
        Assert.Empty(sandbox.Server.PendingFaults);
    }

    [Theory]
    [MemberData(nameof(PassingNames))]
    public async Task A_removal_is_delivered_too(string name)
    {
        using SandboxUpload sandbox = await SandboxUpload.StartAsync();
        await sandbox.UploadAsync(People.Blocks(20, 10));
        sandbox.Server.FailNext(Passing[name].For("DELETE", "/users"));

        UploadRun run = await sandbox.UploadAsync(People.Blocks(10, 10), action: UploadAction.Remove);

        Assert.Equal((BatchStatus.Accepted, 10L), (run.Receipts[0].StatusValue, run.Receipts[0].Received!.Value));
        Assert.Equal(10, sandbox.Audience.PeopleCount);
    }

    [Fact]
    public async Task A_batch_with_a_lost_response_is_checked_and_not_sent_again()
    {
        using SandboxUpload sandbox = await SandboxUpload.StartAsync();
        sandbox.Server.FailNext(SandboxFault.DroppedAfterProcessing().For("POST", "/users"));

        UploadRun run = await sandbox.UploadAsync(People.Blocks(10, 10));

        Assert.Equal((1, 1), (sandbox.Calls("POST", "/users"), sandbox.Calls("GET", "/sessions")));
        Assert.Equal((BatchStatus.Accepted, 10L, 0L), (run.Receipts[0].StatusValue, run.Receipts[0].Received!.Value, run.Receipts[0].Invalid!.Value));
    }

    [Fact]
    public async Task A_batch_that_cannot_be_checked_is_unknown_and_stops_the_upload()
    {
        using SandboxUpload sandbox = await SandboxUpload.StartAsync();
        sandbox.Server.FailNext(
            SandboxFault.DroppedAfterProcessing().For("POST", "/users"),
            SandboxFault.GraphError(2).For("GET", "/sessions"),
            SandboxFault.GraphError(2).For("GET", "/sessions"),
            SandboxFault.GraphError(2).For("GET", "/sessions"));

        UploadRun run = await sandbox.UploadAsync(People.Blocks(10, 10));

        Assert.Equal(BatchStatus.Unknown, run.Receipts[0].StatusValue);
        Assert.NotNull(run.Receipts[0].SessionId);
        Assert.True(Assert.IsType<GraphException>(run.Stopped).RequestMayHaveArrived);
        Assert.Equal(1, sandbox.Calls("POST", "/users"));
    }

    [Theory]
    [InlineData(190, 463, GraphErrorKind.Authentication)]
    [InlineData(2655, null, GraphErrorKind.TermsNotAccepted)]
    [InlineData(200, 1870090, GraphErrorKind.TermsNotAccepted)]
    [InlineData(100, 1713230, GraphErrorKind.AudienceRestricted)]
    [InlineData(2635, null, GraphErrorKind.VersionDeprecated)]
    [InlineData(100, null, GraphErrorKind.InvalidParameter)]
    [InlineData(1, 99, GraphErrorKind.TooManyRows)]
    [InlineData(294, null, GraphErrorKind.Permission)]
    [InlineData(2650, null, GraphErrorKind.UpdateFailed)]
    public async Task A_final_error_stops_the_upload_and_nothing_more_is_sent(int code, int? subcode, GraphErrorKind expected)
    {
        using SandboxUpload sandbox = await SandboxUpload.StartAsync();
        sandbox.Server.FailNext(SandboxFault.GraphError(code, subcode, httpStatus: 400).For("POST", "/users"));

        UploadRun run = await sandbox.UploadAsync(People.Blocks(60, 10), new UploadOptions { ThrottleLimit = 1 });

        BatchCompleted refused = Assert.Single(run.Completed, completed => completed.Receipt.StatusValue == BatchStatus.Rejected);
        Assert.True(refused.StopsUpload);
        Assert.Same(refused.Error, run.Stopped);
        GraphException error = Assert.IsType<GraphException>(run.Stopped);
        Assert.Equal((expected, code, subcode), (error.Kind, error.Error!.Code, error.Error.Subcode));
        Assert.DoesNotContain(run.Receipts, receipt => receipt.StatusValue is BatchStatus.Accepted or BatchStatus.Unknown);
        Assert.Equal(1, sandbox.Calls("POST", "/users"));
        Assert.Equal(0, sandbox.Audience.RowsReceived);
    }

    [Fact]
    public async Task Missing_terms_stop_the_upload()
    {
        using SandboxUpload sandbox = await SandboxUpload.StartAsync(new SandboxOptions { MarketingTermsAccepted = false });

        UploadRun run = await sandbox.UploadAsync(People.Blocks(10, 10));

        GraphException error = Assert.IsType<GraphException>(run.Stopped);
        Assert.Equal((2655, "MMTermsNotAccepted"), (error.Error!.Code, error.ErrorId));
        Assert.Equal(sandbox.Server.AdAccountId, error.AdAccountId);
    }

    [Fact]
    public async Task A_restricted_audience_stops_the_upload()
    {
        using SandboxUpload sandbox = await SandboxUpload.StartAsync();
        sandbox.Audience.OperationStatus = 471;

        UploadRun run = await sandbox.UploadAsync(People.Blocks(10, 10));

        Assert.Equal("MMAudienceRestricted", Assert.IsType<GraphException>(run.Stopped).ErrorId);
    }

    [Fact]
    public async Task A_persistent_temporary_fault_stops_the_upload_if_nothing_else_is_delivered()
    {
        using SandboxUpload sandbox = await SandboxUpload.StartAsync();
        sandbox.Server.FailNext([.. Enumerable.Repeat(SandboxFault.ThrottledBusinessUseCase(0).For("POST", "/users"), 50)]);

        UploadRun run = await sandbox.UploadAsync(People.Blocks(60, 10), new UploadOptions { ThrottleLimit = 1 });

        Assert.Equal("MMThrottled", Assert.IsType<GraphException>(run.Stopped).ErrorId);
        Assert.Single(run.Receipts, receipt => receipt.StatusValue == BatchStatus.Rejected);
        Assert.Equal(3, sandbox.Calls("POST", "/users"));
    }

    [Fact]
    public async Task A_wait_over_the_limit_stops_the_upload_immediately()
    {
        using SandboxUpload sandbox = await SandboxUpload.StartAsync(client: SandboxUpload.Quick with { MaxWait = TimeSpan.FromMinutes(5) });
        sandbox.Server.FailNext(SandboxFault.ThrottledBusinessUseCase(regainAccessMinutes: 30).For("POST", "/users"));

        UploadRun run = await sandbox.UploadAsync(People.Blocks(10, 10));

        GraphException error = Assert.IsType<GraphException>(run.Stopped);
        Assert.Equal(("MMThrottled", TimeSpan.FromMinutes(30)), (error.ErrorId, error.RetryAfter));
        Assert.Equal(1, sandbox.Calls("POST", "/users"));
    }
}
