using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Net;
using System.Threading;
using System.Threading.Tasks;
using MessengerMarketing.Sandbox.Errors;
using MessengerMarketing.Sandbox.Faults;
using MessengerMarketing.Sandbox.State;

namespace MessengerMarketing.Sandbox.Http;

/// <summary>What happens to every request: body, fault, call, latency, answer, record.</summary>
internal sealed class RequestPipeline(AdAccount account, Uri address, CancellationToken stopping)
{
    private const int RequestsRemembered = 1000;
    private const int ErrorsRemembered = 100;
    private const int Dropped = 0;

    private readonly CallHandler _calls = new(account, address);
    private readonly RandomSource _traces = new(account.Options.Seed, stream: 3);
    private long _count;

    public FaultPlan Faults { get; } = new(account.Options);

    public RecentList<SandboxRequest> Requests { get; } = new(RequestsRemembered);

    public RecentList<Exception> InternalErrors { get; } = new(ErrorsRemembered);

    public long Count => Interlocked.Read(ref _count);

    public async Task RunAsync(HttpListenerContext context)
    {
        long started = Stopwatch.GetTimestamp();
        long number = Interlocked.Increment(ref _count);
        string method = context.Request.HttpMethod;
        string path = context.Request.Url?.AbsolutePath ?? "/";
        SandboxFault? fault = Faults.Take(number, method, path);
        try
        {
            string trace = _traces.Word("A", 23);
            GraphAnswer? answer = await AnswerAsync(context.Request, fault, trace, number).ConfigureAwait(false);
            await Task.Delay(account.Options.Latency, stopping).ConfigureAwait(false);

            // Recorded first: a client that has its answer must find its request in the record.
            Requests.Add(new SandboxRequest(number, method, path, answer?.Status ?? Dropped, fault?.Name, Elapsed(started)));
            if (answer is null)
            {
                context.Response.Abort();
            }
            else
            {
                await SendAsync(context, answer, trace).ConfigureAwait(false);
            }
        }
        catch (Exception gone) when (gone is HttpListenerException or IOException or ObjectDisposedException or OperationCanceledException)
        {
            // The client went away, or the server is being stopped: nobody is left to answer.
            context.Response.Abort();
        }
        catch (Exception unexpected)
        {
            InternalErrors.Add(unexpected);
            context.Response.Abort();
        }
    }

    /// <summary>The answer of a request; null drops the connection.</summary>
    private async Task<GraphAnswer?> AnswerAsync(HttpListenerRequest request, SandboxFault? fault, string trace, long number)
    {
        using RequestBody? body = await RequestBody.ReadAsync(request, account.Options.MaxBodyBytes, stopping).ConfigureAwait(false);
        GraphAnswer? answer = fault is null || fault.HappensAfterProcessing ? Call(request, body, trace, number) : null;
        if (fault is not null)
        {
            answer = fault.DropsConnection ? null : fault.Answer(trace, account.Id);
        }

        return answer;
    }

    private GraphAnswer Call(HttpListenerRequest request, RequestBody? body, string trace, long number)
    {
        if (body is null)
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
            InternalErrors.Add(unexpected);
            return GraphAnswer.Of(GraphErrors.Unknown(), trace);
        }
    }

    private async Task SendAsync(HttpListenerContext context, GraphAnswer answer, string trace)
    {
        HttpListenerResponse response = context.Response;
        response.StatusCode = answer.Status;
        response.ContentType = answer.ContentType;
        response.Headers["x-fb-trace-id"] = trace;
        response.Headers["facebook-api-version"] = _calls.VersionOf(context.Request.Url);
        foreach (KeyValuePair<string, string> header in answer.Headers)
        {
            response.Headers[header.Key] = header.Value;
        }

        response.ContentLength64 = answer.Body.Length;
        if (answer.Body.Length > 0 && !string.Equals(context.Request.HttpMethod, "HEAD", StringComparison.Ordinal))
        {
            await response.OutputStream.WriteAsync(answer.Body, 0, answer.Body.Length, stopping).ConfigureAwait(false);
        }

        response.Close();
    }

    private static TimeSpan Elapsed(long started) =>
        TimeSpan.FromSeconds((Stopwatch.GetTimestamp() - started) / (double)Stopwatch.Frequency);
}
