using System;
using System.IO;
using System.Net.Sockets;
using System.Threading.Tasks;

namespace MessengerMarketing.Http;

/// <summary>One client's connection: request after request, until either side has had enough.</summary>
/// <param name="socket">The accepted socket; the connection closes it.</param>
/// <param name="limits">What is borne from the client.</param>
/// <param name="handler">Answers a request; null drops the connection instead.</param>
/// <param name="keepsConnections">Whether a connection may serve another request.</param>
internal sealed class HttpConnection(Socket socket, HttpLimits limits, Func<HttpRequest, Task<HttpResponse?>> handler, Func<bool> keepsConnections)
{
    private static readonly byte[] Continue = "HTTP/1.1 100 Continue\r\n\r\n"u8.ToArray();

    private readonly TaskCompletionSource<bool> _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly object _gate = new();
    private bool _isAnswering;
    private bool _isEnding;

    /// <summary>Ends when the connection has.</summary>
    public Task Ended => _ended.Task;

    public async Task ServeAsync()
    {
        try
        {
            await ServeAllAsync().ConfigureAwait(false);
        }
        catch (Exception gone) when (gone is IOException or SocketException or ObjectDisposedException or TimeoutException)
        {
            // The client went away or takes too long, or the server is being stopped: nobody is left to answer.
            Reset();
        }
        finally
        {
            ShutDown();
            socket.Close();
            _ended.TrySetResult(true);
        }
    }

    /// <summary>Ends the connection in order: after its answer, where a request is being answered, and otherwise now. From any thread.</summary>
    public void End()
    {
        lock (_gate)
        {
            _isEnding = true;
            if (!_isAnswering)
            {
                // What was sent before still arrives, which a reset could forestall; who waits for a request sees that none comes.
                ShutDown();
            }
        }
    }

    /// <summary>Closes the connection at once, from any thread, so that the client sees it break off.</summary>
    public void Reset()
    {
        try
        {
            socket.LingerState = new LingerOption(enable: true, seconds: 0);
        }
        catch (Exception closed) when (closed is SocketException or ObjectDisposedException)
        {
            // It is closed already, which is all that is wanted.
        }

        socket.Close();
    }

    private async Task ServeAllAsync()
    {
        socket.NoDelay = true;
        var stream = new NetworkStream(socket, ownsSocket: false);
        var reader = new ConnectionReader(stream);
        while (await ServeOneAsync(reader, stream).ConfigureAwait(false))
        {
        }
    }

    private void ShutDown()
    {
        try
        {
            socket.Shutdown(SocketShutdown.Both);
        }
        catch (Exception closed) when (closed is SocketException or ObjectDisposedException)
        {
            // It is closed already, which is all that is wanted.
        }
    }

    /// <returns>Whether the connection can serve another request.</returns>
    private async Task<bool> ServeOneAsync(ConnectionReader reader, NetworkStream stream)
    {
        if (!await WaitForRequestAsync(reader).ConfigureAwait(false))
        {
            return false;
        }

        reader.Deadline = Deadline.In(limits.RequestTime);
        HttpRequest? request = null;
        int problem = 0;
        try
        {
            string? head = await reader.ReadHeadAsync().ConfigureAwait(false);
            if (head is { Length: 0 })
            {
                return false;
            }

            request = head is null ? null : HttpRequest.Parse(head);
            problem = request is null ? 400 : 0;
            if (request is not null)
            {
                await ReadBodyAsync(request, reader, stream).ConfigureAwait(false);
            }
        }
        catch (TimeoutException)
        {
            problem = 408;
        }

        using (request)
        {
            if (request is null || problem != 0)
            {
                await SendAsync(stream, HttpResponse.Text(problem, string.Empty), isHead: false, keepsAlive: false).ConfigureAwait(false);
                return false;
            }

            HttpResponse? answer = TryBeginResponse() ? await handler(request).ConfigureAwait(false) : null;
            if (answer is null)
            {
                Reset();
                return false;
            }

            bool keepsAlive = request.KeepsAlive && !IsUnread(request) && keepsConnections() && answer.AllowsKeepAlive;
            await SendAsync(stream, answer, request.Method is "HEAD", keepsAlive).ConfigureAwait(false);
            return EndResponse() && keepsAlive;
        }
    }

    private bool TryBeginResponse()
    {
        lock (_gate)
        {
            _isAnswering = !_isEnding;
            return _isAnswering;
        }
    }

    /// <returns>Whether another request may follow.</returns>
    private bool EndResponse()
    {
        lock (_gate)
        {
            _isAnswering = false;
            return !_isEnding;
        }
    }

    private async Task<bool> WaitForRequestAsync(ConnectionReader reader)
    {
        reader.Deadline = Deadline.In(limits.IdleTime);
        try
        {
            return await reader.WaitAsync().ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            // Nothing was asked, so nothing is answered.
            return false;
        }
    }

    private async Task ReadBodyAsync(HttpRequest request, ConnectionReader reader, NetworkStream stream)
    {
        if (IsUnread(request))
        {
            return;
        }

        if (request.ExpectsContinue)
        {
            await stream.WriteAsync(Continue, 0, Continue.Length).ConfigureAwait(false);
        }

        request.Body = await RequestBody.ReadAsync(reader, request, limits.MaxBodyBytes).ConfigureAwait(false);
    }

    // A client that asks first whether its body is wanted learns that it is too large before it sends it.
    private bool IsUnread(HttpRequest request) => request.ExpectsContinue && request.ContentLength > limits.MaxBodyBytes;

    private async Task SendAsync(NetworkStream stream, HttpResponse response, bool isHead, bool keepsAlive)
    {
        byte[] message = response.ToMessage(isHead, keepsAlive);
        await Deadline.In(limits.RequestTime).KeepAsync(stream.WriteAsync(message, 0, message.Length)).ConfigureAwait(false);
    }
}
