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
/// A local Graph API: an HTTP server on the loopback address that handles calls about audiences, subscribers and ads with Meta's requests,
/// responses and errors. It stores all data in memory and sends webhooks only to loopback addresses. Several servers can run at the same
/// time. Dispose stops the server and closes its port.
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
        _console = new ConsoleSite(this, _account);
    }

    /// <summary>Starts a server. It accepts calls when this method returns.</summary>
    /// <param name="options">The options; null for a healthy server on a free port. Later changes to the object have no effect.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of range.</exception>
    /// <exception cref="InvalidOperationException">The port is in use.</exception>
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

    /// <summary>Address to use instead of <c>https://graph.facebook.com/</c>, with a trailing slash. In a browser, it shows the sandbox's console.</summary>
    public Uri BaseUri => _server.Address;

    /// <summary>API version for paths, such as <c>v25.0</c>. It is the default for paths without a version.</summary>
    public string ApiVersion => _account.Options.ApiVersion;

    /// <summary>System-user access token, for audience calls.</summary>
    public string AccessToken => _account.AccessToken;

    /// <summary>Page access token, for calls to the Page. Audience calls reject it.</summary>
    public string PageAccessToken => _account.PageAccessToken;

    /// <summary>App secret, the key of <c>appsecret_proof</c>.</summary>
    public string AppSecret => _account.AppSecret;

    /// <summary>Ad account id, digits without <c>act_</c>.</summary>
    public string AdAccountId => _account.Id;

    /// <summary>Page id, digits.</summary>
    public string PageId => _account.PageId;

    /// <summary>The state of the tokens, the ad account and the Page. Its properties can be changed while the server runs.</summary>
    public SandboxAccountState State => _account.State;

    /// <summary>App id, digits.</summary>
    public string AppId => _account.AppId;

    /// <summary>False when the server was stopped.</summary>
    public bool IsRunning => _server.IsRunning;

    /// <summary>Number of requests.</summary>
    public long RequestCount => _pipeline.Count;

    /// <summary>Number of accepted connections.</summary>
    public long ConnectionCount => _server.ConnectionCount;

    /// <summary>The last 1,000 requests, oldest first.</summary>
    public IReadOnlyList<SandboxRequest> Requests => _pipeline.Requests.Snapshot();

    /// <summary>The audiences, newest first.</summary>
    public IReadOnlyList<SandboxAudience> Audiences => _account.Audiences;

    /// <summary>The pending faults of <see cref="FailNext"/>, in order.</summary>
    public IReadOnlyList<SandboxFault> PendingFaults => _pipeline.Faults.Pending;

    /// <summary>
    /// Internal errors of the sandbox, at most the last 100. A client sees such an error as error 1 with HTTP 500. Check at the end of a test
    /// that there are none.
    /// </summary>
    public IReadOnlyList<Exception> InternalErrors => _internalErrors.Snapshot();

    /// <summary>Makes the next calls fail, one for each fault, in this order, after faults that are already pending.</summary>
    /// <param name="faults">The faults.</param>
    public void FailNext(params SandboxFault[] faults) =>
        _pipeline.Faults.Add(faults ?? throw new ArgumentNullException(nameof(faults)));

    /// <summary>Forgets the faults that are still pending.</summary>
    public void ClearFaults() => _pipeline.Faults.Clear();

    /// <summary>Stops the server, closes the connections and the port. Its recorded data can still be read.</summary>
    public void Stop()
    {
        if (_server.Stop())
        {
            _stopping.Cancel();
            _account.Webhooks.Dispose();
        }
    }

    // Requests of a browser are not calls of a script: they are not counted and do not fail.
    private Task<HttpResponse?> RespondAsync(HttpRequest request)
        => _console.TryResponse(request) is { } answer ? Task.FromResult<HttpResponse?>(answer) : _pipeline.RespondAsync(request);

    /// <summary>Stops the server.</summary>
    public void Dispose()
    {
        Stop();
        _stopping.Dispose();
    }
}
