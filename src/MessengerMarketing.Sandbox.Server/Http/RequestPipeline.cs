using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Threading;
using System.Threading.Tasks;
using MessengerMarketing.Http;
using MessengerMarketing.Sandbox.Endpoints;
using MessengerMarketing.Sandbox.Errors;
using MessengerMarketing.Sandbox.Faults;
using MessengerMarketing.Sandbox.State;

namespace MessengerMarketing.Sandbox.Http;

/// <summary>Processes requests: fault, call, latency, log, response.</summary>
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

    /// <summary>Responds to a request; null drops its connection.</summary>
    public async Task<HttpResponse?> RespondAsync(HttpRequest request)
    {
        long started = Stopwatch.GetTimestamp();
        long number = Interlocked.Increment(ref _count);
        string trace = _traces.Word("A", 23);
        SandboxFault? fault = Faults.Next(number, request.Method, request.Path);
        List<string> faults = fault is null ? [] : [fault.Name];
        GraphResponse? response = fault is null || fault.HappensAfterProcessing ? Process(request, trace, number, faults) : null;
        if (fault is not null)
        {
            response = fault.Instead(response, trace, account.Id);
        }

        TimeSpan delay = Faults.Delay(number, out bool isSlow);
        if (isSlow)
        {
            faults.Add("slow");
        }

        try
        {
            await Task.Delay(delay, stopping).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            response = null;
        }

        if (response is not null)
        {
            response.Headers["x-fb-trace-id"] = trace;
            response.Headers["facebook-api-version"] = account.State.ServedVersion ?? _calls.VersionOf(request.Path);
            if (account.State.VersionWarning is { } warning)
            {
                response.Headers["X-Ad-Api-Version-Warning"] = warning;
            }

            response.Date = DateTimeOffset.UtcNow + account.ClockOffset;
        }

        // Logged first: a client that has its response must find its request in the log.
        string? played = faults.Count == 0 ? null : string.Join(", ", faults);
        Requests.Add(new SandboxRequest(number, request.Method, WithoutToken(request.Path), response?.Status ?? Dropped, played, Elapsed(started)));
        return response;
    }

    private GraphResponse Process(HttpRequest request, string trace, long number, List<string> faults)
    {
        if (request.Body is not { } body)
        {
            return GraphResponse.FromError(GraphErrors.BodyTooLarge(), trace);
        }

        GraphResponse response;
        if (Faults.IsRepeated(request.Method, request.Path))
        {
            // Reading a form overwrites it, so the second call needs its own copy. The first response is lost.
            using RequestBody again = body.Copy();
            _ = Call(request, body, trace, number);
            response = Call(request, again, trace, number);
            faults.Add("processed twice");
        }
        else
        {
            response = Call(request, body, trace, number);
        }

        if (response.Fault is { } fault)
        {
            faults.Add(fault);
        }

        return response;
    }

    private GraphResponse Call(HttpRequest request, RequestBody body, string trace, long number)
    {
        try
        {
            return _calls.Handle(request, body, trace, number);
        }
        catch (GraphErrorException exception)
        {
            return GraphResponse.FromError(exception.Error, trace);
        }
        catch (Exception exception)
        {
            internalErrors.Add(exception);
            return GraphResponse.FromError(GraphErrors.Unknown(), trace);
        }
    }

    // A subscription token is the only object id that is a secret.
    private static string WithoutToken(string path)
    {
        int at = path.IndexOf(SubscriptionTokensEndpoint.IdPrefix, StringComparison.Ordinal);
        return at < 0 ? path : path.Substring(0, at + SubscriptionTokensEndpoint.IdPrefix.Length) + "…";
    }

    private static TimeSpan Elapsed(long started) =>
        TimeSpan.FromSeconds((Stopwatch.GetTimestamp() - started) / (double)Stopwatch.Frequency);
}
