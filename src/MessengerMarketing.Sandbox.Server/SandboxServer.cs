using System;
using System.Collections.Generic;
using System.Net;
using System.Threading;
using System.Threading.Tasks;
using MessengerMarketing.Http;
using MessengerMarketing.Sandbox.Browser;
using MessengerMarketing.Sandbox.Http;
using MessengerMarketing.Sandbox.State;

namespace MessengerMarketing.Sandbox;

/// <summary>
/// A Graph API of one's own: an HTTP server on loopback that answers the calls about audiences, subscribers and ads as Meta's
/// does, with the same requests, answers and errors. It keeps everything in memory, sends webhooks to loopback and nothing
/// anywhere else, and any number of them run side by side. Disposing stops it and frees its port.
/// </summary>
public sealed partial class SandboxServer : IDisposable
{
    private const int ErrorsRemembered = 100;

    private readonly HttpServer _server;
    private readonly CancellationTokenSource _stopping = new();
    private readonly RecentList<Exception> _internalErrors = new(ErrorsRemembered);
    private readonly AdAccount _account;
    private readonly RequestPipeline _pipeline;
    private readonly ConsoleSite _console;

    private SandboxServer(SandboxOptions options)
    {
        _server = HttpServer.Bind(IPAddress.Loopback, options.Port);
        _account = new AdAccount(options, _internalErrors);
        _pipeline = new RequestPipeline(_account, BaseUri, _internalErrors, _stopping.Token);
        _console = new ConsoleSite(this, _account.Messenger);
    }

    /// <summary>Starts a server; it answers as soon as this returns.</summary>
    /// <param name="options">How it behaves; null for a healthy one on a free port. Later changes to the object change nothing.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range.</exception>
    /// <exception cref="InvalidOperationException">The port is taken.</exception>
    public static SandboxServer Start(SandboxOptions? options = null)
    {
        SandboxOptions own = (options ?? new SandboxOptions()).ValidatedCopy();
        var server = new SandboxServer(own);
        _ = Task.Run(() => server._server.RunAsync(new HttpLimits(own.MaxBodyBytes), server.RespondAsync, server._internalErrors.Add));
        if (own.WebhookUri is not null)
        {
            server._account.SendWebhooksTo(own.WebhookUri, own.VerifyToken);
        }

        return server;
    }

    /// <summary>Address to use instead of <c>https://graph.facebook.com/</c>; ends with a slash. In a browser it shows the sandbox's console.</summary>
    public Uri BaseUri => _server.Address;

    /// <summary>API version to put into paths, as <c>v25.0</c>; without one in the path the server assumes it.</summary>
    public string ApiVersion => _account.Options.ApiVersion;

    /// <summary>System-user access token, for audience calls.</summary>
    public string AccessToken => _account.AccessToken;

    /// <summary>Page access token, for calls to the Page; audience calls refuse it.</summary>
    public string PageAccessToken => _account.PageAccessToken;

    /// <summary>App secret, the key of <c>appsecret_proof</c>.</summary>
    public string AppSecret => _account.AppSecret;

    /// <summary>Ad account id, digits without <c>act_</c>.</summary>
    public string AdAccountId => _account.Id;

    /// <summary>Page id, digits.</summary>
    public string PageId => _account.PageId;

    /// <summary>App id, digits.</summary>
    public string AppId => _account.AppId;

    /// <summary>False once the server was stopped.</summary>
    public bool IsRunning => _server.IsRunning;

    /// <summary>How many requests have come in.</summary>
    public long RequestCount => _pipeline.Count;

    /// <summary>How many connections were accepted.</summary>
    public long ConnectionCount => _server.ConnectionCount;

    /// <summary>The last 1,000 requests that were answered or dropped, oldest first.</summary>
    public IReadOnlyList<SandboxRequest> Requests => _pipeline.Requests.Snapshot();

    /// <summary>The audiences there are, newest first.</summary>
    public IReadOnlyList<SandboxAudience> Audiences => _account.Audiences;

    /// <summary>The faults given to <see cref="FailNext"/> that have not happened yet, in their order.</summary>
    public IReadOnlyList<SandboxFault> PendingFaults => _pipeline.Faults.Pending;

    /// <summary>
    /// Errors of the sandbox itself, at most the last 100: a fault in its code, which a client sees as error 1 with HTTP 500.
    /// A test that ends should find none.
    /// </summary>
    public IReadOnlyList<Exception> InternalErrors => _internalErrors.Snapshot();

    /// <summary>Makes the next calls fail, one for each fault in this order, after those given before.</summary>
    /// <param name="faults">What goes wrong.</param>
    public void FailNext(params SandboxFault[] faults) =>
        _pipeline.Faults.Add(faults ?? throw new ArgumentNullException(nameof(faults)));

    /// <summary>Stops the server, drops open connections and frees the port. What it has recorded can still be read.</summary>
    public void Stop()
    {
        if (_server.Stop())
        {
            _stopping.Cancel();
            _account.Webhooks.Dispose();
        }
    }

    // A browser's calls are no calls of a script: they are neither counted nor made to fail.
    private Task<HttpResponse?> RespondAsync(HttpRequest request)
        => _console.TryResponse(request) is { } answer ? Task.FromResult<HttpResponse?>(answer) : _pipeline.RespondAsync(request);

    /// <summary>Stops the server.</summary>
    public void Dispose()
    {
        Stop();
        _stopping.Dispose();
    }
}
