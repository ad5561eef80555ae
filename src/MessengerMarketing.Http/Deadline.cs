using System;
using System.Diagnostics;
using System.Threading;
using System.Threading.Tasks;

namespace MessengerMarketing.Http;

/// <summary>
/// A moment at which waiting ends. Reads and writes of a socket cannot be canceled on .NET Framework, so only the wait ends, and the connection
/// has to be closed.
/// </summary>
internal sealed class Deadline
{
    private readonly long? _end;

    private Deadline(long? end) => _end = end;

    public static Deadline Never { get; } = new(null);

    public static Deadline In(TimeSpan? time) =>
        time is { } span ? new Deadline(Stopwatch.GetTimestamp() + (long)(span.TotalSeconds * Stopwatch.Frequency)) : Never;

    /// <summary>The one of two deadlines that passes first.</summary>
    public static Deadline Earlier(Deadline first, Deadline second) => second._end is null || first._end <= second._end ? first : second;

    /// <exception cref="TimeoutException">The deadline passed first.</exception>
    public async Task<T> KeepAsync<T>(Task<T> work)
    {
        await KeepAsync((Task)work).ConfigureAwait(false);
        return await work.ConfigureAwait(false);
    }

    /// <exception cref="TimeoutException">The deadline passed first.</exception>
    public async Task KeepAsync(Task work)
    {
        if (_end is { } end && !work.IsCompleted)
        {
            using var timer = new CancellationTokenSource();
            double left = Math.Max(0, (end - Stopwatch.GetTimestamp()) / (double)Stopwatch.Frequency);
            if (await Task.WhenAny(work, Task.Delay(TimeSpan.FromSeconds(left), timer.Token)).ConfigureAwait(false) != work)
            {
                // It ends when the connection is closed, with an error that nobody observes.
                _ = work.ContinueWith(static given => given.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
                throw new TimeoutException();
            }

            timer.Cancel();
        }

        await work.ConfigureAwait(false);
    }
}
