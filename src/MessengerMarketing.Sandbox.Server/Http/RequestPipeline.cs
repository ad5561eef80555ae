using System;
using System.Diagnostics;
using System.Threading;
using System.Threading.Tasks;
using MessengerMarketing.Http;
using MessengerMarketing.Sandbox.Endpoints;
using MessengerMarketing.Sandbox.Errors;
using MessengerMarketing.Sandbox.Faults;
using MessengerMarketing.Sandbox.State;

namespace MessengerMarketing.Sandbox.Http;

/// <summary>What happens to every request: fault, call, latency, record, answer.</summary>
internal sealed class RequestPipeline(AdAccount account, Uri address, RecentList<Exception> internalErrors, CancellationToken stopping)
{
    private const int RequestsRemembered = 1000;
    private const int Dropped = 0;

    private readonly CallHandler _calls = new(account, address);
    private readonly RandomSource _traces = new(account.Options.Seed, stream: 3);
    private long _count;

    public FaultPlan Faults { get; } = new(account.Options);

    public RecentList<SandboxRequest> Requests { get; } = new(RequestsRemembered);

    public long Count => Interlocked.Read(ref _count);

    /// <summary>Answers a request; null drops its connection.</summary>
    public async Task<HttpAnswer?> AnswerAsync(HttpRequest request)
    {
        long started = Stopwatch.GetTimestamp();
        long number = Interlocked.Increment(ref _count);
        string trace = _traces.Word("A", 23);
        SandboxFault? fault = Faults.Take(number, request.Method, request.Path);
        GraphAnswer? answer = fault is null || fault.HappensAfterProcessing ? Call(request, trace, number) : null;
        if (fault is not null)
        {
            answer = fault.DropsConnection ? null : fault.Answer(trace, account.Id);
        }

        try
        {
            await Task.Delay(account.Options.Latency, stopping).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            answer = null;
        }

        if (answer is not null)
        {
            answer.Headers["x-fb-trace-id"] = trace;
            answer.Headers["facebook-api-version"] = _calls.VersionOf(request.Path);
        }

        // Recorded first: a client that has its answer must find its request in the record.
        Requests.Add(new SandboxRequest(number, request.Method, WithoutToken(request.Path), answer?.Status ?? Dropped, fault?.Name, Elapsed(started)));
        return answer;
    }

    private GraphAnswer Call(HttpRequest request, string trace, long number)
    {
        if (request.Body is not { } body)
        {
            return GraphAnswer.Of(GraphErrors.BodyTooLarge(), trace);
        }

        try
        {
            return _calls.Handle(request, body, number);
        }
        catch (GraphRefusalException refusal)
        {
            return GraphAnswer.Of(refusal.Error, trace);
        }
        catch (Exception unexpected)
        {
            internalErrors.Add(unexpected);
            return GraphAnswer.Of(GraphErrors.Unknown(), trace);
        }
    }

    // The one object that has a secret for its id.
    private static string WithoutToken(string path)
    {
        int at = path.IndexOf(SubscriptionTokensEndpoint.IdPrefix, StringComparison.Ordinal);
        return at < 0 ? path : path.Substring(0, at + SubscriptionTokensEndpoint.IdPrefix.Length) + "…";
    }

    private static TimeSpan Elapsed(long started) =>
        TimeSpan.FromSeconds((Stopwatch.GetTimestamp() - started) / (double)Stopwatch.Frequency);
}
