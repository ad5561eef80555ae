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
                MaxRetryAttempts = options.MaxRetries,
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
    public GraphAttempt Judge(GraphRequest request, GraphFailure failure)
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

        var isSafe = !failure.MayHaveArrived || request.IsIdempotent || request.Settle is not null || failure.IsRefusal;
        return GraphAttempt.Failed(failure) with { MayRetry = isSafe, Operation = request.Operation };
    }

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
        return new GraphRetry(failed.Operation, attempt, options.MaxRetries + 1, delay, failure.Description.Kind, reason, failure.Error);
    }

    private static double Next()
    {
        lock (Jitter)
        {
            return Jitter.NextDouble();
        }
    }
}
