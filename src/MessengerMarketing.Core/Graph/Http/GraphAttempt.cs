namespace MessengerMarketing.Graph;

/// <summary>The outcome of one attempt: an answer, or a failure.</summary>
internal sealed record GraphAttempt
{
    public GraphResponse? Response { get; private init; }

    public GraphFailure? Failure { get; private init; }

    /// <summary>What was tried, as it may be shown.</summary>
    public string Operation { get; init; } = "";

    /// <summary>Whether sending the request again is sensible and safe.</summary>
    public bool MayRetry { get; init; }

    public static GraphAttempt Answered(GraphResponse response) => new() { Response = response };

    public static GraphAttempt Failed(GraphFailure failure) => new() { Failure = failure };
}
