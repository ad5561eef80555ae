using System;
using System.Collections.Generic;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Text.Json;
using MessengerMarketing.Text;

namespace MessengerMarketing.Graph;

/// <summary>Reads a response: success, an error of the Graph API, or a response from something else.</summary>
internal static class GraphResponses
{
    private static readonly string[] TraceHeaders = ["x-fb-trace-id", "x-fb-request-id"];

    /// <param name="response">Status and headers.</param>
    /// <param name="body">The body, decompressed; null when it is larger than allowed.</param>
    /// <param name="request">The request.</param>
    /// <param name="time">The clock for dates in headers.</param>
    public static GraphAttempt Read(HttpResponseMessage response, byte[]? body, GraphRequest request, TimeProvider time)
    {
        int status = (int)response.StatusCode;
        var usage = UsageReport.Read(response.Headers);
        string? trace = GraphError.CheckedTrace(First(response, TraceHeaders));
        JsonElement? json = TryParse(body);
        GraphError? error = json is { } whole ? GraphError.TryRead(whole) : null;
        bool isSuccess = status is >= 200 and < 300 && error is null;
        if (isSuccess && json is { } value)
        {
            var accepted = new GraphResponse(status, body, value, request.Operation)
            {
                Usage = usage,
                TraceId = trace,
                Warnings = Warnings(response),
            };
            return request.Shape.FindProblem(value) is { } problem ? accepted.UnexpectedFailure(problem) : accepted;
        }

        (GraphErrorKind kind, bool isTransient) = isSuccess ? ClassifyUnreadable(body) : GraphErrors.Classify(error, status);
        return new GraphFailure
        {
            Kind = kind,
            Reason = GraphErrors.FindReason(error) is var reason and not GraphErrorReason.None ? reason
                : error is null && status is >= 300 and < 400 ? GraphErrorReason.Redirected
                : GraphErrorReason.None,
            IsTransient = isTransient,
            Summary = Summary(error, response, body, json is not null),
            Error = error,
            StatusCode = status,
            TraceId = trace,
            Usage = usage,
            RetryAfter = Max(error?.RemainingTime, isTransient ? GetRequestedWait(response, kind, usage, time) : null),

            // A throttled request was not started. A request with a server fault may have been completed. The code takes precedence over the
            // status: Meta sends HTTP 500 for an invalid parameter.
            MayHaveArrived = kind == GraphErrorKind.ServiceUnavailable
                || (kind == GraphErrorKind.UnexpectedAnswer && isSuccess)

                // A network device sent the request twice, and this is the response to the second one.
                || error is { Code: 2650, Subcode: 1870159 },
        };
    }

    public static GraphFailure PageTokenMissing() => new()
    {
        Kind = GraphErrorKind.PageTokenMissing,
        Summary = "The call needs a Page access token and the account has none",
    };

    /// <summary>Classifies a 2xx response without JSON. A truncated response is retried; a page of something else is not.</summary>
    private static (GraphErrorKind Kind, bool IsTransient) ClassifyUnreadable(byte[]? body) =>
        (GraphErrorKind.UnexpectedAnswer, body is not null && !LooksLikeMarkup(body));

    private static string Summary(GraphError? error, HttpResponseMessage response, byte[]? body, bool isJson)
    {
        int status = (int)response.StatusCode;
        if (error is not null)
        {
            return error.Message ?? $"HTTP {status} with an error that has no message";
        }

        return body switch
        {
            _ when status is >= 300 and < 400 => $"HTTP {status}, a redirect{Destination(response)}, which is not followed because it would receive the token",
            null => "The response is larger than allowed",
            { Length: 0 } => $"HTTP {status} with an empty response",
            _ when LooksLikeMarkup(body) => $"HTTP {status} with a web page instead of a response",
            _ when isJson => $"HTTP {status} with a response in another format",
            _ => $"HTTP {status} with a response that is not complete JSON",
        };
    }

    /// <summary>Returns the host of a redirect. The rest of the URL may contain anything.</summary>
    private static string Destination(HttpResponseMessage response)
    {
        try
        {
            return response.Headers.Location is { IsAbsoluteUri: true, Host.Length: > 0 } location ? $" to {SensitiveText.Mask(location.Host)}" : "";
        }
        catch (InvalidOperationException)
        {
            // An invalid host name throws only when the property is read.
            return "";
        }
    }

    private static JsonElement? TryParse(byte[]? body)
    {
        if (body is null)
        {
            return null;
        }

        int start = body.Length >= 3 && body[0] == 0xEF && body[1] == 0xBB && body[2] == 0xBF ? 3 : 0;
        try
        {
            return SafeJson.Clean(JsonElement.Parse(body.AsSpan(start)));
        }
        catch (JsonException)
        {
            // The summary says what the body is. The exception could repeat a part of it.
            return null;
        }
    }

    private static bool LooksLikeMarkup(byte[] body)
    {
        foreach (byte value in body)
        {
            if (value is not ((byte)' ' or (byte)'\r' or (byte)'\n' or (byte)'\t' or 0xEF or 0xBB or 0xBF))
            {
                return value == (byte)'<';
            }
        }

        return false;
    }

    private static TimeSpan? GetRequestedWait(HttpResponseMessage response, GraphErrorKind kind, UsageReport usage, TimeProvider time)
    {
        RetryConditionHeaderValue? header = response.Headers.RetryAfter;
        TimeSpan? requested = header?.Delta ?? header?.Date - time.GetUtcNow();
        if (requested < TimeSpan.Zero)
        {
            requested = TimeSpan.Zero;
        }

        return kind == GraphErrorKind.Throttled && usage.WaitTime is { } wait && wait > TimeSpan.Zero && (requested is null || wait > requested) ? wait : requested;
    }

    private static TimeSpan? Max(TimeSpan? first, TimeSpan? second) => first is null || second > first ? second : first;

    private static List<string> Warnings(HttpResponseMessage response)
    {
        var warnings = new List<string>();
        if (response.Headers.TryGetValues(ServedCall.WarningHeader, out IEnumerable<string>? values))
        {
            foreach (string? value in values)
            {
                warnings.Add($"{ServedCall.WarningHeader}: {SensitiveText.Mask(value)}");
            }
        }

        return warnings;
    }

    private static string? First(HttpResponseMessage response, string[] names)
    {
        foreach (string name in names)
        {
            if (response.Headers.TryGetValues(name, out IEnumerable<string>? values))
            {
                foreach (string? value in values)
                {
                    return value;
                }
            }
        }

        return null;
    }
}
