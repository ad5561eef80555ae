using System;
using System.Diagnostics;
using System.IO;
using System.Net;
using System.Net.Sockets;
using System.Threading.Tasks;

namespace MessengerMarketing.Http;

/// <summary>A connection of a client. It serves requests until either side closes it.</summary>
internal sealed class HttpConnection
{
    private static readonly byte[] Continue = "HTTP/1.1 100 Continue\r\n\r\n"u8.ToArray();

    private readonly TaskCompletionSource<bool> _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly object _gate = new();
    private readonly Socket _socket;
    private readonly HttpLimits _limits;
    private readonly HttpHandler _handler;
    private readonly ConnectionMemory _memory;
    private bool _isEnding;

    /// <param name="socket">The accepted socket. The connection closes it.</param>
    /// <param name="table">The connections of the server.</param>
    /// <param name="limits">The limits for the client.</param>
    /// <param name="handler">Handles requests.</param>
    public HttpConnection(Socket socket, ConnectionTable table, HttpLimits limits, HttpHandler handler)
    {
        _socket = socket;
        _limits = limits;
        _handler = handler;
        _memory = new ConnectionMemory(table, this);
        Remote = (socket.RemoteEndPoint as IPEndPoint)?.Address ?? IPAddress.None;
        Enter(ConnectionPhase.Idle);
    }

    /// <summary>The client's address.</summary>
    public IPAddress Remote { get; }

    /// <summary>The current phase.</summary>
    public ConnectionPhase Phase { get; private set; }

    /// <summary>Start of the current phase, as a <see cref="Stopwatch"/> timestamp.</summary>
    public long PhaseStart { get; private set; }

    /// <summary>Completes when the connection has ended.</summary>
    public Task Ended => _ended.Task;

    /// <summary>Serves requests until the connection ends.</summary>
    public async Task ServeAsync()
    {
        try
        {
            _socket.NoDelay = true;
            var stream = new NetworkStream(_socket, ownsSocket: false);
            var reader = new ConnectionReader(stream, _memory);
            while (await ServeOneAsync(reader, stream).ConfigureAwait(false))
            {
            }
        }
        catch (Exception exception) when (exception is IOException or SocketException or ObjectDisposedException or TimeoutException)
        {
            // The client disconnected or is too slow, or the server closed the connection. There is no one to respond to.
            Reset();
        }
        finally
        {
            ShutDown(SocketShutdown.Both);
            _socket.Close();
            _ended.TrySetResult(true);
        }
    }

    /// <summary>Closes the connection gracefully: after its response when a request is being processed, and immediately otherwise. Thread-safe.</summary>
    public void End()
    {
        lock (_gate)
        {
            _isEnding = true;
            if (Phase != ConnectionPhase.Responding)
            {
                // Unlike after a reset, sent data still arrives, and a client that waits for a response sees the end of the connection.
                ShutDown(SocketShutdown.Both);
            }
        }
    }

    /// <summary>Closes the connection immediately, unless a request is being processed. Thread-safe.</summary>
    /// <returns>Whether it is closed.</returns>
    public bool TryAbandon()
    {
        lock (_gate)
        {
            if (Phase == ConnectionPhase.Responding)
            {
                return false;
            }

            _isEnding = true;
            Reset();
            return true;
        }
    }

    /// <summary>Closes the connection immediately. The client sees a reset. Thread-safe.</summary>
    public void Reset()
    {
        try
        {
            _socket.LingerState = new LingerOption(enable: true, seconds: 0);
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            // The connection is already closed.
        }

        _socket.Close();
    }

    private void ShutDown(SocketShutdown how)
    {
        try
        {
            _socket.Shutdown(how);
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            // The connection is already closed.
        }
    }

    /// <returns>Whether the connection can serve another request.</returns>
    private async Task<bool> ServeOneAsync(ConnectionReader reader, NetworkStream stream)
    {
        if (!await WaitForRequestAsync(reader).ConfigureAwait(false))
        {
            return false;
        }

        HttpRequest? request = null;
        HttpResponse? response = null;
        try
        {
            var whole = Deadline.In(_limits.RequestTime);
            reader.Deadline = Deadline.Earlier(Deadline.In(_limits.HeadTime), whole);
            var head = new RequestReader(reader, _limits);
            request = await head.ReadHeadAsync().ConfigureAwait(false);
            response = _handler.Screen?.Invoke(request);
            if (response is null || !request.HasBody)
            {
                reader.Deadline = whole;
                await ReadBodyAsync(request, reader, head, stream).ConfigureAwait(false);
            }
        }
        catch (BadRequestException exception)
        {
            response = HttpResponse.Text(exception.Status, exception.Message);
        }
        catch (TimeoutException)
        {
            response = HttpResponse.Text(408, "The request took too long.");
        }

        using (request)
        {
            return await RespondAsync(request, response, reader, stream).ConfigureAwait(false);
        }
    }

    private async Task<bool> RespondAsync(HttpRequest? request, HttpResponse? early, ConnectionReader reader, NetworkStream stream)
    {
        if (!TryEnterResponding())
        {
            return false;
        }

        HttpResponse? response = early ?? await _handler.RespondAsync(request!).ConfigureAwait(false);
        if (response is null)
        {
            Reset();
            return false;
        }

        bool isRead = request?.Body is not null;
        bool keepsAlive = isRead && request!.KeepsAlive && _handler.KeepsConnections() && response.AllowsKeepAlive;
        byte[] message = response.ToMessage(request?.Method is "HEAD", keepsAlive);
        await Deadline.In(_limits.RequestTime).WaitAsync(stream.WriteAsync(message, 0, message.Length)).ConfigureAwait(false);
        if (!isRead)
        {
            await DiscardAsync(reader).ConfigureAwait(false);
        }

        return TryEnterIdle() && keepsAlive;
    }

    private async Task<bool> WaitForRequestAsync(ConnectionReader reader)
    {
        reader.Deadline = Deadline.In(_limits.IdleTime);
        try
        {
            bool hasRequest = await reader.WaitAsync().ConfigureAwait(false);
            Enter(ConnectionPhase.ReadingHead);
            return hasRequest;
        }
        catch (TimeoutException)
        {
            // There is no request, so there is no response.
            return false;
        }
    }

    private async Task ReadBodyAsync(HttpRequest request, ConnectionReader reader, RequestReader head, NetworkStream stream)
    {
        // A client that expects status 100 gets the refusal before it sends a body that is too large.
        if (request.ContentLength > _limits.MaxBodyBytes)
        {
            return;
        }

        Enter(ConnectionPhase.ReadingBody);
        if (request is { ExpectsContinue: true, HasBody: true })
        {
            await stream.WriteAsync(Continue, 0, Continue.Length).ConfigureAwait(false);
        }

        request.Body = await new RequestBodyReader(reader, head, _limits, _memory).ReadAsync(request).ConfigureAwait(false);
    }

    // The client may still be sending. It must receive the complete response before the connection is closed.
    private async Task DiscardAsync(ConnectionReader reader)
    {
        Enter(ConnectionPhase.Discarding);
        ShutDown(SocketShutdown.Send);
        reader.Deadline = Deadline.In(_limits.DiscardTime);
        try
        {
            await reader.DiscardAsync().ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            // The time limit has passed.
        }
    }

    private void Enter(ConnectionPhase phase)
    {
        lock (_gate)
        {
            Phase = phase;
            PhaseStart = Stopwatch.GetTimestamp();
        }
    }

    private bool TryEnterResponding()
    {
        lock (_gate)
        {
            if (!_isEnding)
            {
                Enter(ConnectionPhase.Responding);
            }

            return !_isEnding;
        }
    }

    private bool TryEnterIdle()
    {
        lock (_gate)
        {
            Enter(ConnectionPhase.Idle);
            return !_isEnding;
        }
    }
}
