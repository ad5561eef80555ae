namespace MessengerMarketing.Graph;

/// <summary>The outcome of one attempt: a response, or a failure.</summary>
internal readonly record struct GraphAttempt(GraphResponse? Response, GraphFailure? Failure)
{
    public static implicit operator GraphAttempt(GraphResponse response) => new(response, null);

    public static implicit operator GraphAttempt(GraphFailure failure) => new(null, failure);
}
