using System;
using System.Collections.Concurrent;
using System.Diagnostics;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using MessengerMarketing.Context;
using MessengerMarketing.Errors;
using MessengerMarketing.Formatting;
using MessengerMarketing.Graph;

namespace MessengerMarketing.Cmdlets;

/// <summary>A cmdlet whose work runs on other threads. Only the pipeline thread uses PowerShell: other threads post their output, and the pipeline thread
/// writes it while it waits. Ctrl+C, <c>Select-Object -First</c> and <c>-ErrorAction Stop</c> cancel the work.</summary>
public abstract class PipelineCmdlet : SafeTextCmdlet, IDisposable
{
    /// <summary>How long the pipeline thread sleeps before it checks for posted output.</summary>
    private const int LookAroundMilliseconds = 100;

    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentQueue<Action> _posted = new();

    /// <summary>Shows what calls wait for if they take long.</summary>
    internal WaitProgress Waiting { get; }

    /// <summary>Canceled when the pipeline is stopped or the cmdlet has ended.</summary>
    protected internal CancellationToken Cancellation { get; }

    /// <summary>Creates the cmdlet.</summary>
    protected PipelineCmdlet()
    {
        Cancellation = _stop.Token;
        Waiting = new WaitProgress(this);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Stops the work. PowerShell calls it after the cmdlet has ended, for any reason.</summary>
    protected virtual void Dispose(bool disposing)
    {
        if (disposing && !_stop.IsCancellationRequested)
        {
            _stop.Cancel();
        }
    }

    /// <inheritdoc/>
    protected override void StopProcessing() => _stop.Cancel();

    /// <summary>Posts output to be written on the pipeline thread. Thread-safe.</summary>
    protected internal void Post(Action say) => _posted.Enqueue(say);

    /// <summary>Writes posted output. Pipeline thread only.</summary>
    protected internal void WritePosted()
    {
        while (_posted.TryDequeue(out Action? say))
        {
            say();
        }
    }

    /// <summary>Creates a client whose retries appear in the verbose stream, and whose long waits appear as progress.</summary>
    internal GraphClient CreateClient(GraphContext context, GraphClientOptions options) =>
        new(context, Waiting.Observe(options with
        {
            OnRetry = retry => Post(() => WriteVerbose(RetryText.Format(retry))),
            OnServed = served => WarnOfVersion(context, served),
        }));

    private void WarnOfVersion(GraphContext context, ServedCall served)
    {
        if (VersionAdvice.Find(served, SessionNotices.UtcNow) is { } advice && SessionNotices.IsNew(context.Host, advice))
        {
            Post(() => WriteWarning(advice));
        }
    }

    /// <summary>Waits for a task. Meanwhile, writes posted output, and shows progress if a call takes several seconds. Pipeline thread only.</summary>
    /// <exception cref="PipelineStoppedException">The pipeline is being stopped.</exception>
    protected internal void WaitFor(Task task)
    {
        var waited = Stopwatch.StartNew();
        try
        {
            while (Task.WaitAny([task], LookAroundMilliseconds, Cancellation) < 0)
            {
                WritePosted();
                Waiting.ShowIfQuiet(waited.Elapsed);
            }
        }
        catch (OperationCanceledException) when (Cancellation.IsCancellationRequested)
        {
            throw new PipelineStoppedException();
        }

        Waiting.Complete();
        WritePosted();
    }

    /// <summary>Runs work off the pipeline thread, waits for it and returns its result. Pipeline thread only.</summary>
    /// <exception cref="PipelineStoppedException">The pipeline is being stopped.</exception>
    protected internal T Await<T>(Func<CancellationToken, Task<T>> work)
    {
        Task<T> task = Task.Run(() => work(Cancellation), Cancellation);
        WaitFor(task);
        try
        {
            // The task is complete. This rethrows its exception unwrapped.
            return task.GetAwaiter().GetResult();
        }
        catch (OperationCanceledException) when (Cancellation.IsCancellationRequested)
        {
            throw new PipelineStoppedException();
        }
    }
}
