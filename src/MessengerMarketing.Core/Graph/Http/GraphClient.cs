using System;
using System.Collections.Generic;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using Polly;

namespace MessengerMarketing.Graph;

/// <summary>
/// Calls the Graph API for one account: sends the token in the header only, adds the proof, tries again what may pass, and turns what
/// does not into a <see cref="GraphException"/>. Safe to use from many threads at once; it holds connections, so one client should serve
/// many calls.
/// </summary>
public sealed class GraphClient : IDisposable
{
    private readonly GraphTransport _transport;
    private readonly GraphRetryPolicy _policy;
    private readonly ResiliencePipeline<GraphAttempt> _pipeline;
    private readonly bool _ownsTransport;

    /// <summary>Makes a client; nothing is sent yet.</summary>
    /// <param name="account">Not disposed with the client.</param>
    /// <param name="options">Null for the defaults.</param>
    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    public GraphClient(GraphContext account, GraphClientOptions? options = null)
        : this(account ?? throw new ArgumentNullException(nameof(account)), Checked(options), null)
    {
    }

    private GraphClient(GraphContext account, GraphClientOptions options, GraphTransport? shared)
    {
        Account = account;
        Options = options;
        _ownsTransport = shared is null;
        _transport = shared ?? new GraphTransport(account, options);
        _policy = new GraphRetryPolicy(options);
        _pipeline = _policy.Build(options.OnRetry);
    }

    /// <summary>Whom the client calls for.</summary>
    public GraphContext Account { get; }

    /// <summary>How it tries, waits and gives up.</summary>
    public GraphClientOptions Options { get; }

    /// <summary>
    /// The same client, connections included, that tells another listener of its retries. Disposing it changes nothing; it ends with the
    /// client it was made from.
    /// </summary>
    /// <param name="onRetry">As <see cref="GraphClientOptions.OnRetry"/>.</param>
    public GraphClient Observe(Action<GraphRetry>? onRetry) => new(Account, Options with { OnRetry = onRetry }, _transport);

    /// <summary>Sends a request, as often as needed and allowed.</summary>
    /// <exception cref="GraphException">It failed for good.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled, during a call or a wait.</exception>
    public async Task<GraphResponse> SendAsync(GraphRequest request, CancellationToken cancellationToken = default)
    {
        if (request is null)
        {
            throw new ArgumentNullException(nameof(request));
        }

        var sending = new Sending(request) { Started = Options.TimeProvider.GetTimestamp() };
        var outcome = await _pipeline.ExecuteAsync(
            static (state, token) => new ValueTask<GraphAttempt>(state.Client.AttemptAsync(state.Sending, token)),
            (Client: this, Sending: sending),
            cancellationToken);
        if (outcome.Failure is not { } failure)
        {
            return outcome.Response!;
        }

        if (await SettleAsync(sending, cancellationToken) is { } settled)
        {
            return settled;
        }

        // A server that has answered, and knows of no such session, has not carried the request out.
        bool isSettled = request.Settle is not null && sending.SettleProblem is null && failure.StatusCode is not null;
        throw new GraphException(failure, request.Operation, Math.Max(1, sending.Attempts), sending.MayHaveArrived && !isSettled, sending.SettleProblem ?? failure.Cause);
    }

    /// <summary>Follows a list page by page, until an answer has no next page. A page may be empty and still have one.</summary>
    /// <param name="request">A GET of a list, with its fields, filter and limit.</param>
    /// <param name="cancellationToken">Ends it between and during calls.</param>
    /// <exception cref="GraphException">A call failed for good, an answer is no list, or the pages go in circles.</exception>
    public IAsyncEnumerable<GraphPage> PagesAsync(GraphRequest request, CancellationToken cancellationToken = default) =>
        GraphPaging.PagesAsync(this, request ?? throw new ArgumentNullException(nameof(request)), cancellationToken);

    /// <summary>Follows a list object by object; see <see cref="PagesAsync"/>.</summary>
    /// <inheritdoc cref="PagesAsync"/>
    public IAsyncEnumerable<JsonElement> ItemsAsync(GraphRequest request, CancellationToken cancellationToken = default) =>
        GraphPaging.ItemsAsync(this, request ?? throw new ArgumentNullException(nameof(request)), cancellationToken);

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_ownsTransport)
        {
            _transport.Dispose();
        }
    }

    private static GraphClientOptions Checked(GraphClientOptions? options)
    {
        options ??= new GraphClientOptions();
        GraphClientOptions.Check(options);
        return options;
    }

    private async Task<GraphAttempt> AttemptAsync(Sending sending, CancellationToken cancellationToken)
    {
        if (await SettleAsync(sending, cancellationToken) is { } settled)
        {
            return GraphAttempt.Answered(settled);
        }

        if (sending.SettleProblem is not null)
        {
            // Nobody can tell whether the request was carried out, so it must not be sent again.
            return GraphAttempt.Failed(sending.LastFailure!);
        }

        sending.Attempts++;
        var attempt = await _transport.SendAsync(sending.Request, cancellationToken);
        if (attempt.Failure is not { } failure)
        {
            return attempt;
        }

        sending.LastFailure = failure;
        sending.MayHaveArrived |= failure.MayHaveArrived;
        if (!_policy.IsPatientWith(failure))
        {
            sending.Failures++;
        }

        return _policy.Judge(sending.Request, failure, sending.Failures, Options.TimeProvider.GetElapsedTime(sending.Started));
    }

    private static async Task<GraphResponse?> SettleAsync(Sending sending, CancellationToken cancellationToken)
    {
        if (!sending.MayHaveArrived || sending.SettleProblem is not null || sending.Request.Settle is not { } settle)
        {
            return null;
        }

        try
        {
            return await settle(cancellationToken);
        }
        catch (GraphException problem)
        {
            sending.SettleProblem = problem;
            return null;
        }
    }

    private sealed class Sending(GraphRequest request)
    {
        public GraphRequest Request { get; } = request;

        public int Attempts { get; set; }

        public int Failures { get; set; }

        public long Started { get; init; }

        /// <summary>Once true it stays: an early attempt may be carried out late.</summary>
        public bool MayHaveArrived { get; set; }

        public GraphFailure? LastFailure { get; set; }

        public GraphException? SettleProblem { get; set; }
    }
}
