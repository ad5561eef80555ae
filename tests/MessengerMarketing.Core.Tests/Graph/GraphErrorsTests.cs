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
    [InlineData(424242, null, "MMRequestRejected", false)]
    public void Each_code_has_its_meaning(int code, int? subcode, string errorId, bool isTransient)
    {
        (GraphErrorKind kind, bool passes) = GraphErrors.Classify(new GraphError { Code = code, Subcode = subcode }, 400);

        Assert.Equal((errorId, isTransient), (GraphErrors.GetErrorId(kind), passes));
    }

    // Meta answers with HTTP 500 and code 100 to the removed ids parameter: a retry by status would never end.
    [Theory]
    [InlineData(500, 100, null, "MMInvalidParameter", false)]
    [InlineData(503, 100, 33, "MMNotFound", false)]
    [InlineData(429, 100, null, "MMInvalidParameter", false)]
    [InlineData(500, 190, 463, "MMAuthenticationFailed", false)]
    [InlineData(502, 200, null, "MMPermissionDenied", false)]
    [InlineData(500, 200, 1870090, "MMTermsNotAccepted", false)]
    [InlineData(500, 368, null, "MMTemporarilyBlocked", false)]
    [InlineData(500, 2635, null, "MMVersionDeprecated", false)]
    [InlineData(500, 2655, null, "MMTermsNotAccepted", false)]
    [InlineData(500, 2300004, null, "MMSubscriptionTokenInvalid", false)]
    [InlineData(500, 80003, null, "MMThrottled", true)]
    [InlineData(401, 17, null, "MMThrottled", true)]
    [InlineData(403, 4, null, "MMThrottled", true)]
    [InlineData(200, 190, null, "MMAuthenticationFailed", false)]
    [InlineData(400, 1, null, "MMServiceUnavailable", true)]
    [InlineData(401, 2, null, "MMServiceUnavailable", true)]
    [InlineData(429, 1, 99, "MMTooManyRows", false)]
    [InlineData(500, 424242, null, "MMServiceUnavailable", true)]
    [InlineData(429, 424242, null, "MMThrottled", true)]
    public void A_known_code_takes_precedence_over_the_status(int status, int code, int? subcode, string errorId, bool isTransient)
    {
        (GraphErrorKind kind, bool passes) = GraphErrors.Classify(new GraphError { Code = code, Subcode = subcode }, status);

        Assert.Equal((errorId, isTransient), (GraphErrors.GetErrorId(kind), passes));
    }

    [Fact]
    public void A_known_code_takes_precedence_over_the_transient_flag() =>
        Assert.Equal((GraphErrorKind.InvalidParameter, false), GraphErrors.Classify(new GraphError { Code = 100, IsTransient = true }, 500));

    [Theory]
    [InlineData(210, "(#210) Subject not visible", GraphErrorReason.PersonTokenNeeded)]
    [InlineData(210, "(#210) A page access token is required to request this resource.", GraphErrorReason.None)]
    [InlineData(200, "Subject not visible", GraphErrorReason.None)]
    [InlineData(100, "API calls from the server require an appsecret_proof argument", GraphErrorReason.ProofMissing)]
    public void A_code_with_several_causes_is_distinguished_by_its_message(int code, string message, GraphErrorReason reason) =>
        Assert.Equal(reason, GraphErrors.FindReason(new GraphError { Code = code, Message = message }));

    [Fact]
    public void A_missing_proof_is_an_authentication_error_although_its_code_is_100() =>
        Assert.Equal(GraphErrorKind.Authentication, GraphErrors.Classify(new GraphError { Code = 100, Message = "API calls from the server require an appsecret_proof argument" }, 400).Kind);

    [Theory]
    [InlineData(1, "Please reduce the amount of data you're asking for, then retry your request", GraphErrorKind.TooMuchData, false)]
    [InlineData(1, "Reduce the amount of data", GraphErrorKind.TooMuchData, false)]
    [InlineData(1, "An unknown error occurred", GraphErrorKind.ServiceUnavailable, true)]
    [InlineData(1, null, GraphErrorKind.ServiceUnavailable, true)]
    [InlineData(2, "Please reduce the amount of data you're asking for, then retry your request", GraphErrorKind.ServiceUnavailable, true)]
    [InlineData(100, "appsecret_proof is missing", GraphErrorKind.Authentication, false)]
    public void A_message_tells_the_causes_of_a_general_code_apart(int code, string? message, GraphErrorKind kind, bool isTransient) =>
        Assert.Equal((kind, isTransient), GraphErrors.Classify(new GraphError { Code = code, Message = message }, 500));

    [Fact]
    public void Every_kind_has_its_own_error_id()
    {
        string[] ids = Array.ConvertAll(Enum.GetValues<GraphErrorKind>(), GraphErrors.GetErrorId);

        Assert.Equal(ids.Length, new System.Collections.Generic.HashSet<string>(ids).Count);
        Assert.All(ids, id => Assert.StartsWith("MM", id, StringComparison.Ordinal));
    }

    [Fact]
    public void An_envelope_is_read_and_masked()
    {
        GraphError? error = Read("""
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
    [InlineData("""{"error":{"message":"\ud800","code":7}}""", 7, null, null)]
    [InlineData("""{"error":"invalid_request","error_description":"No such grant"}""", null, null, null)]
    [InlineData("""{"error_code":102,"error_msg":"Session has expired"}""", 102, null, null)]
    public void Odd_members_are_left_out(string json, int? code, int? subcode, bool? isTransient)
    {
        GraphError? error = Read(json);

        Assert.Equal((code, subcode, isTransient), (error!.Code, error.Subcode, error.IsTransient));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("\"error\"")]
    [InlineData("""{"error":null}""")]
    [InlineData("""{"error":[]}""")]
    public void Other_content_than_an_envelope_gives_null_without_an_exception(string json) => Assert.Null(Read(json));

    [Fact]
    public void An_invalid_trace_id_is_not_shown() =>
        Assert.Null(Read("""{"error":{"code":1,"fbtrace_id":"jane@example.com"}}""")!.FbTraceId);

    private static GraphError? Read(string json) => GraphError.TryRead(JsonElement.Parse(json));
}
