using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.IO;
using System.Net;
using System.Net.Http;
using System.Net.Sockets;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using MessengerMarketing.Graph;
using MessengerMarketing.Webhooks;
using MessengerMarketing.Webhooks.Inbox;
using MessengerMarketing.Webhooks.Receiving;

namespace MessengerMarketing.Tests.Webhooks;

/// <summary>A receiver, and a client that sends deliveries to it as Meta does.</summary>
internal sealed class WebhookSender : IDisposable
{
    /// <summary>A signature header with a valid format that matches no body.</summary>
    public const string AnySignature = "X-Hub-Signature-256: sha256=0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

    private const string Own = "own";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly Secret AppSecret = Secret.From("0123456789abcdef0123456789abcdef");

    private readonly ConcurrentQueue<WebhookNotice> _notices = new();

    public WebhookSender(Func<WebhookReceiverOptions, WebhookReceiverOptions>? change = null) =>
        Receiver = WebhookReceiver.Start((change ?? (static options => options))(Options()));

    public WebhookSender(IInbox inbox) => Receiver = WebhookReceiver.Start(Options(), inbox, new EventMemory());

    public WebhookReceiver Receiver { get; }

    public HttpClient Http { get; } = new(new SocketsHttpHandler { MaxConnectionsPerServer = 64 });

    public IReadOnlyCollection<WebhookNotice> Notices => _notices;

    public Task<HttpResponseMessage> GetAsync(string pathAndQuery) => Http.GetAsync(new Uri(Receiver.Address, pathAndQuery));

    /// <summary>Sends a delivery, by default with a valid signature and to the path of the receiver.</summary>
    public async Task<HttpStatusCode> SendAsync(byte[] body, string? signature = Own, string? path = null)
    {
        Uri address = path is null ? Receiver.Address : new Uri(new Uri(Receiver.Address.GetLeftPart(UriPartial.Authority)), path);
        using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = new ByteArrayContent(body) };
        if (signature is not null)
        {
            request.Headers.TryAddWithoutValidation("X-Hub-Signature-256", signature == Own ? WebhookSignature.Sign(AppSecret, body) : signature);
        }

        using HttpResponseMessage answer = await Http.SendAsync(request);
        return answer.StatusCode;
    }

    public async Task<ReceivedEvent> NextAsync()
    {
        using var patience = new CancellationTokenSource(Patience);
        return await Receiver.NextAsync(patience.Token);
    }

    /// <summary>Reads and confirms messages.</summary>
    /// <returns>Their ids.</returns>
    public async Task<List<string>> TakeAsync(int count)
    {
        var ids = new List<string>();
        while (ids.Count < count)
        {
            ReceivedEvent next = await NextAsync();
            ids.Add(((MessageEvent)next.Event).MessageId!);
            Receiver.Confirm(next);
        }

        return ids;
    }

    /// <summary>Sends bytes and reads until the receiver closes the connection.</summary>
    public async Task<string> ExchangeAsync(string request)
    {
        using var patience = new CancellationTokenSource(Patience);
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, Receiver.Address.Port, patience.Token);
        using NetworkStream stream = client.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes(request), patience.Token);
        using var reader = new StreamReader(stream);
        return await reader.ReadToEndAsync(patience.Token);
    }

    public void Dispose()
    {
        Receiver.Dispose();
        Http.Dispose();
    }

    private WebhookReceiverOptions Options() => new()
    {
        AppSecret = AppSecret,
        VerifyToken = Secret.From("verify-me"),
        OnNotice = _notices.Enqueue,
    };
}
