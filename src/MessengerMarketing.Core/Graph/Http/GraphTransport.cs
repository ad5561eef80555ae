using System;
using System.Buffers;
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

/// <summary>The connections of one context. Sends one attempt over HTTP and reads the response. It does not retry.</summary>
internal sealed class GraphTransport : IDisposable
{
    private const string ClientName = "graph";
    private const int BufferBytes = 16 * 1024;

    // More than the highest throttle limit. The default of .NET Framework is two.
    private const int MaxConnections = 256;

    // A connection that is kept forever does not notice changes of the host's addresses.
    private static readonly TimeSpan HandlerLifetime = TimeSpan.FromMinutes(5);
    private static readonly ProductInfoHeaderValue Agent = new("MessengerMarketing", typeof(GraphTransport).Assembly.GetName().Version!.ToString(3));

    private readonly GraphContext _context;
    private readonly ServiceProvider _services;
    private readonly IHttpClientFactory _factory;
    private volatile HttpMessageHandler? _handler;

    public GraphTransport(GraphContext context)
    {
        _context = context;
        var services = new ServiceCollection();
        services.AddHttpClient(ClientName)
            .ConfigurePrimaryHttpMessageHandler(CreateHandler)
            .SetHandlerLifetime(HandlerLifetime)

            // The loggers would write complete URLs, which contain the proof.
            .RemoveAllLoggers();
        _services = services.BuildServiceProvider();
        _factory = _services.GetRequiredService<IHttpClientFactory>();
    }

    /// <summary>Sends a request once.</summary>
    /// <param name="request">The request.</param>
    /// <param name="options">Timeouts and limits.</param>
    /// <param name="allowance">Timeout of the attempt without progress, when it is shorter than the timeouts of the options.</param>
    /// <param name="cancellationToken">Cancels the attempt.</param>
    /// <exception cref="OperationCanceledException">The operation was canceled.</exception>
    public async Task<GraphAttempt> SendAsync(GraphRequest request, GraphClientOptions options, TimeSpan allowance, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (_context.TokenFor(request.Token) is not { } token)
        {
            return GraphResponses.PageTokenMissing();
        }

        // HttpClient repeats a request without a body when the server closes the connection. With an empty body, it does not.
        HttpContent? content = request.Content?.Invoke() ?? (request.Method == HttpMethod.Get ? null : new ByteArrayContent([]));
        bool reportsConnection = content is not null && content.Headers.ContentLength != 0;
        using var timer = new StallTimer(options, allowance, reportsConnection, cancellationToken);
        using HttpRequestMessage message = CreateMessage(request, token.Reveal());
        message.Content = content is null ? null : new ObservedContent(content, timer);
        try
        {
            using HttpClient client = _factory.CreateClient(ClientName);
            client.Timeout = Timeout.InfiniteTimeSpan;
            using HttpResponseMessage response = await client.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, timer.Token);
            timer.BeginReceiving();
            options.OnServed?.Invoke(ServedCall.Read(response, request.VersionFor(_context), options.TimeProvider));

            // On .NET Framework a pending read ignores its cancellation token. Closing the connection ends it.
            using CancellationTokenRegistration abort = timer.Token.Register(static state => ((HttpResponseMessage)state!).Dispose(), response);
            byte[]? body = await ReadAsync(response.Content, options.MaxResponseBytes, timer);
            return GraphResponses.Read(response, body, request, options.TimeProvider);
        }
        catch (Exception exception) when (IsConnectionFailure(exception))
        {
            cancellationToken.ThrowIfCancellationRequested();
            return timer.Token.IsCancellationRequested
                ? ConnectionFailures.Stalled(timer.Phase, timer.Limit)
                : ConnectionFailures.From(exception, timer.Phase);
        }
    }

    /// <summary>Closes the idle connections. A request in progress is completed.</summary>
    public void Dispose()
    {
        _services.Dispose();

        // The factory keeps its handlers and their connections until they expire. Replaced handlers are disposed by the factory.
        _handler?.Dispose();
    }

    private static bool IsConnectionFailure(Exception exception) =>
        exception is HttpRequestException or IOException or OperationCanceledException or ObjectDisposedException or WebException or System.Net.Sockets.SocketException;

    /// <returns>Null when the body is larger than allowed.</returns>
    private static async Task<byte[]?> ReadAsync(HttpContent content, int maxBytes, StallTimer timer)
    {
        if (content.Headers.ContentLength > maxBytes)
        {
            return null;
        }

        using Stream source = await content.ReadAsStreamAsync();
        using var body = new MemoryStream();
        byte[] buffer = ArrayPool<byte>.Shared.Rent(BufferBytes);
        try
        {
            int read;
            while ((read = await source.ReadAsync(buffer, 0, buffer.Length, timer.Token)) > 0)
            {
                if (body.Length + read > maxBytes)
                {
                    return null;
                }

                body.Write(buffer, 0, read);
                timer.Advance(read);
            }

            return body.ToArray();
        }
        finally
        {
            // Cleared, because responses may contain tokens and messages.
            ArrayPool<byte>.Shared.Return(buffer, clearArray: true);
        }
    }

    private HttpRequestMessage CreateMessage(GraphRequest request, string token)
    {
        var message = new HttpRequestMessage(request.Method, request.CreateUri(_context, _context.ProofFor(token)));
        message.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        message.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        message.Headers.UserAgent.Add(Agent);

        // On .NET Framework each POST would otherwise wait for a 100 Continue response that Meta's servers do not send.
        message.Headers.ExpectContinue = false;
        return message;
    }

    private HttpClientHandler CreateHandler()
    {
        var handler = new HttpClientHandler
        {
            // A redirect would send the token to its target.
            AllowAutoRedirect = false,
            AutomaticDecompression = DecompressionMethods.GZip | DecompressionMethods.Deflate,
            MaxConnectionsPerServer = MaxConnections,
            UseCookies = false,

            // A proxy cannot reach the loopback address of this machine.
            UseProxy = !_context.BaseUri.IsLoopback,
        };
        if (RuntimeInformation.FrameworkDescription.StartsWith(".NET Framework", StringComparison.Ordinal))
        {
            // Windows PowerShell 5.1 may default to TLS 1.0, which Meta rejects.
            handler.SslProtocols = SslProtocols.Tls12;
        }

        _handler = handler;
        return handler;
    }
}
