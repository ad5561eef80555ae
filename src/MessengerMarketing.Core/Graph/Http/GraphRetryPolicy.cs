using System;
using System.Globalization;
using System.Threading.Tasks;
using Polly;
using Polly.Retry;

namespace MessengerMarketing.Graph;

/// <summary>When a failed attempt is followed by another, and after which wait.</summary>
internal sealed class GraphRetryPolicy(GraphClientOptions options)
{
    private static readonly Random Jitter = new();

    public ResiliencePipeline<GraphAttempt> Build(Action<GraphRetry>? onRetry)
    {
        var builder = new ResiliencePipelineBuilder<GraphAttempt> { TimeProvider = options.TimeProvider };
        if (options.MaxRetries > 0)
        {
            builder.AddRetry(new RetryStrategyOptions<GraphAttempt>
            {
                // Judge says when it is enough.
                MaxRetryAttempts = int.MaxValue,
                ShouldHandle = static arguments => new ValueTask<bool>(arguments.Outcome.Result is { MayRetry: true }),
                DelayGenerator = arguments => new ValueTask<TimeSpan?>(Delay(arguments.Outcome.Result!.Failure!, arguments.AttemptNumber)),
                OnRetry = arguments =>
                {
                    onRetry?.Invoke(Describe(arguments.Outcome.Result!, arguments.AttemptNumber + 1, arguments.RetryDelay));
                    return default;
                },
            });
        }

        return builder.Build();
    }

    /// <summary>Decides about an attempt's failure. A longer wait than allowed makes it final, and its advice says when access returns.</summary>
    /// <param name="request">The request.</param>
    /// <param name="failure">What failed.</param>
    /// <param name="failures">How many attempts have failed, this one included, those not counted that <see cref="GraphClientOptions.ThrottlePatience"/> bounds.</param>
    /// <param name="elapsed">Time since the first attempt began.</param>
    public GraphAttempt Judge(GraphRequest request, GraphFailure failure, int failures, TimeSpan elapsed)
    {
        if (!failure.Description.IsTransient)
        {
            return GraphAttempt.Failed(failure);
        }

        if (failure.RetryAfter > options.MaxWait)
        {
            var minutes = Math.Ceiling(failure.RetryAfter.Value.TotalMinutes).ToString("0", CultureInfo.InvariantCulture);
            var moment = (options.TimeProvider.GetUtcNow() + failure.RetryAfter.Value).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
            return GraphAttempt.Failed(failure with
            {
                Description = failure.Description with { Advice = $"Access returns in about {minutes} minutes, at {moment} UTC. Try again then." },
            });
        }

        if (IsPatientWith(failure) ? elapsed + (failure.RetryAfter ?? TimeSpan.Zero) > options.ThrottlePatience : failures > options.MaxRetries)
        {
            return GraphAttempt.Failed(failure);
        }

        var isSafe = !failure.MayHaveArrived || request.IsIdempotent || request.Settle is not null || failure.IsRefusal;
        return GraphAttempt.Failed(failure) with { MayRetry = isSafe, Operation = request.Operation };
    }

    /// <summary>Whether time and not the number of attempts ends the request's trying.</summary>
    public bool IsPatientWith(GraphFailure failure) => options.ThrottlePatience is not null && failure.Description.Kind == GraphErrorKind.Throttled;

    private TimeSpan Delay(GraphFailure failure, int attempt)
    {
        if (failure.RetryAfter is { } asked)
        {
            // Callers that were held back together should not come back at the same instant.
            return asked + TimeSpan.FromMilliseconds(Math.Min(1000, (asked.TotalMilliseconds + 10) / 10) * Next());
        }

        var first = failure.Description.Kind == GraphErrorKind.Throttled && !failure.IsAccessBack ? options.ThrottledDelay : options.BaseDelay;
        var grown = Math.Min(first.TotalMilliseconds * Math.Pow(2, attempt), options.MaxDelay.TotalMilliseconds);
        return TimeSpan.FromMilliseconds(grown * (1 - (Next() / 2)));
    }

    private GraphRetry Describe(GraphAttempt failed, int attempt, TimeSpan delay)
    {
        var failure = failed.Failure!;
        var reason = failure.Identity.Length > 0 ? $"{failure.Summary} ({failure.Identity})" : failure.Summary;
        return new GraphRetry(failed.Operation, attempt, IsPatientWith(failure) ? null : options.MaxRetries + 1, delay, failure.Description.Kind, reason, failure.Error);
    }

    private static double Next()
    {
        lock (Jitter)
        {
            return Jitter.NextDouble();
        }
    }
}
