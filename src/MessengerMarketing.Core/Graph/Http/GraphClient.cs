using System;
using System.Collections.Generic;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;

namespace MessengerMarketing.Graph;

/// <summary>
/// Calls the Graph API for one context, over the context's connections. It sends the token in the header only, adds the proof, retries
/// transient failures, and throws a <see cref="GraphException"/> for the others. Thread-safe.
/// </summary>
public sealed class GraphClient
{
    /// <summary>Creates a client. It sends nothing.</summary>
    /// <param name="context">The context to call for.</param>
    /// <param name="options">Null for the options of the context.</param>
    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    public GraphClient(GraphContext context, GraphClientOptions? options = null)
    {
        Context = context ?? throw new ArgumentNullException(nameof(context));
        Options = options ?? context.ClientOptions;
        GraphClientOptions.Check(Options);
    }

    /// <summary>The context that the client calls for.</summary>
    public GraphContext Context { get; }

    /// <summary>The options for retries, delays and timeouts.</summary>
    public GraphClientOptions Options { get; }

    /// <summary>Sends a request, with retries.</summary>
    /// <exception cref="GraphException">The request failed.</exception>
    /// <exception cref="OperationCanceledException">The token was canceled, during a call or a wait.</exception>
    public async Task<GraphResponse> SendAsync(GraphRequest request, CancellationToken cancellationToken = default)
    {
        try
        {
            return await SendRepeatedlyAsync(request ?? throw new ArgumentNullException(nameof(request)), cancellationToken);
        }
        finally
        {
            Options.OnEnd?.Invoke();
        }
    }

    /// <summary>Reads a list page by page, until a response has no next page. An empty page can have a next page.</summary>
    /// <param name="request">A GET request for a list, with its fields, filter and limit.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <exception cref="GraphException">A request failed, a response is not a list, or a page cursor was returned twice.</exception>
    public IAsyncEnumerable<GraphPage> PagesAsync(GraphRequest request, CancellationToken cancellationToken = default) =>
        GraphPaging.PagesAsync(this, request ?? throw new ArgumentNullException(nameof(request)), cancellationToken);

    /// <summary>Reads a list object by object; see <see cref="PagesAsync"/>.</summary>
    /// <inheritdoc cref="PagesAsync"/>
    public IAsyncEnumerable<JsonElement> ItemsAsync(GraphRequest request, CancellationToken cancellationToken = default) =>
        GraphPaging.ItemsAsync(this, request ?? throw new ArgumentNullException(nameof(request)), cancellationToken);

    private async Task<GraphResponse> SendRepeatedlyAsync(GraphRequest request, CancellationToken cancellationToken)
    {
        var schedule = new RetrySchedule(Options);
        bool mayHaveArrived = false;
        GraphFailure failure;
        GraphException? lookupFailure = null;
        int attempts;
        for (attempts = 1; ; attempts++)
        {
            Options.OnAttempt?.Invoke(request.Operation, attempts);
            GraphAttempt attempt = await Context.Transport.SendAsync(request, Options, schedule.AttemptTime, cancellationToken);
            if (attempt.Response is { } response)
            {
                return response;
            }

            failure = attempt.Failure!;

            // It stays true: an early attempt may be carried out late.
            mayHaveArrived |= failure.MayHaveArrived;
            if (!IsSafeToRepeat(request, failure) || schedule.NextDelay(failure) is not { } delay)
            {
                break;
            }

            Options.OnRetry?.Invoke(CreateRetry(request, failure, attempts, schedule.MaxAttempts(failure), delay));
            await Options.TimeProvider.Delay(delay, cancellationToken);
            if (request.BeforeRetry is { } beforeRetry)
            {
                await beforeRetry(cancellationToken);
            }

            if (mayHaveArrived && request.FindLostResponse is not null)
            {
                (GraphResponse? settled, lookupFailure) = await FindLostResponseAsync(request, schedule, failure, cancellationToken);
                if (settled is not null)
                {
                    return settled;
                }

                if (lookupFailure is not null)
                {
                    // It is unknown whether the request was carried out, so it must not be sent again.
                    break;
                }
            }
        }

        if (mayHaveArrived && request.FindLostResponse is not null && lookupFailure is null)
        {
            (GraphResponse? settled, lookupFailure) = await FindLostResponseAsync(request, schedule, failure, cancellationToken);
            if (settled is not null)
            {
                return settled;
            }

            // A server that responds and does not know the session has not carried out the request. A response that does not come from the API
            // proves nothing.
            mayHaveArrived = lookupFailure is not null || failure.StatusCode is null || failure.Kind == GraphErrorKind.UnexpectedAnswer;
        }

        DateTimeOffset? accessReturns = null;
        if (schedule.ExceedsTimeLeft(failure))
        {
            failure = failure with { Reason = GraphErrorReason.WaitTooLong };
            accessReturns = Options.TimeProvider.GetUtcNow() + failure.RetryAfter;
        }

        throw new GraphException(failure, request.Operation, attempts, mayHaveArrived, lookupFailure ?? failure.Cause)
        {
            AccessReturns = accessReturns,
            Token = request.Token,
            AdAccountId = Context.AdAccountId,
            ApiVersion = Context.ApiVersion,
        };
    }

    private static bool IsSafeToRepeat(GraphRequest request, GraphFailure failure) =>
        !failure.MayHaveArrived || request.IsIdempotent || request.FindLostResponse is not null || failure.IsRejection;

    private static GraphRetry CreateRetry(GraphRequest request, GraphFailure failure, int attempt, int? maxAttempts, TimeSpan delay)
    {
        string reason = failure.Identity.Length > 0 ? $"{failure.Summary} ({failure.Identity})" : failure.Summary;
        return new GraphRetry(request.Operation, attempt, maxAttempts, delay, failure.Kind, reason, failure.Error);
    }

    private async Task<(GraphResponse? Response, GraphException? Failure)> FindLostResponseAsync(
        GraphRequest request, RetrySchedule schedule, GraphFailure failure, CancellationToken cancellationToken)
    {
        TimeSpan left = schedule.TimeLeft > RetrySchedule.MinRetryTime ? schedule.TimeLeft : RetrySchedule.MinRetryTime;
        var client = new GraphClient(Context, Options with
        {
            MaxWait = left,
            MinAttemptTime = RetrySchedule.MinRetryTime,

            // The request has already waited for a server that does not respond; do not wait three more times.
            MaxTimeoutRetries = failure.IsTimeout ? 0 : Options.MaxTimeoutRetries,
        });
        try
        {
            return (await request.FindLostResponse!(client, cancellationToken), null);
        }
        catch (GraphException exception)
        {
            return (null, exception);
        }
    }
}
