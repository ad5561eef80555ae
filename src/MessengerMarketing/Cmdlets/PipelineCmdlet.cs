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

/// <summary>
/// A cmdlet whose work goes on off the pipeline thread. Only the pipeline thread touches PowerShell: work that has something to
/// say posts it, and the thread says it while it waits. Ctrl+C, <c>Select-Object -First</c> and <c>-ErrorAction Stop</c> cancel
/// the work.
/// </summary>
public abstract class PipelineCmdlet : SafeTextCmdlet, IDisposable
{
    /// <summary>How long the pipeline thread sleeps before it looks for something to say.</summary>
    private const int LookAroundMilliseconds = 100;

    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentQueue<Action> _posted = new();

    /// <summary>Shows what calls wait for when they take long.</summary>
    internal WaitProgress Waiting { get; }

    /// <summary>Cancelled when the pipeline is stopped or the cmdlet has ended.</summary>
    protected internal CancellationToken Cancellation { get; }

    /// <summary>A cmdlet that is not stopped.</summary>
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

    /// <summary>Stops the work. Called by PowerShell once the cmdlet has ended, in whatever way.</summary>
    protected virtual void Dispose(bool disposing)
    {
        if (disposing && !_stop.IsCancellationRequested)
        {
            _stop.Cancel();
        }
    }

    /// <inheritdoc/>
    protected override void StopProcessing() => _stop.Cancel();

    /// <summary>Has something said on the pipeline thread, soon. May be called from any thread.</summary>
    protected internal void Post(Action say) => _posted.Enqueue(say);

    /// <summary>Says what was posted. Pipeline thread only.</summary>
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

    /// <summary>Waits for a task. Meanwhile it writes what is posted and, once a call is silent for seconds, shows progress. Pipeline thread only.</summary>
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
            // Complete by now: this rethrows what the work threw, as it was thrown.
            return task.GetAwaiter().GetResult();
        }
        catch (OperationCanceledException) when (Cancellation.IsCancellationRequested)
        {
            throw new PipelineStoppedException();
        }
    }
}
