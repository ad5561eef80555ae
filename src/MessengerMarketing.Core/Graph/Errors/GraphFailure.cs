using System;
using System.Collections.Generic;
using System.Globalization;

namespace MessengerMarketing.Graph;

/// <summary>The failure of one attempt. It becomes a <see cref="GraphException"/> when there is no further attempt.</summary>
internal sealed record GraphFailure
{
    /// <summary>The kind of error.</summary>
    public required GraphErrorKind Kind { get; init; }

    /// <summary>The cause, when the kind does not give it.</summary>
    public GraphErrorReason Reason { get; init; }

    /// <summary>Whether the same request may succeed when it is retried.</summary>
    public bool IsTransient { get; init; }

    /// <summary>What happened, in a sentence.</summary>
    public required string Summary { get; init; }

    public GraphError? Error { get; init; }

    public int? StatusCode { get; init; }

    public string? TraceId { get; init; }

    public UsageReport? Usage { get; init; }

    public TimeSpan? RetryAfter { get; init; }

    /// <summary>Whether the request may have been carried out although no response confirms it.</summary>
    public bool MayHaveArrived { get; init; }

    /// <summary>Whether the attempt was canceled because it made no progress.</summary>
    public bool IsTimeout { get; init; }

    public Exception? Cause { get; init; }

    /// <summary>Whether the server reported the failure, as opposed to a missing or unreadable response.</summary>
    public bool IsRejection => Error?.Code is not null;

    public string Identity
    {
        get
        {
            var parts = new List<string>(4);
            void Add(string name, object? value)
            {
                if (value is not null)
                {
                    parts.Add(name + " " + Convert.ToString(value, CultureInfo.InvariantCulture));
                }
            }

            Add("code", Error?.Code);
            Add("subcode", Error?.Subcode);

            // Without an envelope, the summary begins with the status.
            Add("HTTP", Summary.StartsWith("HTTP ", StringComparison.Ordinal) ? null : StatusCode);
            Add("fbtrace_id", Error?.FbTraceId ?? TraceId);
            return string.Join(", ", parts);
        }
    }
}
