using System;
using System.Collections.Generic;
using System.Globalization;

namespace MessengerMarketing.Graph;

/// <summary>How one attempt failed. It becomes a <see cref="GraphException"/> once no further attempt is made.</summary>
internal sealed record GraphFailure
{
    /// <summary>What it means.</summary>
    public required GraphErrorKind Kind { get; init; }

    /// <summary>What is behind it, where the kind does not tell.</summary>
    public GraphErrorReason Reason { get; init; }

    /// <summary>Whether the same request may succeed later by itself.</summary>
    public bool IsTransient { get; init; }

    /// <summary>What happened, in a sentence.</summary>
    public required string Summary { get; init; }

    public GraphError? Error { get; init; }

    public int? StatusCode { get; init; }

    public string? TraceId { get; init; }

    public UsageReport? Usage { get; init; }

    public TimeSpan? RetryAfter { get; init; }

    /// <summary>The request may have been carried out although nobody says so.</summary>
    public bool MayHaveArrived { get; init; }

    /// <summary>The attempt was given up because nothing moved.</summary>
    public bool IsTimeout { get; init; }

    public Exception? Cause { get; init; }

    /// <summary>The server itself said that the request failed, as opposed to nobody saying anything.</summary>
    public bool IsRefusal => Error?.Code is not null;

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
