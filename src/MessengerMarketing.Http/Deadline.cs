using System;
using System.Diagnostics;
using System.Threading;
using System.Threading.Tasks;

namespace MessengerMarketing.Http;

/// <summary>
/// A time at which waiting ends. On .NET Framework, socket reads and writes cannot be canceled, so only the wait ends, and the caller must
/// close the connection.
/// </summary>
internal sealed class Deadline
{
    private readonly long? _end;

    private Deadline(long? end) => _end = end;

    public static Deadline Never { get; } = new(null);

    public static Deadline In(TimeSpan? time) =>
        time is { } span ? new Deadline(Stopwatch.GetTimestamp() + (long)(span.TotalSeconds * Stopwatch.Frequency)) : Never;

    /// <summary>Returns the earlier of two deadlines.</summary>
    public static Deadline Earlier(Deadline first, Deadline second) => second._end is null || first._end <= second._end ? first : second;

    /// <exception cref="TimeoutException">The deadline passed first.</exception>
    public async Task<T> WaitAsync<T>(Task<T> work)
    {
        await WaitAsync((Task)work).ConfigureAwait(false);
        return await work.ConfigureAwait(false);
    }

    /// <exception cref="TimeoutException">The deadline passed first.</exception>
    public async Task WaitAsync(Task work)
    {
        if (_end is { } end && !work.IsCompleted)
        {
            using var timer = new CancellationTokenSource();
            double left = Math.Max(0, (end - Stopwatch.GetTimestamp()) / (double)Stopwatch.Frequency);
            if (await Task.WhenAny(work, Task.Delay(TimeSpan.FromSeconds(left), timer.Token)).ConfigureAwait(false) != work)
            {
                // The task ends with an unobserved error when the connection is closed.
                _ = work.ContinueWith(static given => given.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
                throw new TimeoutException();
            }

            timer.Cancel();
        }

        await work.ConfigureAwait(false);
    }
}
