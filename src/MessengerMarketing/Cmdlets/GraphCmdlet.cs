using System;
using System.Collections.Generic;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using MessengerMarketing.Context;
using MessengerMarketing.Errors;
using MessengerMarketing.Graph;

namespace MessengerMarketing.Cmdlets;

/// <summary>A cmdlet that calls the Graph API with a context.</summary>
public abstract class GraphCmdlet : PipelineCmdlet
{
    private GraphClient? _client;

    /// <summary>The context to use instead of the connection of this runspace.</summary>
    [Parameter]
    [ValidateNotNull]
    public GraphContext? Context { get; set; }

    /// <summary>The context that the cmdlet uses.</summary>
    protected GraphContext CurrentContext => ContextStore.Require(this, Context);

    /// <summary>The client. Its retries appear in the verbose stream, and long waits as progress.</summary>
    protected GraphClient Client => _client ??= CreateClient(CurrentContext, Configure(CurrentContext.ClientOptions));

    /// <summary>Changes the retry and wait options of the client. By default, the settings of the connection apply.</summary>
    private protected virtual GraphClientOptions Configure(GraphClientOptions options) => options;

    /// <summary>Runs a call. If the Graph API rejects it, the pipeline ends with an error that has a specific ID.</summary>
    protected T AwaitOrThrow<T>(object? target, Func<CancellationToken, Task<T>> work)
    {
        try
        {
            return Await(work);
        }
        catch (GraphException exception)
        {
            ThrowTerminatingError(exception.ToRecord(target));
            throw;
        }
        catch (ArgumentException exception)
        {
            ThrowTerminatingError(exception.ToRecord());
            throw;
        }
    }

    /// <summary>Runs a call for one of several items. If the Graph API rejects it, an error is written, and the cmdlet continues.</summary>
    /// <returns>Whether there is a result.</returns>
    protected bool TryAwait<T>(object? target, Func<CancellationToken, Task<T>> work, out T? result) => TryAwait(target, work, out result, static _ => { });

    /// <summary>The same. <paramref name="onFailed"/> runs before the error is written, because <c>-ErrorAction Stop</c> ends the cmdlet there.</summary>
    /// <returns>Whether there is a result.</returns>
    protected bool TryAwait<T>(object? target, Func<CancellationToken, Task<T>> work, out T? result, Action<GraphException> onFailed)
    {
        try
        {
            result = Await(work);
            return true;
        }
        catch (GraphException exception) when (exception.Kind != GraphErrorKind.Authentication)
        {
            onFailed(exception);
            WriteError(exception.ToRecord(target));
            result = default;
            return false;
        }
        catch (ArgumentException exception)
        {
            WriteError(exception.ToRecord());
            result = default;
            return false;
        }
        catch (GraphException exception)
        {
            onFailed(exception);

            // Without a valid token, all other items would fail too.
            ThrowTerminatingError(exception.ToRecord(target));
            throw;
        }
    }

    /// <summary>Processes the items of a list one by one, as the pages arrive.</summary>
    protected void ForEach<T>(object? target, IAsyncEnumerable<T> items, Action<T> take)
    {
        // Not disposed when the pipeline stops: between pages it has no resources, and during a call it must not be disposed.
        IAsyncEnumerator<T> enumerator = items.GetAsyncEnumerator(Cancellation);
        while (AwaitOrThrow(target, _ => enumerator.MoveNextAsync().AsTask()))
        {
            take(enumerator.Current);
        }
    }
}
