using System;
using System.Globalization;
using System.Text;

namespace MessengerMarketing.Graph;

/// <summary>
/// A request to the Graph API failed for good: refused, or tried as often as allowed. The message says what failed, with Meta's codes and
/// trace id; it holds no token, secret or customer value.
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
        ErrorId = GraphErrors.IdOf(failure.Kind);
        Reason = failure.Reason;
        Error = failure.Error;
        StatusCode = failure.StatusCode;
        RetryAfter = failure.RetryAfter;
        Usage = failure.Usage;
    }

    /// <summary>What was tried, such as <c>POST act_1234/customaudiences</c>; without query.</summary>
    public string Operation { get; }

    /// <summary>What it means.</summary>
    public GraphErrorKind Kind { get; }

    /// <summary>Stable word for scripts, such as <c>MMThrottled</c>.</summary>
    public string ErrorId { get; }

    /// <summary>What is behind it, where kind and code do not tell.</summary>
    public GraphErrorReason Reason { get; }

    /// <summary>When calls are let through again, by this machine's clock, when the server said so and asked for a longer wait than allowed.</summary>
    public DateTimeOffset? AccessReturns { get; internal init; }

    /// <summary>Which token the request carried.</summary>
    public GraphToken Token { get; internal init; }

    /// <summary>The ad account that was called for; null when not known.</summary>
    public string? AdAccountId { get; internal init; }

    /// <summary>The API version that was called; null when not known.</summary>
    public string? ApiVersion { get; internal init; }

    /// <summary>Whether the request only asked for something.</summary>
    public bool IsQuery => Operation.StartsWith("GET ", StringComparison.Ordinal);

    /// <summary>The error envelope, masked; null when the answer had none.</summary>
    public GraphError? Error { get; }

    /// <summary>HTTP status; null when no answer came.</summary>
    public int? StatusCode { get; }

    /// <summary>How long the server asked to wait, when it did.</summary>
    public TimeSpan? RetryAfter { get; }

    /// <summary>The rate limits as the last answer told them; null when no answer came.</summary>
    public UsageReport? Usage { get; }

    /// <summary>How often the request was sent.</summary>
    public int Attempts { get; }

    /// <summary>
    /// True when an attempt ended without an answer, in a server fault or in an answer that could not be read, so that what was asked for
    /// may have been done all the same.
    /// </summary>
    public bool RequestMayHaveArrived { get; }

    private static string FormatMessage(GraphFailure failure, string operation, int attempts, bool requestMayHaveArrived)
    {
        var text = new StringBuilder(operation).Append(" failed");
        if (attempts > 1)
        {
            text.Append(" after ").Append(attempts.ToString(CultureInfo.InvariantCulture)).Append(" attempts");
        }

        text.Append(": ").Append(Sentence(failure.Summary));
        if (failure.Error is { } error)
        {
            foreach (var part in new[] { error.UserTitle, error.UserMessage })
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
            text.Append(" The request may have been carried out all the same.");
        }

        return text.ToString();
    }

    private static string Sentence(string text) =>
        text.EndsWith(".", StringComparison.Ordinal) || text.EndsWith("!", StringComparison.Ordinal) || text.EndsWith("…", StringComparison.Ordinal) ? text : text + ".";
}
