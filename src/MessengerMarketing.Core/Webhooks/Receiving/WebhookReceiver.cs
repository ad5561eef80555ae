using System;
using System.Collections.Generic;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using MessengerMarketing.Http;
using MessengerMarketing.Webhooks.Inbox;

namespace MessengerMarketing.Webhooks.Receiving;

/// <summary>
/// Receives webhooks over HTTP, stores them, and returns each of their events once. It keeps receiving even when no one reads the events.
/// </summary>
internal sealed class WebhookReceiver : IDisposable
{
    // Half of the usual limit of open files per process on Linux.
    private const int MaxConnections = 500;
    private const int MaxHeadBytes = 16 * 1024;
    private const long MinBufferedBytes = 16 * 1024 * 1024;

    private static readonly TimeSpan IdleTime = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan DiscardTime = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan MaxResponse = TimeSpan.FromSeconds(1);

    private readonly WebhookReceiverOptions _options;
    private readonly IInbox _inbox;
    private readonly EventMemory _memory;
    private readonly HttpServer _server;
    private readonly Queue<ReceivedEvent> _ready = new();
    private bool _disposed;

    private WebhookReceiver(WebhookReceiverOptions options, IInbox inbox, EventMemory memory, HttpServer server)
    {
        _options = options;
        _inbox = inbox;
        _memory = memory;
        _server = server;
    }

    /// <summary>The URL for deliveries, including the path.</summary>
    public Uri Address => new(_server.Address, _options.Path.TrimStart('/'));

    /// <summary>Bytes of pending requests in memory.</summary>
    internal long BufferedBytes => _server.HeldBytes;

    /// <summary>Whether the inbox contains events of an earlier run that are skipped because resuming was not requested.</summary>
    public bool SkipsEvents => _inbox is FileInbox { SkipsEvents: true };

    /// <summary>Whether the inbox's position was lost, so that all its events are returned again.</summary>
    public bool IsPositionLost => _inbox is FileInbox { IsPositionLost: true };

    /// <summary>Whether other users had access to the inbox before it was opened. The access was removed.</summary>
    public bool WasOpenToOthers => _inbox is FileInbox { WasOpenToOthers: true };

    /// <summary>Opens the inbox and the port. Deliveries are accepted when this method returns.</summary>
    /// <exception cref="InboxInUseException">The inbox has another watcher.</exception>
    /// <exception cref="Storage.FileRefusedException">The path is not an inbox. The file was not changed.</exception>
    /// <exception cref="IOException">The inbox cannot be opened.</exception>
    /// <exception cref="UnauthorizedAccessException">Access to the inbox is denied.</exception>
    /// <exception cref="InvalidOperationException">The port is in use.</exception>
    public static WebhookReceiver Start(WebhookReceiverOptions options)
    {
        if (options is null)
        {
            throw new ArgumentNullException(nameof(options));
        }

        var memory = new EventMemory();
        return Start(options, options.InboxPath is { } path ? OpenInbox(path, options, memory) : new MemoryInbox(), memory);
    }

    internal static WebhookReceiver Start(WebhookReceiverOptions options, IInbox inbox, EventMemory memory)
    {
        try
        {
            var server = HttpServer.Bind(options.Address, options.Port);
            var handler = new WebhookRequestHandler(options, inbox);
            void Fail(Exception exception) => options.OnNotice?.Invoke(new WebhookNotice(WebhookNoticeKind.Failed, exception.Message, exception));
            _ = Task.Run(() => server.RunAsync(CreateLimits(options), handler.RespondAsync, Fail, handler.Screen));
            return new WebhookReceiver(options, inbox, memory, server);
        }
        catch
        {
            inbox.Dispose();
            throw;
        }
    }

    /// <summary>
    /// Returns the next event. An event that was not confirmed with <see cref="Confirm"/> is returned again after a restart. Not
    /// thread-safe.
    /// </summary>
    /// <exception cref="OperationCanceledException">The operation was canceled.</exception>
    public async Task<ReceivedEvent> NextAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            if (TryNext(out ReceivedEvent? next))
            {
                return next!;
            }

            await _inbox.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Like <see cref="NextAsync"/>, but does not wait.</summary>
    /// <returns>Whether there is an event.</returns>
    public bool TryNext(out ReceivedEvent? next)
    {
        while (_ready.Count == 0)
        {
            if (_inbox.TryTake() is not { } record)
            {
                next = null;
                return false;
            }

            Read(record);
        }

        next = _ready.Dequeue();
        return true;
    }

    /// <summary>Confirms an event, so that it is not returned again after a restart.</summary>
    /// <exception cref="IOException">The position cannot be written.</exception>
    public void Confirm(ReceivedEvent received)
    {
        if (received is null)
        {
            throw new ArgumentNullException(nameof(received));
        }

        _inbox.Confirm(received.Record, received.Number, received.IsLast);
    }

    /// <summary>Closes the port, all connections and the inbox. Deliveries that were received completely are still stored and confirmed.</summary>
    public void Dispose()
    {
        if (!_disposed)
        {
            _disposed = true;

            // A caller that stops right after an event can be faster than the response to its delivery, which Meta would then repeat.
            _server.Stop(MaxResponse);
            _inbox.Dispose();
        }
    }

    private static HttpLimits CreateLimits(WebhookReceiverOptions options) => new(options.MaxBodyBytes)
    {
        MaxHeadBytes = MaxHeadBytes,
        HeadTime = options.HeadTime,
        RequestTime = options.RequestTime,
        IdleTime = IdleTime,
        DiscardTime = DiscardTime,
        MaxConnections = MaxConnections,
        MaxBufferedBytes = Math.Max(MinBufferedBytes, 4L * options.MaxBodyBytes),
    };

    private static FileInbox OpenInbox(string path, WebhookReceiverOptions options, EventMemory memory)
    {
        var inbox = FileInbox.Open(path, options.Resume, memory, options.Retention);
        inbox.OnChanged = text => options.OnNotice?.Invoke(new WebhookNotice(WebhookNoticeKind.InboxChanged, text));
        return inbox;
    }

    private void Read(InboxRecord record)
    {
        if (record.Delivery is not { } delivery)
        {
            _options.OnNotice?.Invoke(new WebhookNotice(WebhookNoticeKind.Unreadable, "A line of the inbox cannot be read. It was not written completely, or was changed later."));
            return;
        }

        WebhookPayload payload = WebhookParser.Parse(delivery.Body);
        if (payload.Problem is { } problem)
        {
            _options.OnNotice?.Invoke(new WebhookNotice(WebhookNoticeKind.Unreadable, problem, Sequence: delivery.Sequence));
        }

        // Repeated events are detected only now, and events that were already written come first.
        var fresh = new List<(WebhookEvent Event, int Number)>();
        int number = 0;
        int before = _inbox.EventsBefore(record);
        foreach (WebhookEvent item in payload.Events)
        {
            number++;
            if (number > before && _memory.Add(item))
            {
                fresh.Add((item, number));
            }
        }

        foreach ((WebhookEvent item, int place) in fresh)
        {
            _ready.Enqueue(new ReceivedEvent(item, record, place, isLast: place == fresh[fresh.Count - 1].Number));
        }

        if (fresh.Count == 0)
        {
            _inbox.Confirm(record, number, isWhole: true);
        }
    }
}
