using System;
using System.Globalization;
using System.Linq;
using MessengerMarketing.Sandbox.Errors;
using MessengerMarketing.Sandbox.Faults;
using MessengerMarketing.Sandbox.Http;

namespace MessengerMarketing.Sandbox;

/// <summary>
/// Something that goes wrong with one call, for <see cref="SandboxServer.FailNext"/>. Made by the methods below; a fault
/// does not change and may be used any number of times.
/// </summary>
public sealed class SandboxFault
{
    // Null drops the connection, now or in the middle of the response. The arguments are the trace id and the ad account's id.
    private readonly Func<string, string, GraphResponse>? _response;

    private SandboxFault(string name, Func<string, string, GraphResponse>? response)
    {
        Name = name;
        _response = response;
    }

    /// <summary>What the fault is, in a word or two; it stands in <see cref="SandboxRequest.Fault"/>.</summary>
    public string Name { get; }

    /// <summary>Whether the call is carried out before it fails, as when an response is lost.</summary>
    public bool HappensAfterProcessing { get; private init; }

    /// <summary>How the call's own response breaks off; with this there is no other response.</summary>
    internal ResponseBreak Break { get; private init; }

    /// <summary>HTTP method the fault waits for; null for any.</summary>
    public string? Method { get; private init; }

    /// <summary>End of the path the fault waits for; null for any.</summary>
    public string? PathEnd { get; private init; }

    /// <summary>An error of the Graph API.</summary>
    /// <param name="code">Its code, as <c>613</c>.</param>
    /// <param name="subcode">Its subcode, if any.</param>
    /// <param name="httpStatus">HTTP status; null for the one usual with the code.</param>
    /// <param name="message">Message; null for the one usual with the code.</param>
    public static SandboxFault GraphError(int code, int? subcode = null, int? httpStatus = null, string? message = null)
    {
        var error = new GraphError(code, subcode, message ?? FaultMessages.GetDefault(code), Status: httpStatus) { IsTransient = code is 1 or 2 };
        string name = subcode is int sub ? $"error {code}/{sub}" : $"error {code}";
        return new SandboxFault(name, (trace, _) => GraphResponse.FromError(error, trace));
    }

    /// <summary>Error 80003: too many custom-audience calls to this ad account, with <c>X-Business-Use-Case-Usage</c> at 100 %.</summary>
    /// <param name="regainAccessMinutes">Minutes until calls are let through again, as the header says; nothing enforces them.</param>
    public static SandboxFault ThrottledBusinessUseCase(int regainAccessMinutes = 1) => new("throttled, error 80003", (trace, account) =>
    {
        var response = GraphResponse.FromError(GraphErrors.BusinessUseCaseThrottled(), trace);
        response.Headers["x-business-use-case-usage"] = UsageHeaders.BusinessUseCaseExhausted(account, regainAccessMinutes);
        return response;
    });

    /// <summary>Error 17/2446079: too many calls to this ad account, with <c>X-Ad-Account-Usage</c> at 100 %.</summary>
    /// <param name="resetSeconds">Seconds until calls are let through again, as the header says; nothing enforces them.</param>
    public static SandboxFault ThrottledAdAccount(int resetSeconds = 60) => new("throttled, error 17", (trace, _) =>
    {
        var response = GraphResponse.FromError(GraphErrors.AdAccountThrottled(), trace);
        response.Headers["x-ad-account-usage"] = UsageHeaders.AdAccountExhausted(resetSeconds);
        return response;
    });

    /// <summary>An HTTP status with a <c>Retry-After</c> header, as proxies and overloaded servers send it, without a body.</summary>
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

    /// <summary>HTTP 500 with an empty body, as met in production.</summary>
    public static SandboxFault EmptyServerError() => HttpStatus(500);

    /// <summary>An HTML page instead of JSON, as met in production for bodies that were far too large.</summary>
    /// <param name="httpStatus">HTTP status, usually 500 to 504.</param>
    public static SandboxFault HtmlErrorPage(int httpStatus = 502) => new($"HTTP {httpStatus} with HTML", (_, _) => GraphResponse.Html(
        httpStatus, "<!DOCTYPE html><html><head><title>Error</title></head><body><h1>Sorry, something went wrong.</h1></body></html>"));

    /// <summary>Error 190/463: the access token has expired.</summary>
    public static SandboxFault TokenExpired() => GraphError(190, 463, message: "Error validating access token: Session has expired.");

    /// <summary>Error 2655: the marketing messaging terms are not accepted.</summary>
    public static SandboxFault MarketingTermsNotAccepted() =>
        new("error 2655", static (trace, _) => GraphResponse.FromError(GraphErrors.MarketingTermsError(), trace));

    /// <summary>The connection is dropped without an response, and the call is not carried out.</summary>
    public static SandboxFault DroppedBeforeProcessing() => new("dropped", null);

    /// <summary>The connection is dropped without an response, but the call was carried out.</summary>
    public static SandboxFault DroppedAfterProcessing() => DroppedBeforeProcessing().AfterProcessing();

    /// <summary>
    /// The call is carried out and its own response begins, with its status and headers, but the connection ends in the middle of the body.
    /// </summary>
    /// <param name="isChunked">Whether the body comes in chunks, the last of which is missing; if not, its whole length was announced.</param>
    public static SandboxFault Truncated(bool isChunked = false) => new(isChunked ? "truncated chunks" : "truncated", null)
    {
        HappensAfterProcessing = true,
        Break = isChunked ? ResponseBreak.WithinChunks : ResponseBreak.WithinLength,
    };

    /// <summary>The same fault, but the call is carried out first: its own response is lost.</summary>
    public SandboxFault AfterProcessing() => HappensAfterProcessing ? this : new(Name + " after processing", _response)
    {
        HappensAfterProcessing = true,
        Method = Method,
        PathEnd = PathEnd,
    };

    /// <summary>The same fault, for the next call of a kind; calls of other kinds pass it by.</summary>
    /// <param name="method">HTTP method, as <c>POST</c>; null for any.</param>
    /// <param name="pathEnd">End of the path, as <c>/users</c>; null for any.</param>
    public SandboxFault For(string? method, string? pathEnd = null) => new(Name, _response)
    {
        HappensAfterProcessing = HappensAfterProcessing,
        Break = Break,
        Method = method,
        PathEnd = pathEnd,
    };

    /// <returns>Its name, and which calls it waits for.</returns>
    public override string ToString() => string.Join(" ", new[] { Name, Method is null && PathEnd is null ? null : "at", Method, PathEnd }.Where(static part => part is not null));

    /// <summary>What the client gets instead of the call's own response, which is null for a call that is not carried out; null when the connection is dropped.</summary>
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
