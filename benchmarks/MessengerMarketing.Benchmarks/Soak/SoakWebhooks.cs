using System;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using MessengerMarketing.Graph;
using MessengerMarketing.Webhooks;
using MessengerMarketing.Webhooks.Receiving;

namespace MessengerMarketing.Benchmarks.Soak;

/// <summary>A receiver with an inbox that lives through the whole soak, and a sender that repeats some deliveries and breaks off others.</summary>
internal sealed class SoakWebhooks : IDisposable
{
    private const int DeliveriesInRound = 400;
    private const int Senders = 4;

    private readonly Secret _appSecret = Secret.From("0123456789abcdef0123456789abcdef");
    private readonly HttpClient _client = new();
    private readonly WebhookReceiver _receiver;
    private int _sent;

    public SoakWebhooks(string folder) => _receiver = WebhookReceiver.Start(new WebhookReceiverOptions { AppSecret = _appSecret, InboxPath = Path.Combine(folder, "inbox.jsonl"), Resume = true });

    /// <summary>Events that came out so far, each once.</summary>
    public long Events { get; private set; }

    /// <summary>Sends some deliveries, side by side, and takes their events.</summary>
    /// <exception cref="InvalidOperationException">An event is missing, or came out twice.</exception>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        int first = _sent;
        _sent += DeliveriesInRound;
        var sending = Task.WhenAll(Enumerable.Range(0, Senders).Select(sender => SendAsync(first + sender, _sent, cancellationToken)));
        bool[] taken = new bool[DeliveriesInRound];
        for (int i = 0; i < DeliveriesInRound; i++)
        {
            ReceivedEvent next = await _receiver.NextAsync(cancellationToken);
            int number = int.Parse(((MessageEvent)next.Event).MessageId![1..], CultureInfo.InvariantCulture) - first;
            if (number < 0 || number >= taken.Length || taken[number])
            {
                throw new InvalidOperationException($"The event of delivery {number} came out twice.");
            }

            taken[number] = true;
            _receiver.Confirm(next);
            Events++;
        }

        await sending;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _receiver.Dispose();
        _client.Dispose();
        _appSecret.Dispose();
    }

    private async Task SendAsync(int first, int end, CancellationToken cancellationToken)
    {
        for (int number = first; number < end; number += Senders)
        {
            byte[] body = Encoding.UTF8.GetBytes(string.Create(
                CultureInfo.InvariantCulture,
                $$$"""{"object":"page","entry":[{"id":"1","time":{{{number}}},"messaging":[{"sender":{"id":"777"},"recipient":{"id":"1"},"timestamp":{{{number + 1}}},"message":{"mid":"m{{{number}}}","text":"words"}}]}]}"""));
            for (int times = number % 10 == 0 ? 2 : 1; times > 0; times--)
            {
                using var request = new HttpRequestMessage(HttpMethod.Post, _receiver.Address) { Content = new ByteArrayContent(body) };
                request.Headers.Add(WebhookSignature.HeaderName, WebhookSignature.Sign(_appSecret, body));
                using HttpResponseMessage response = await _client.SendAsync(request, cancellationToken);
                if (response.StatusCode != HttpStatusCode.OK)
                {
                    throw new InvalidOperationException($"A delivery got status {(int)response.StatusCode}.");
                }
            }
        }
    }
}
