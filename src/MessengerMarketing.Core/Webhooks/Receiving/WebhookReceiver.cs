using System;
using System.Collections.Generic;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using MessengerMarketing.Http;
using MessengerMarketing.Webhooks.Inbox;

namespace MessengerMarketing.Webhooks.Receiving;

/// <summary>
/// Receives webhooks over HTTP, keeps them, and gives their events out one by one, each once. Receiving goes on whether or not anybody takes
/// the events.
/// </summary>
public sealed class WebhookReceiver : IDisposable
{
    // Half of the files that a process may usually open on Linux.
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

    /// <summary>Where deliveries go, path included.</summary>
    public Uri Address => new(_server.Address, _options.Path.TrimStart('/'));

    /// <summary>Bytes of requests that are in memory before they are accepted or refused.</summary>
    internal long BufferedBytes => _server.HeldBytes;

    /// <summary>Whether the inbox holds events of an earlier run that will not come out, since to resume was not asked for.</summary>
    public bool SkipsEvents => _inbox is FileInbox { SkipsEvents: true };

    /// <summary>Whether the inbox's position was lost, so that all its events come out again.</summary>
    public bool IsPositionLost => _inbox is FileInbox { IsPositionLost: true };

    /// <summary>Whether other users had access to the inbox before it was opened. Now they have not.</summary>
    public bool WasOpenToOthers => _inbox is FileInbox { WasOpenToOthers: true };

    /// <summary>Opens the inbox and the port; deliveries are taken as soon as this returns.</summary>
    /// <exception cref="InboxInUseException">The inbox has another watcher.</exception>
    /// <exception cref="Storage.FileRefusedException">The inbox's path is of another file, which was left as it is.</exception>
    /// <exception cref="IOException">The inbox cannot be opened.</exception>
    /// <exception cref="UnauthorizedAccessException">The inbox may not be opened.</exception>
    /// <exception cref="InvalidOperationException">The port is taken.</exception>
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
            HttpServer server = HttpServer.Bind(options.Address, options.Port);
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
    /// The next event that has not come out yet. It counts as come out when <see cref="Confirm"/> is called, and comes again after a restart
    /// when it never was. One caller at a time.
    /// </summary>
    /// <exception cref="OperationCanceledException">The token was cancelled first.</exception>
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

    /// <summary>As <see cref="NextAsync"/>, without waiting.</summary>
    /// <returns>Whether there is one.</returns>
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

    /// <summary>Records that an event came out, so that it does not come again after a restart.</summary>
    /// <exception cref="IOException">It cannot be recorded.</exception>
    public void Confirm(ReceivedEvent received)
    {
        if (received is null)
        {
            throw new ArgumentNullException(nameof(received));
        }

        _inbox.Confirm(received.Record, received.Number, received.IsLast);
    }

    /// <summary>Frees the port, ends all connections, and closes the inbox. Deliveries that have come in whole are still kept and confirmed.</summary>
    public void Dispose()
    {
        if (!_disposed)
        {
            _disposed = true;

            // Who takes an event and ends at once is quicker than the confirmation of its delivery, which Meta would then repeat.
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
        FileInbox inbox = FileInbox.Open(path, options.Resume, memory);
        inbox.OnChanged = text => options.OnNotice?.Invoke(new WebhookNotice(WebhookNoticeKind.InboxChanged, text));
        return inbox;
    }

    private void Read(InboxRecord record)
    {
        if (record.Delivery is not { } delivery)
        {
            _options.OnNotice?.Invoke(new WebhookNotice(WebhookNoticeKind.Unreadable, "A line of the inbox cannot be read; it was not written to its end, or changed since."));
            return;
        }

        WebhookPayload payload = WebhookParser.Parse(delivery.Body);
        if (payload.Problem is { } problem)
        {
            _options.OnNotice?.Invoke(new WebhookNotice(WebhookNoticeKind.Unreadable, problem, Sequence: delivery.Sequence));
        }

        // Those that came before are only known to be the same now, and those that came out before stand first.
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
