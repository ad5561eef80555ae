using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json.Nodes;
using System.Threading;
using System.Threading.Tasks;
using MessengerMarketing.Sandbox.Http;
using MessengerMarketing.Sandbox.State;

namespace MessengerMarketing.Sandbox.Webhooks;

/// <summary>
/// Delivers webhooks one after the other, in the order of the events, in the background.
/// </summary>
internal sealed class WebhookDispatcher : IDisposable
{
    private const int DeliveriesRemembered = 10_000;

    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(5);

    private readonly SandboxOptions _options;
    private readonly string _appSecret;
    private readonly Action<Exception> _unexpected;
    private readonly Queue<Item> _queue = new();
    private readonly RecentList<SandboxDelivery> _deliveries = new(DeliveriesRemembered);
    private readonly CancellationTokenSource _stopping = new();
    private readonly CancellationToken _stopped;
    private readonly WebhookSender _sender;
    private volatile WebhookTarget? _target;
    private volatile IReadOnlyList<string> _fields = [];
    private bool _isPumping;
    private int _pending;
    private long _number;
    private long _timestamp;

    public WebhookDispatcher(SandboxOptions options, string appSecret, RandomSource random, Action<Exception> unexpected)
    {
        _options = options;
        _appSecret = appSecret;
        _unexpected = unexpected;
        _stopped = _stopping.Token;
        _sender = new WebhookSender(options, random, _stopped);
        _fields = options.WebhookFields;
    }

    /// <summary>The URL for webhooks; null for none.</summary>
    public WebhookTarget? Target => _target;

    /// <summary>The subscribed fields of the app.</summary>
    public IReadOnlyList<string> Fields
    {
        get => _fields;
        set => _fields = value;
    }

    /// <summary>Completed deliveries, oldest first.</summary>
    public IReadOnlyList<SandboxDelivery> Deliveries => _deliveries.Snapshot();

    /// <summary>Number of pending deliveries.</summary>
    public int Pending => Volatile.Read(ref _pending);

    /// <summary>Sets the URL for webhooks, and performs the handshake.</summary>
    /// <param name="address">A loopback URL; null to stop sending.</param>
    /// <param name="verifyToken">The verify token that the receiver expects in the handshake.</param>
    public void SendTo(Uri? address, string verifyToken)
    {
        _target = address is null ? null : new WebhookTarget(address, verifyToken, _appSecret);
        if (address is not null)
        {
            Interlocked.Increment(ref _pending);
            Enqueue(new Item(WebhookFields.Verification, null, false));
        }
    }

    /// <summary>Queues a webhook, if there is a receiver and the app is subscribed to the field.</summary>
    /// <param name="field">The field.</param>
    /// <param name="body">Creates the body. It is called immediately, and only when it is needed.</param>
    /// <param name="delay">The delay.</param>
    public void Post(string field, Func<JsonObject> body, TimeSpan delay = default)
    {
        if (_target is null || _stopped.IsCancellationRequested || !_fields.Contains(field))
        {
            return;
        }

        var item = new Item(field, EscapedJson.Serialize(body()), false);
        Interlocked.Increment(ref _pending);
        if (delay <= TimeSpan.Zero)
        {
            Enqueue(item);
        }
        else
        {
            _ = EnqueueLaterAsync(item, delay);
        }
    }

    /// <summary>
    /// Returns a unique time in milliseconds for a status. A status has no id, so two batches with the same size and the same time could not be
    /// distinguished. With Meta's processing times of hours, this is unlikely.
    /// </summary>
    public long NextTimestamp(DateTimeOffset time)
    {
        lock (_queue)
        {
            return _timestamp = Math.Max(_timestamp + 1, time.ToUnixTimeMilliseconds());
        }
    }

    /// <summary>Waits until all webhooks are delivered or have failed.</summary>
    public async Task WaitAsync(CancellationToken cancellationToken)
    {
        while (Pending > 0 && !_stopped.IsCancellationRequested)
        {
            await Task.Delay(PollInterval, cancellationToken).ConfigureAwait(false);
        }
    }

    public void Dispose()
    {
        if (!_stopping.IsCancellationRequested)
        {
            _stopping.Cancel();
            _sender.Dispose();
            _stopping.Dispose();
        }
    }

    private void Enqueue(Item item)
    {
        lock (_queue)
        {
            _queue.Enqueue(item);
            if (!_isPumping)
            {
                _isPumping = true;
                _ = Task.Run(PumpAsync);
            }
        }
    }

    private async Task EnqueueLaterAsync(Item item, TimeSpan delay)
    {
        try
        {
            await Task.Delay(delay, _stopped).ConfigureAwait(false);
            Enqueue(item);
        }
        catch (OperationCanceledException)
        {
            Interlocked.Decrement(ref _pending);
        }
    }

    private async Task PumpAsync()
    {
        while (true)
        {
            Item item;
            lock (_queue)
            {
                if (_queue.Count == 0)
                {
                    _isPumping = false;
                    return;
                }

                item = _queue.Dequeue();
            }

            try
            {
                await DeliverAsync(item).ConfigureAwait(false);
            }
            catch (Exception) when (_stopped.IsCancellationRequested)
            {
                // The remaining webhooks are not delivered.
            }
            catch (Exception exception)
            {
                _unexpected(exception);
            }
            finally
            {
                Interlocked.Decrement(ref _pending);
            }
        }
    }

    private async Task DeliverAsync(Item item)
    {
        int repeats = item.Body is null ? 0 : _options.WebhookDuplicates;
        for (int repeat = 0; repeat <= repeats; repeat++)
        {
            if (!await DeliverOnceAsync(item with { IsDuplicate = repeat > 0 }).ConfigureAwait(false))
            {
                return;
            }
        }
    }

    /// <returns>Whether the receiver accepted it.</returns>
    private async Task<bool> DeliverOnceAsync(Item item)
    {
        (int status, int attempts, bool isTaken) = await _sender.SendAsync(() => _target, item.Body).ConfigureAwait(false);
        _deliveries.Add(new SandboxDelivery(
            Interlocked.Increment(ref _number), item.Field, status, attempts, isTaken, item.IsDuplicate, _options.Clock())
        {
            Signature = item.Body is null ? null : WebhookTarget.Sign(_appSecret, item.Body),
        });
        return isTaken;
    }

    /// <summary>A queued webhook.</summary>
    /// <param name="Field">The field.</param>
    /// <param name="Body">The bytes, the same in each attempt; null for the handshake.</param>
    /// <param name="IsDuplicate">Whether it repeats an accepted webhook.</param>
    private sealed record Item(string Field, byte[]? Body, bool IsDuplicate);
}
