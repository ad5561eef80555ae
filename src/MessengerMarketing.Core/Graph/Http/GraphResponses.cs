using System;
using System.Collections.Generic;
using System.Net.Http;
using System.Text.Json;
using MessengerMarketing.Text;

namespace MessengerMarketing.Graph;

/// <summary>Reads a response: success, an error of the Graph API, or something that only looks like a response of it.</summary>
internal static class GraphResponses
{
    private const string VersionWarning = "X-Ad-Api-Version-Warning";
    private static readonly string[] TraceHeaders = ["x-fb-trace-id", "x-fb-request-id"];

    /// <param name="response">Status and headers.</param>
    /// <param name="body">The body, decompressed; null when it was larger than allowed.</param>
    /// <param name="request">What was asked.</param>
    /// <param name="time">Clock for dates in headers.</param>
    public static GraphAttempt Read(HttpResponseMessage response, byte[]? body, GraphRequest request, TimeProvider time)
    {
        var status = (int)response.StatusCode;
        var usage = UsageReport.Read(response.Headers);
        var trace = GraphError.CheckedTrace(First(response, TraceHeaders));
        var json = TryParse(body);
        var error = json is { } whole ? GraphError.TryRead(whole) : null;
        var isSuccess = status is >= 200 and < 300 && error is null;
        if (isSuccess && json is { } answer)
        {
            var accepted = new GraphResponse(status, body, answer, request.Operation)
            {
                Usage = usage,
                TraceId = trace,
                Warnings = Warnings(response),
            };
            return request.Shape.FindProblem(answer) is { } problem ? accepted.UnexpectedFailure(problem) : accepted;
        }

        var (kind, isTransient) = isSuccess ? ClassifyUnreadable(body) : GraphErrors.Classify(error, status);
        return new GraphFailure
        {
            Kind = kind,
            Reason = GraphErrors.IsProofMissing(error) ? GraphErrorReason.ProofMissing
                : error is null && status is >= 300 and < 400 ? GraphErrorReason.Redirected
                : GraphErrorReason.None,
            IsTransient = isTransient,
            Summary = Summary(error, response, body, json is not null),
            Error = error,
            StatusCode = status,
            TraceId = trace,
            Usage = usage,
            RetryAfter = Longer(error?.RemainingTime, isTransient ? AskedWait(response, kind, usage, time) : null),

            // Whoever throttles has not started; whoever reports a fault of the server's own may have finished. A code says more than the
            // status: Meta answers HTTP 500 to a parameter that it refuses.
            MayHaveArrived = kind == GraphErrorKind.ServiceUnavailable
                || (kind == GraphErrorKind.UnexpectedAnswer && (isSuccess || status >= 500))

                // Somebody on the way sent it twice, and this is the answer to the second one.
                || error is { Code: 2650, Subcode: 1870159 },
        };
    }

    public static GraphFailure PageTokenMissing() => new()
    {
        Kind = GraphErrorKind.PageTokenMissing,
        Summary = "The call needs a Page access token and the account has none",
    };

    /// <summary>A 2xx answer without JSON. One that breaks off is worth another try; a page of something else is not.</summary>
    private static (GraphErrorKind Kind, bool IsTransient) ClassifyUnreadable(byte[]? body) =>
        (GraphErrorKind.UnexpectedAnswer, body is not null && !LooksLikeMarkup(body));

    private static string Summary(GraphError? error, HttpResponseMessage response, byte[]? body, bool isJson)
    {
        var status = (int)response.StatusCode;
        if (error is not null)
        {
            return error.Message ?? $"HTTP {status} with an error that has no message";
        }

        return body switch
        {
            _ when status is >= 300 and < 400 => $"HTTP {status}, a redirect{Destination(response)}, which is not followed because it would receive the token",
            null => "The answer is larger than the client reads",
            { Length: 0 } => $"HTTP {status} with an empty answer",
            _ when LooksLikeMarkup(body) => $"HTTP {status} with a web page in place of an answer",
            _ when isJson => $"HTTP {status} with an answer of another shape",
            _ => $"HTTP {status} with an answer that is not whole JSON",
        };
    }

    /// <summary>The host that a redirect names; the rest of the address may hold anything.</summary>
    private static string Destination(HttpResponseMessage response)
    {
        try
        {
            return response.Headers.Location is { IsAbsoluteUri: true, Host.Length: > 0 } location ? $" to {SensitiveText.Mask(location.Host)}" : "";
        }
        catch (InvalidOperationException)
        {
            // A host that is no valid name is told only when it is asked for.
            return "";
        }
    }

    private static JsonElement? TryParse(byte[]? body)
    {
        if (body is null)
        {
            return null;
        }

        var start = body.Length >= 3 && body[0] == 0xEF && body[1] == 0xBB && body[2] == 0xBF ? 3 : 0;
        try
        {
            return SafeJson.Clean(JsonElement.Parse(body.AsSpan(start)));
        }
        catch (JsonException)
        {
            // What it is instead is told by the summary; the exception could repeat a part of it.
            return null;
        }
    }

    private static bool LooksLikeMarkup(byte[] body)
    {
        foreach (var value in body)
        {
            if (value is not ((byte)' ' or (byte)'\r' or (byte)'\n' or (byte)'\t' or 0xEF or 0xBB or 0xBF))
            {
                return value == (byte)'<';
            }
        }

        return false;
    }

    private static TimeSpan? AskedWait(HttpResponseMessage response, GraphErrorKind kind, UsageReport usage, TimeProvider time)
    {
        var header = response.Headers.RetryAfter;
        var asked = header?.Delta ?? header?.Date - time.GetUtcNow();
        if (asked < TimeSpan.Zero)
        {
            asked = TimeSpan.Zero;
        }

        return kind == GraphErrorKind.Throttled && usage.WaitTime is { } wait && wait > TimeSpan.Zero && (asked is null || wait > asked) ? wait : asked;
    }

    private static TimeSpan? Longer(TimeSpan? first, TimeSpan? second) => first is null || second > first ? second : first;

    private static List<string> Warnings(HttpResponseMessage response)
    {
        var warnings = new List<string>();
        if (response.Headers.TryGetValues(VersionWarning, out var values))
        {
            foreach (var value in values)
            {
                warnings.Add($"{VersionWarning}: {SensitiveText.Mask(value)}");
            }
        }

        return warnings;
    }

    private static string? First(HttpResponseMessage response, string[] names)
    {
        foreach (var name in names)
        {
            if (response.Headers.TryGetValues(name, out var values))
            {
                foreach (var value in values)
                {
                    return value;
                }
            }
        }

        return null;
    }
}
