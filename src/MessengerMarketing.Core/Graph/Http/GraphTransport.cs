using System;
using System.Collections.Generic;
using System.IO;
using System.Net;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Runtime.InteropServices;
using System.Security.Authentication;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.Extensions.DependencyInjection;

namespace MessengerMarketing.Graph;

/// <summary>Sends one attempt over HTTP and reads what comes back. It knows nothing of retries.</summary>
internal sealed class GraphTransport : IDisposable
{
    private const string ClientName = "graph";

    // A connection kept for ever never learns that the host's addresses changed.
    private static readonly TimeSpan HandlerLifetime = TimeSpan.FromMinutes(5);
    private static readonly ProductInfoHeaderValue Agent = new("MessengerMarketing", typeof(GraphTransport).Assembly.GetName().Version!.ToString(3));

    private readonly GraphContext _account;
    private readonly GraphClientOptions _options;
    private readonly ServiceProvider _services;
    private readonly IHttpClientFactory _factory;
    private readonly List<WeakReference<HttpMessageHandler>> _handlers = [];
    private volatile bool _disposed;

    public GraphTransport(GraphContext account, GraphClientOptions options)
    {
        _account = account;
        _options = options;
        var services = new ServiceCollection();
        services.AddHttpClient(ClientName)
            .ConfigurePrimaryHttpMessageHandler(MakeHandler)
            .SetHandlerLifetime(HandlerLifetime)

            // The loggers would write whole addresses, in which the proof stands.
            .RemoveAllLoggers();
        _services = services.BuildServiceProvider();
        _factory = _services.GetRequiredService<IHttpClientFactory>();
    }

    public async Task<GraphAttempt> SendAsync(GraphRequest request, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (_account.TokenFor(request.Token) is not { } token)
        {
            return GraphAttempt.Failed(GraphResponses.PageTokenMissing());
        }

        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var limit = request.Timeout ?? _options.Timeout;
        timeout.CancelAfter(limit);
        using var message = Compose(request, token.Reveal());
        try
        {
            using var client = _factory.CreateClient(ClientName);
            client.Timeout = Timeout.InfiniteTimeSpan;
            using var response = await client.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, timeout.Token);

            // On .NET Framework a pending read does not watch its token; taking the connection away ends it.
            using var abort = timeout.Token.Register(static state => ((HttpResponseMessage)state!).Dispose(), response);
            var body = await ReadAsync(response.Content, _options.MaxResponseBytes, timeout.Token);
            return GraphResponses.Read(response, body, request, _account, _options.TimeProvider);
        }
        catch (Exception problem) when (!_disposed && IsConnectionProblem(problem))
        {
            cancellationToken.ThrowIfCancellationRequested();
            return GraphAttempt.Failed(timeout.IsCancellationRequested ? ConnectionFailures.TimedOut(limit) : ConnectionFailures.From(problem));
        }
    }

    public void Dispose()
    {
        _disposed = true;
        _services.Dispose();

        // The factory lets its handlers, and their connections, live on until they expire.
        lock (_handlers)
        {
            foreach (var reference in _handlers)
            {
                if (reference.TryGetTarget(out var handler))
                {
                    handler.Dispose();
                }
            }

            _handlers.Clear();
        }
    }

    private static bool IsConnectionProblem(Exception problem) =>
        problem is HttpRequestException or IOException or OperationCanceledException or ObjectDisposedException or WebException or System.Net.Sockets.SocketException;

    /// <returns>Null when the body is larger than allowed.</returns>
    private static async Task<byte[]?> ReadAsync(HttpContent content, int maxBytes, CancellationToken cancellationToken)
    {
        if (content.Headers.ContentLength > maxBytes)
        {
            return null;
        }

        using var source = await content.ReadAsStreamAsync();
        using var body = new MemoryStream();
        var buffer = new byte[16 * 1024];
        int read;
        while ((read = await source.ReadAsync(buffer, 0, buffer.Length, cancellationToken)) > 0)
        {
            if (body.Length + read > maxBytes)
            {
                return null;
            }

            body.Write(buffer, 0, read);
        }

        return body.ToArray();
    }

    private HttpRequestMessage Compose(GraphRequest request, string token)
    {
        var message = new HttpRequestMessage(request.Method, request.AddressAt(_account, _account.ProofFor(token)));
        message.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        message.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        message.Headers.UserAgent.Add(Agent);

        // On .NET Framework each POST would otherwise wait for a go-ahead that Meta's servers do not send.
        message.Headers.ExpectContinue = false;

        // HttpClient by itself repeats a request without a body when the server hangs up; with an empty one it does not.
        message.Content = request.Content?.Invoke() ?? (request.Method == HttpMethod.Get ? null : new ByteArrayContent([]));
        return message;
    }

    private HttpClientHandler MakeHandler()
    {
        var handler = new HttpClientHandler
        {
            // A redirect would carry the token to wherever it points.
            AllowAutoRedirect = false,
            AutomaticDecompression = DecompressionMethods.GZip | DecompressionMethods.Deflate,
            MaxConnectionsPerServer = _options.MaxConnections,
            UseCookies = false,

            // A proxy cannot reach this machine's own loopback.
            UseProxy = !_account.BaseUri.IsLoopback,
        };
        if (RuntimeInformation.FrameworkDescription.StartsWith(".NET Framework", StringComparison.Ordinal))
        {
            // Windows PowerShell 5.1 may still offer TLS 1.0 by default, which Meta refuses.
            handler.SslProtocols = SslProtocols.Tls12;
        }

        lock (_handlers)
        {
            _handlers.RemoveAll(static reference => !reference.TryGetTarget(out _));
            _handlers.Add(new WeakReference<HttpMessageHandler>(handler));
        }

        return handler;
    }
}
