using System;
using System.Globalization;
using System.Text;

namespace MessengerMarketing.Graph;

/// <summary>
/// A request to the Graph API failed: it was rejected, or all retries failed. The message contains Meta's codes and trace id, and no
/// token, secret or customer data.
/// </summary>
public sealed class GraphException : Exception
{
    internal GraphException(GraphFailure failure, string operation, int attempts, bool requestMayHaveArrived, Exception? inner)
        : base(FormatMessage(failure, operation, attempts, requestMayHaveArrived), inner)
    {
        Operation = operation;
        Attempts = attempts;
        RequestMayHaveArrived = requestMayHaveArrived;
        Kind = failure.Kind;
        ErrorId = GraphErrors.GetErrorId(failure.Kind);
        Reason = failure.Reason;
        Error = failure.Error;
        StatusCode = failure.StatusCode;
        RetryAfter = failure.RetryAfter;
        Usage = failure.Usage;
    }

    /// <summary>Method and path of the request, such as <c>POST act_1234/customaudiences</c>, without the query.</summary>
    public string Operation { get; }

    /// <summary>The kind of error.</summary>
    public GraphErrorKind Kind { get; }

    /// <summary>Stable error id for scripts, such as <c>MMThrottled</c>.</summary>
    public string ErrorId { get; }

    /// <summary>The cause, when the kind and the code do not give it.</summary>
    public GraphErrorReason Reason { get; }

    /// <summary>When calls are accepted again, by the local clock; set when the server asks for a longer wait than allowed.</summary>
    public DateTimeOffset? AccessReturns { get; internal init; }

    /// <summary>The token that the request used.</summary>
    public GraphToken Token { get; internal init; }

    /// <summary>The ad account of the request; null when not known.</summary>
    public string? AdAccountId { get; internal init; }

    /// <summary>The API version of the request; null when not known.</summary>
    public string? ApiVersion { get; internal init; }

    /// <summary>Whether the request only reads data.</summary>
    public bool IsQuery => Operation.StartsWith("GET ", StringComparison.Ordinal);

    /// <summary>The error envelope, masked; null when the response has none.</summary>
    public GraphError? Error { get; }

    /// <summary>HTTP status; null when there was no response.</summary>
    public int? StatusCode { get; }

    /// <summary>Time that the server asked to wait; null when it did not.</summary>
    public TimeSpan? RetryAfter { get; }

    /// <summary>Rate limit usage of the last response; null when there was no response.</summary>
    public UsageReport? Usage { get; }

    /// <summary>Number of attempts.</summary>
    public int Attempts { get; }

    /// <summary>
    /// True when an attempt ended without a response, with a server fault or with a response that could not be read. The request may then
    /// have been carried out.
    /// </summary>
    public bool RequestMayHaveArrived { get; }

    private static string FormatMessage(GraphFailure failure, string operation, int attempts, bool requestMayHaveArrived)
    {
        StringBuilder text = new StringBuilder(operation).Append(" failed");
        if (attempts > 1)
        {
            text.Append(" after ").Append(attempts.ToString(CultureInfo.InvariantCulture)).Append(" attempts");
        }

        text.Append(": ").Append(Sentence(failure.Summary));
        if (failure.Error is { } error)
        {
            foreach (string? part in new[] { error.UserTitle, error.UserMessage })
            {
                if (part is not null && part != error.Message)
                {
                    text.Append(' ').Append(Sentence(part));
                }
            }
        }

        if (failure.Identity is { Length: > 0 } identity)
        {
            text.Append(" (").Append(identity).Append(')');
        }

        if (requestMayHaveArrived && !operation.StartsWith("GET ", StringComparison.Ordinal))
        {
            text.Append(" The request may still have been processed.");
        }

        return text.ToString();
    }

    private static string Sentence(string text) =>
        text.EndsWith(".", StringComparison.Ordinal) || text.EndsWith("!", StringComparison.Ordinal) || text.EndsWith("…", StringComparison.Ordinal) ? text : text + ".";
}
