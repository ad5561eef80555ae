using System;
using System.Diagnostics;
using System.Globalization;
using System.Management.Automation;
using System.Threading;
using MessengerMarketing.Graph;

namespace MessengerMarketing.Formatting;

/// <summary>Shows what a call waits for if nothing has happened for three seconds: a response, or a wait before a retry. Clients report from any thread. Only
/// the pipeline thread displays progress.</summary>
internal sealed class WaitProgress(Cmdlet cmdlet)
{
    // The progress of an upload has the ID 0.
    private const int ActivityId = 1;
    private const string Activity = "Waiting for the Graph API";

    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private int _calls;
    private Step? _step;
    private TimeSpan? _shownAt;

    /// <summary>Adds observers for the attempts, retries, and completion of a client's calls.</summary>
    public GraphClientOptions Observe(GraphClientOptions options) => options with
    {
        OnAttempt = (operation, attempt) =>
        {
            options.OnAttempt?.Invoke(operation, attempt);
            if (attempt == 1)
            {
                Interlocked.Increment(ref _calls);
            }

            Volatile.Write(ref _step, new Step(operation, attempt, _clock.Elapsed, null));
        },
        OnRetry = retry =>
        {
            options.OnRetry?.Invoke(retry);
            Volatile.Write(ref _step, new Step(retry.Operation, retry.Attempt, _clock.Elapsed, retry));
        },
        OnEnd = () =>
        {
            options.OnEnd?.Invoke();
            Interlocked.Decrement(ref _calls);
        },
    };

    /// <summary>Shows the wait, unless it is short, no call is in progress, or it was shown a moment ago. Pipeline thread only.</summary>
    /// <param name="waited">How long the pipeline thread has been waiting.</param>
    public void ShowIfQuiet(TimeSpan waited)
    {
        if (waited < Quiet || Volatile.Read(ref _calls) <= 0 || Volatile.Read(ref _step) is not { } step || _clock.Elapsed - _shownAt < Interval)
        {
            return;
        }

        _shownAt = _clock.Elapsed;
        TimeSpan age = _clock.Elapsed - step.Started;
        var record = new ProgressRecord(ActivityId, Activity, step.Retry is { } retry ? RetryText.Format(retry) : Format(step, age));
        if (step.Retry is { } pending)
        {
            record.SecondsRemaining = (int)Math.Max(0, Math.Ceiling((pending.Delay - age).TotalSeconds));
        }

        cmdlet.WriteProgress(record);
    }

    /// <summary>Removes the progress. Pipeline thread only.</summary>
    public void Complete()
    {
        if (_shownAt is not null)
        {
            _shownAt = null;
            cmdlet.WriteProgress(new ProgressRecord(ActivityId, Activity, "Done") { RecordType = ProgressRecordType.Completed });
        }
    }

    private static string Format(Step step, TimeSpan age) => string.Format(
        CultureInfo.InvariantCulture,
        "{0}: {1}no response for {2:0} s.",
        step.Operation,
        step.Attempt == 1 ? string.Empty : string.Format(CultureInfo.InvariantCulture, "attempt {0}, ", step.Attempt),
        age.TotalSeconds);

    private sealed record Step(string Operation, int Attempt, TimeSpan Started, GraphRetry? Retry);
}
