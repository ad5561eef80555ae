using System;
using System.Collections.Generic;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;

namespace MessengerMarketing.Graph;

/// <summary>
/// Calls the Graph API for one context, over the context's connections: sends the token in the header only, adds the proof, retries what
/// may pass, and turns what does not into a <see cref="GraphException"/>. Safe to use from many threads at once.
/// </summary>
public sealed class GraphClient : IDisposable
{
    /// <summary>Creates a client; nothing is sent yet.</summary>
    /// <param name="context">Whom to call for.</param>
    /// <param name="options">Null for the context's own.</param>
    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    public GraphClient(GraphContext context, GraphClientOptions? options = null)
    {
        Account = context ?? throw new ArgumentNullException(nameof(context));
        Options = options ?? context.ClientOptions;
        GraphClientOptions.Check(Options);
    }

    /// <summary>Whom the client calls for.</summary>
    public GraphContext Account { get; }

    /// <summary>How it retries, waits and times out.</summary>
    public GraphClientOptions Options { get; }

    /// <summary>Sends a request, as often as needed and allowed.</summary>
    /// <exception cref="GraphException">It failed for good.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled, during a call or a wait.</exception>
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

    /// <summary>Follows a list page by page, until a response has no next page. A page may be empty and still have one.</summary>
    /// <param name="request">A GET of a list, with its fields, filter and limit.</param>
    /// <param name="cancellationToken">Ends it between and during calls.</param>
    /// <exception cref="GraphException">A call failed for good, a response is no list, or the pages go in circles.</exception>
    public IAsyncEnumerable<GraphPage> PagesAsync(GraphRequest request, CancellationToken cancellationToken = default) =>
        GraphPaging.PagesAsync(this, request ?? throw new ArgumentNullException(nameof(request)), cancellationToken);

    /// <summary>Follows a list object by object; see <see cref="PagesAsync"/>.</summary>
    /// <inheritdoc cref="PagesAsync"/>
    public IAsyncEnumerable<JsonElement> ItemsAsync(GraphRequest request, CancellationToken cancellationToken = default) =>
        GraphPaging.ItemsAsync(this, request ?? throw new ArgumentNullException(nameof(request)), cancellationToken);

    /// <summary>Does nothing: the connections belong to the context.</summary>
    public void Dispose()
    {
    }

    private async Task<GraphResponse> SendRepeatedlyAsync(GraphRequest request, CancellationToken cancellationToken)
    {
        var schedule = new RetrySchedule(Options);
        var mayHaveArrived = false;
        GraphFailure failure;
        GraphException? settleFailure = null;
        int attempts;
        for (attempts = 1; ; attempts++)
        {
            Options.OnAttempt?.Invoke(request.Operation, attempts);
            var attempt = await Account.Transport.SendAsync(request, Options, schedule.AttemptTime, cancellationToken);
            if (attempt.Response is { } response)
            {
                return response;
            }

            failure = attempt.Failure!;

            // Once true it stays: an early attempt may be carried out late.
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

            if (mayHaveArrived && request.Settle is not null)
            {
                (var settled, settleFailure) = await SettleAsync(request, schedule, failure, cancellationToken);
                if (settled is not null)
                {
                    return settled;
                }

                if (settleFailure is not null)
                {
                    // Nobody can tell whether the request was carried out, so it must not be sent again.
                    break;
                }
            }
        }

        if (mayHaveArrived && request.Settle is not null && settleFailure is null)
        {
            (var settled, settleFailure) = await SettleAsync(request, schedule, failure, cancellationToken);
            if (settled is not null)
            {
                return settled;
            }

            // A server that has answered, and knows of no such session, has not carried the request out. An answer that is none of its own
            // says nothing.
            mayHaveArrived = settleFailure is not null || failure.StatusCode is null || failure.Kind == GraphErrorKind.UnexpectedAnswer;
        }

        DateTimeOffset? accessReturns = null;
        if (schedule.IsAskedTooMuch(failure))
        {
            failure = failure with { Reason = GraphErrorReason.WaitTooLong };
            accessReturns = Options.TimeProvider.GetUtcNow() + failure.RetryAfter;
        }

        throw new GraphException(failure, request.Operation, attempts, mayHaveArrived, settleFailure ?? failure.Cause)
        {
            AccessReturns = accessReturns,
            Token = request.Token,
            AdAccountId = Account.AdAccountId,
            ApiVersion = Account.ApiVersion,
        };
    }

    private static bool IsSafeToRepeat(GraphRequest request, GraphFailure failure) =>
        !failure.MayHaveArrived || request.IsIdempotent || request.Settle is not null || failure.IsRefusal;

    private static GraphRetry CreateRetry(GraphRequest request, GraphFailure failure, int attempt, int? maxAttempts, TimeSpan delay)
    {
        var reason = failure.Identity.Length > 0 ? $"{failure.Summary} ({failure.Identity})" : failure.Summary;
        return new GraphRetry(request.Operation, attempt, maxAttempts, delay, failure.Kind, reason, failure.Error);
    }

    private async Task<(GraphResponse? Response, GraphException? Failure)> SettleAsync(
        GraphRequest request, RetrySchedule schedule, GraphFailure failure, CancellationToken cancellationToken)
    {
        var left = schedule.TimeLeft > RetrySchedule.MinRetryTime ? schedule.TimeLeft : RetrySchedule.MinRetryTime;
        var client = new GraphClient(Account, Options with
        {
            MaxWait = left,
            MinAttemptTime = RetrySchedule.MinRetryTime,

            // Whoever has waited for a silent server once need not wait for it three times.
            MaxTimeoutRetries = failure.IsTimeout ? 0 : Options.MaxTimeoutRetries,
        });
        try
        {
            return (await request.Settle!(client, cancellationToken), null);
        }
        catch (GraphException exception)
        {
            return (null, exception);
        }
    }
}
