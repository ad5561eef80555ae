using System;
using System.Text.Json;
using MessengerMarketing.Graph;
using Xunit;

namespace MessengerMarketing.Tests.Graph;

public sealed class GraphErrorsTests
{
    [Theory]
    [InlineData(1, null, "MMServiceUnavailable", true)]
    [InlineData(1, 99, "MMTooManyRows", false)]
    [InlineData(2, null, "MMServiceUnavailable", true)]
    [InlineData(4, null, "MMThrottled", true)]
    [InlineData(10, null, "MMPermissionDenied", false)]
    [InlineData(17, null, "MMThrottled", true)]
    [InlineData(17, 2446079, "MMThrottled", true)]
    [InlineData(32, null, "MMThrottled", true)]
    [InlineData(100, null, "MMInvalidParameter", false)]
    [InlineData(100, 33, "MMNotFound", false)]
    [InlineData(100, 1713098, "MMInvalidParameter", false)]
    [InlineData(100, 1713230, "MMAudienceRestricted", false)]
    [InlineData(102, null, "MMAuthenticationFailed", false)]
    [InlineData(105, null, "MMInvalidParameter", false)]
    [InlineData(190, null, "MMAuthenticationFailed", false)]
    [InlineData(190, 458, "MMAuthenticationFailed", false)]
    [InlineData(190, 459, "MMAuthenticationFailed", false)]
    [InlineData(190, 460, "MMAuthenticationFailed", false)]
    [InlineData(190, 463, "MMAuthenticationFailed", false)]
    [InlineData(190, 464, "MMAuthenticationFailed", false)]
    [InlineData(190, 467, "MMAuthenticationFailed", false)]
    [InlineData(190, 492, "MMAuthenticationFailed", false)]
    [InlineData(194, null, "MMInvalidParameter", false)]
    [InlineData(200, null, "MMPermissionDenied", false)]
    [InlineData(200, 1870047, "MMAudienceTooSmall", false)]
    [InlineData(200, 1870050, "MMPermissionDenied", false)]
    [InlineData(200, 1870034, "MMTermsNotAccepted", false)]
    [InlineData(200, 1870090, "MMTermsNotAccepted", false)]
    [InlineData(270, null, "MMPermissionDenied", false)]
    [InlineData(294, null, "MMPermissionDenied", false)]
    [InlineData(299, null, "MMPermissionDenied", false)]
    [InlineData(341, null, "MMThrottled", true)]
    [InlineData(368, null, "MMTemporarilyBlocked", false)]
    [InlineData(613, null, "MMThrottled", true)]
    [InlineData(613, 1996, "MMThrottled", true)]
    [InlineData(613, 1487742, "MMThrottled", true)]
    [InlineData(613, 5044001, "MMThrottled", true)]
    [InlineData(2635, null, "MMVersionDeprecated", false)]
    [InlineData(2650, null, "MMUpdateFailed", false)]
    [InlineData(2650, 1870144, "MMUpdateFailed", false)]
    [InlineData(2650, 1870145, "MMUpdateRunning", false)]
    [InlineData(2650, 1870147, "MMUpdateFailed", false)]
    [InlineData(2650, 1870148, "MMUpdateFailed", false)]
    [InlineData(2650, 1870158, "MMUpdateFailed", false)]
    [InlineData(2650, 1870159, "MMUpdateFailed", false)]
    [InlineData(2655, null, "MMTermsNotAccepted", false)]
    [InlineData(80000, null, "MMThrottled", true)]
    [InlineData(80001, null, "MMThrottled", true)]
    [InlineData(80003, null, "MMThrottled", true)]
    [InlineData(80004, null, "MMThrottled", true)]
    [InlineData(80006, null, "MMThrottled", true)]
    [InlineData(1487301, null, "MMNotFound", false)]
    [InlineData(1487366, null, "MMNotFound", false)]
    [InlineData(424242, null, "MMRequestRefused", false)]
    public void Each_code_has_its_meaning(int code, int? subcode, string errorId, bool isTransient)
    {
        var description = GraphErrors.Describe(new GraphError { Code = code, Subcode = subcode }, 400);

        Assert.Equal(errorId, description.ErrorId);
        Assert.Equal(isTransient, description.IsTransient);
        Assert.NotEmpty(description.Advice);
        Assert.DoesNotContain("{", description.Advice, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(190, 463, "v25.0", "The access token has expired. Connect again with Connect-MMAccount and a fresh system-user token.")]
    [InlineData(190, 467, "v25.0", "The access token is invalid")]
    [InlineData(200, 1870090, "v25.0", "https://business.facebook.com/ads/manage/customaudiences/tos/?act=1000200030004000")]
    [InlineData(2655, null, "v25.0", "The Marketing Messages terms are not accepted for ad account 1000200030004000.")]
    [InlineData(2635, null, "v23.0", "Version v23.0 is no longer served for audiences. Connect again with Connect-MMAccount -ApiVersion v25.0.")]
    [InlineData(2635, null, "v25.0", "Version v25.0 is no longer served for audiences. Connect again with Connect-MMAccount -ApiVersion v26.0.")]
    [InlineData(100, 1713230, "v25.0", "operation status 471")]
    public void Advice_names_what_to_do_and_where(int code, int? subcode, string version, string part)
    {
        using var account = new GraphContext(Secret.From("EAAtesttoken"), "1000200030004000", "2", apiVersion: version);

        var description = GraphErrors.Describe(new GraphError { Code = code, Subcode = subcode }, 400, account);

        Assert.Contains(part, description.Advice, StringComparison.Ordinal);
    }

    [Fact]
    public void A_Page_call_is_advised_to_renew_the_Page_token() =>
        Assert.Contains("fresh Page token", GraphErrors.Describe(new GraphError { Code = 190 }, 401, null, GraphToken.Page).Advice, StringComparison.Ordinal);

    [Fact]
    public void A_missing_proof_is_an_authentication_error_although_its_code_is_100() =>
        Assert.Equal("MMAuthenticationFailed", GraphErrors.Describe(new GraphError { Code = 100, Message = "API calls from the server require an appsecret_proof argument" }, 400).ErrorId);

    [Fact]
    public void Every_kind_has_an_error_id_of_its_own()
    {
        var ids = Array.ConvertAll(Enum.GetValues<GraphErrorKind>(), GraphErrors.IdOf);

        Assert.Equal(ids.Length, new System.Collections.Generic.HashSet<string>(ids).Count);
        Assert.All(ids, id => Assert.StartsWith("MM", id, StringComparison.Ordinal));
    }

    [Fact]
    public void An_envelope_is_read_and_masked()
    {
        var error = Read("""
            {"error":{"message":"Invalid OAuth token EAABsbCS1iHgBA","type":"OAuthException","code":190,"error_subcode":463,
            "error_user_title":"Signed out","error_user_msg":"Ask jane@example.com","fbtrace_id":"Ax-1_b","is_transient":false}}
            """);

        Assert.Equal(
            new GraphError { Message = "Invalid OAuth token ***", Type = "OAuthException", Code = 190, Subcode = 463, UserTitle = "Signed out", UserMessage = "Ask ***", FbTraceId = "Ax-1_b", IsTransient = false },
            error);
    }

    [Theory]
    [InlineData("""{"error":{"code":"190","error_subcode":"463","is_transient":"true"}}""", 190, 463, true)]
    [InlineData("""{"error":{"code":190.5,"error_subcode":null,"is_transient":3}}""", null, null, null)]
    [InlineData("""{"error":{"code":99999999999,"message":{"a":1},"type":7,"fbtrace_id":["x"]}}""", null, null, null)]
    [InlineData("""{"error":{}}""", null, null, null)]
    [InlineData("""{"error":"invalid_request","error_description":"No such grant"}""", null, null, null)]
    [InlineData("""{"error_code":102,"error_msg":"Session has expired"}""", 102, null, null)]
    public void Odd_members_are_left_out(string json, int? code, int? subcode, bool? isTransient)
    {
        var error = Read(json);

        Assert.Equal((code, subcode, isTransient), (error!.Code, error.Subcode, error.IsTransient));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("\"error\"")]
    [InlineData("""{"error":null}""")]
    [InlineData("""{"error":[]}""")]
    [InlineData("""{"error":{"message":"\ud800"}}""")]
    public void What_is_no_envelope_gives_nothing_and_throws_nothing(string json) => Assert.Null(Read(json));

    [Fact]
    public void A_trace_id_that_is_none_is_not_shown() =>
        Assert.Null(Read("""{"error":{"code":1,"fbtrace_id":"jane@example.com"}}""")!.FbTraceId);

    private static GraphError? Read(string json) => GraphError.TryRead(JsonElement.Parse(json));
}
