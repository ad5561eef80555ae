using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using MessengerMarketing.Graph;
using MessengerMarketing.Messaging;
using MessengerMarketing.Webhooks;
using MessengerMarketing.Webhooks.Receiving;
using MessengerMarketing.Webhooks.Subscriptions;

namespace MessengerMarketing.Sandbox.Host;

/// <summary>
/// The Messenger side of the demo: hears how matching went, and takes a customer from a first message to a subscription token. The
/// sandbox plays Meta and the customer; everything else is done as a script would against Meta.
/// </summary>
internal sealed class MessengerWalk : IDisposable
{
    private const string Title = "Weekly offers";

    private readonly SandboxServer _server;
    private readonly GraphClient _client;
    private readonly TextWriter _output;
    private readonly Secret _appSecret;
    private readonly Secret _verifyToken;
    private readonly WebhookReceiver _receiver;

    /// <summary>Starts a receiver on a free port.</summary>
    public MessengerWalk(SandboxServer server, GraphClient client, TextWriter output)
    {
        _server = server;
        _client = client;
        _output = output;
        _appSecret = Secret.From(server.AppSecret);
        string verifyToken = Guid.NewGuid().ToString("N");
        _verifyToken = Secret.From(verifyToken);
        _receiver = WebhookReceiver.Start(new WebhookReceiverOptions { AppSecret = _appSecret, VerifyToken = _verifyToken });
        server.SendWebhooksTo(_receiver.Address, verifyToken);
    }

    /// <summary>Subscribes the app to the webhooks that are used.</summary>
    public async Task SubscribeAsync(CancellationToken cancellationToken)
    {
        await new WebhookSubscriptionClient(_client).RegisterAsync(WebhookFields.Default, cancellationToken);
        await _output.WriteLineAsync($"Webhooks   {string.Join(", ", WebhookFields.Default)} go to {_receiver.Address}");
    }

    /// <summary>Waits for the status of each batch.</summary>
    public async Task HearUploadStatusAsync(long batches, CancellationToken cancellationToken)
    {
        await _output.WriteLineAsync();
        await _output.WriteLineAsync("Matching, as the webhooks tell");
        for (long i = 0; i < batches; i++)
        {
            var status = (UploadStatusEvent)await NextAsync(WebhookEventKind.UploadStatus, cancellationToken);
            await _output.WriteLineAsync(
                $"  {status.NumRows} rows {status.BatchUploadingStatus}, {status.ApproximateCountLowerBound} to {status.ApproximateCountUpperBound} people matched by now");
        }
    }

    /// <summary>A customer writes, is asked to opt in, does so, and has a token.</summary>
    public async Task ConverseAsync(CancellationToken cancellationToken)
    {
        await _output.WriteLineAsync();
        await _output.WriteLineAsync("A customer");
        _server.SendMessage("Do you have it in blue?");
        var message = (MessageEvent)await NextAsync(WebhookEventKind.Message, cancellationToken);
        await _output.WriteLineAsync("  writes to the Page                     webhook: " + message);

        var request = new OptInRequest { Title = Title, ImageUrl = "https://example.com/offers.png", Payload = "demo" };
        OptInRequestResult asked = await new OptInClient(_client).SendAsync(message.Psid!, request, cancellationToken);
        await _output.WriteLineAsync($"  is asked to subscribe to '{asked.Title}'");

        _server.ApproveOptIn(asked.Psid, asked.Title);
        var optIn = (OptInEvent)await NextAsync(WebhookEventKind.OptIn, cancellationToken);
        await _output.WriteLineAsync("  subscribes                             webhook: " + optIn);
        await WriteTokensAsync(optIn, cancellationToken);
    }

    public void Dispose()
    {
        _receiver.Dispose();
        _verifyToken.Dispose();
        _appSecret.Dispose();
    }

    private async Task WriteTokensAsync(OptInEvent optIn, CancellationToken cancellationToken)
    {
        var tokens = new List<SubscriptionToken>();
        await foreach (SubscriptionToken token in new SubscriptionTokenClient(_client).ListAsync(new SubscriptionTokenQuery(), cancellationToken))
        {
            tokens.Add(token);
        }

        SubscriptionToken own = tokens.Single(token => token.Token == optIn.Token);
        await _output.WriteLineAsync($"  has the token ***{own.Token[^4..]}");
        await _output.WriteLineAsync();
        await _output.WriteLineAsync("Subscription tokens of the Page");
        foreach (IGrouping<string, SubscriptionToken> group in tokens.GroupBy(static token => token.OptInSource?.ToString() ?? $"opt-in request '{token.Title}'"))
        {
            await _output.WriteLineAsync($"  {group.Count(),6}  {group.Key}");
        }
    }

    private async Task<WebhookEvent> NextAsync(WebhookEventKind kind, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(TimeSpan.FromSeconds(10));
        while (true)
        {
            ReceivedEvent received = await _receiver.NextAsync(limit.Token);
            _receiver.Confirm(received);
            if (received.Event.Kind == kind)
            {
                return received.Event;
            }
        }
    }
}
