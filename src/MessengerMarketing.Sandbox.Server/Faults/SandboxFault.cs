using System;
using System.Globalization;
using System.Linq;
using MessengerMarketing.Sandbox.Errors;
using MessengerMarketing.Sandbox.Faults;
using MessengerMarketing.Sandbox.Http;

namespace MessengerMarketing.Sandbox;

/// <summary>
/// A fault of one call, for <see cref="SandboxServer.FailNext"/>. The static methods create faults. A fault is immutable and can be used
/// more than once.
/// </summary>
public sealed class SandboxFault
{
    // Null drops the connection, before or during the response. The arguments are the trace id and the ad account id.
    private readonly Func<string, string, GraphResponse>? _response;

    private SandboxFault(string name, Func<string, string, GraphResponse>? response)
    {
        Name = name;
        _response = response;
    }

    /// <summary>The name of the fault, as in <see cref="SandboxRequest.Fault"/>.</summary>
    public string Name { get; }

    /// <summary>Whether the call is processed before it fails, so that only its response is lost.</summary>
    public bool HappensAfterProcessing { get; private init; }

    /// <summary>How the response is truncated.</summary>
    internal ResponseBreak Break { get; private init; }

    /// <summary>HTTP method of the call that fails; null for any.</summary>
    public string? Method { get; private init; }

    /// <summary>End of the path of the call that fails; null for any.</summary>
    public string? PathEnd { get; private init; }

    /// <summary>Creates an error of the Graph API.</summary>
    /// <param name="code">The error code, such as <c>613</c>.</param>
    /// <param name="subcode">The subcode; null for none.</param>
    /// <param name="httpStatus">HTTP status; null for the usual status of the code.</param>
    /// <param name="message">Message; null for the usual message of the code.</param>
    public static SandboxFault GraphError(int code, int? subcode = null, int? httpStatus = null, string? message = null)
    {
        var error = new GraphError(code, subcode, message ?? FaultMessages.GetDefault(code), Status: httpStatus) { IsTransient = code is 1 or 2 };
        string name = subcode is int sub ? $"error {code}/{sub}" : $"error {code}";
        return new SandboxFault(name, (trace, _) => GraphResponse.FromError(error, trace));
    }

    /// <summary>Error 80003: too many custom-audience calls to this ad account, with <c>X-Business-Use-Case-Usage</c> at 100%.</summary>
    /// <param name="regainAccessMinutes">Minutes until calls are accepted again, for the header only. They are not enforced.</param>
    public static SandboxFault ThrottledBusinessUseCase(int regainAccessMinutes = 1) => new("throttled, error 80003", (trace, account) =>
    {
        var response = GraphResponse.FromError(GraphErrors.BusinessUseCaseThrottled(), trace);
        response.Headers["x-business-use-case-usage"] = UsageHeaders.BusinessUseCaseExhausted(account, regainAccessMinutes);
        return response;
    });

    /// <summary>Error 17/2446079: too many calls to this ad account, with <c>X-Ad-Account-Usage</c> at 100%.</summary>
    /// <param name="resetSeconds">Seconds until calls are accepted again, for the header only. They are not enforced.</param>
    public static SandboxFault ThrottledAdAccount(int resetSeconds = 60) => new("throttled, error 17", (trace, _) =>
    {
        var response = GraphResponse.FromError(GraphErrors.AdAccountThrottled(), trace);
        response.Headers["x-ad-account-usage"] = UsageHeaders.AdAccountExhausted(resetSeconds);
        return response;
    });

    /// <summary>An HTTP status with a <c>Retry-After</c> header and without a body, as from proxies and overloaded servers.</summary>
    /// <param name="wait">Time to wait, rounded up to seconds.</param>
    /// <param name="httpStatus">Usually 429 or 503.</param>
    public static SandboxFault RetryAfter(TimeSpan wait, int httpStatus = 429) => new($"HTTP {httpStatus} with Retry-After", (_, _) =>
    {
        var response = GraphResponse.Empty(httpStatus);
        response.Headers["Retry-After"] = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        return response;
    });

    /// <summary>An HTTP status without a body.</summary>
    /// <param name="httpStatus">From 400 to 599.</param>
    public static SandboxFault HttpStatus(int httpStatus) => new($"HTTP {httpStatus}", (_, _) => GraphResponse.Empty(httpStatus));

    /// <summary>HTTP 500 with an empty body, as observed in production.</summary>
    public static SandboxFault EmptyServerError() => HttpStatus(500);

    /// <summary>An HTML page instead of JSON, as observed in production for bodies that are much too large.</summary>
    /// <param name="httpStatus">HTTP status, usually 500 to 504.</param>
    public static SandboxFault HtmlErrorPage(int httpStatus = 502) => new($"HTTP {httpStatus} with HTML", (_, _) => GraphResponse.Html(
        httpStatus, "<!DOCTYPE html><html><head><title>Error</title></head><body><h1>Sorry, something went wrong.</h1></body></html>"));

    /// <summary>Error 190/463: the access token has expired.</summary>
    public static SandboxFault TokenExpired() => GraphError(190, 463, message: "Error validating access token: Session has expired.");

    /// <summary>Error 2655: the marketing messaging terms are not accepted.</summary>
    public static SandboxFault MarketingTermsNotAccepted() =>
        new("error 2655", static (trace, _) => GraphResponse.FromError(GraphErrors.MarketingTermsError(), trace));

    /// <summary>The connection is dropped without a response, and the call is not carried out.</summary>
    public static SandboxFault DroppedBeforeProcessing() => new("dropped", null);

    /// <summary>The connection is dropped without a response, but the call was carried out.</summary>
    public static SandboxFault DroppedAfterProcessing() => DroppedBeforeProcessing().AfterProcessing();

    /// <summary>
    /// The call is carried out and its response starts with the status and the headers, but the connection ends in the middle of the body.
    /// </summary>
    /// <param name="isChunked">Whether the body is chunked, without the last chunk. Otherwise, Content-Length is the length of the complete body.</param>
    public static SandboxFault Truncated(bool isChunked = false) => new(isChunked ? "truncated chunks" : "truncated", null)
    {
        HappensAfterProcessing = true,
        Break = isChunked ? ResponseBreak.WithinChunks : ResponseBreak.WithinLength,
    };

    /// <summary>Returns the same fault, but the call is processed first, and only its response is lost.</summary>
    public SandboxFault AfterProcessing() => HappensAfterProcessing ? this : new(Name + " after processing", _response)
    {
        HappensAfterProcessing = true,
        Method = Method,
        PathEnd = PathEnd,
    };

    /// <summary>Returns the same fault for the next matching call. Other calls are not affected.</summary>
    /// <param name="method">HTTP method, such as <c>POST</c>; null for any.</param>
    /// <param name="pathEnd">End of the path, such as <c>/users</c>; null for any.</param>
    public SandboxFault For(string? method, string? pathEnd = null) => new(Name, _response)
    {
        HappensAfterProcessing = HappensAfterProcessing,
        Break = Break,
        Method = method,
        PathEnd = pathEnd,
    };

    /// <returns>The name, and the calls that it applies to.</returns>
    public override string ToString() => string.Join(" ", new[] { Name, Method is null && PathEnd is null ? null : "at", Method, PathEnd }.Where(static part => part is not null));

    /// <summary>Returns the response to send instead of the response of the call, which is null if the call is not processed. Returns null to drop the
    /// connection.</summary>
    internal GraphResponse? Instead(GraphResponse? own, string traceId, string accountId)
    {
        if (Break is ResponseBreak.None)
        {
            return _response?.Invoke(traceId, accountId);
        }

        own!.Break = Break;
        return own;
    }

    internal bool IsFor(string method, string path) =>
        (Method is null || string.Equals(Method, method, StringComparison.OrdinalIgnoreCase))
        && (PathEnd is null || path.EndsWith(PathEnd, StringComparison.OrdinalIgnoreCase));
}
