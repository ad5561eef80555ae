using System;
using System.Globalization;
using System.Text;

namespace MessengerMarketing.Graph;

/// <summary>
/// A request to the Graph API failed for good: refused, or tried as often as allowed. The message says what failed, Meta's codes and
/// trace id, and what to do; it holds no token, secret or customer value.
/// </summary>
public sealed class GraphException : Exception
{
    internal GraphException(GraphFailure failure, string operation, int attempts, bool requestMayHaveArrived, Exception? inner)
        : base(Compose(failure, operation, attempts, requestMayHaveArrived), inner)
    {
        Operation = operation;
        Attempts = attempts;
        RequestMayHaveArrived = requestMayHaveArrived;
        Kind = failure.Description.Kind;
        ErrorId = failure.Description.ErrorId;
        Advice = failure.Description.Advice;
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

    /// <summary>What the person can do.</summary>
    public string Advice { get; }

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

    private static string Compose(GraphFailure failure, string operation, int attempts, bool requestMayHaveArrived)
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

        text.Append(' ').Append(failure.Description.Advice);
        if (requestMayHaveArrived && !operation.StartsWith("GET ", StringComparison.Ordinal))
        {
            text.Append(" The request may have been carried out all the same.");
        }

        return text.ToString();
    }

    private static string Sentence(string text) =>
        text.EndsWith(".", StringComparison.Ordinal) || text.EndsWith("!", StringComparison.Ordinal) || text.EndsWith("…", StringComparison.Ordinal) ? text : text + ".";
}
