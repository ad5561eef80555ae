using System;
using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;

namespace MessengerMarketing.Sandbox.Http;

/// <summary>
/// A small HTTP/1.1 server on 127.0.0.1. It stands on plain sockets: .NET's HttpListener ends an aborted answer with an
/// empty "200 OK" everywhere but on Windows, and a sandbox that cannot lose an answer cannot test anybody's retries. Sockets need no
/// administrator's rights and no reserved address on Windows either, and find a free port without a race.
/// </summary>
internal sealed class LoopbackServer
{
    private const int Backlog = 512;

    private static readonly TimeSpan Breather = TimeSpan.FromMilliseconds(20);

    private readonly Socket _listener;
    private readonly ConcurrentDictionary<HttpConnection, bool> _connections = new();
    private int _stopped;

    private LoopbackServer(Socket listener)
    {
        _listener = listener;
        Address = new Uri(string.Format(CultureInfo.InvariantCulture, "http://127.0.0.1:{0}/", ((IPEndPoint)listener.LocalEndPoint!).Port));
    }

    public Uri Address { get; }

    public bool IsRunning => Volatile.Read(ref _stopped) == 0;

    /// <summary>Takes the port; connections queue up from now on.</summary>
    /// <param name="port">The port, or 0 for a free one.</param>
    /// <exception cref="InvalidOperationException">The port is taken.</exception>
    public static LoopbackServer Bind(int port)
    {
        var listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            listener.Bind(new IPEndPoint(IPAddress.Loopback, port));
            listener.Listen(Backlog);
            return new LoopbackServer(listener);
        }
        catch (SocketException refused)
        {
            listener.Close();
            throw new InvalidOperationException(
                string.Format(CultureInfo.InvariantCulture, "The sandbox cannot listen on 127.0.0.1:{0}: {1}", port, refused.Message), refused);
        }
    }

    /// <summary>Serves connections until <see cref="Stop"/>.</summary>
    /// <param name="maxBodyBytes">Largest request body taken.</param>
    /// <param name="handler">Answers a request; null drops its connection.</param>
    /// <param name="unexpected">Hears of errors that are the server's own.</param>
    public async Task RunAsync(int maxBodyBytes, Func<HttpRequest, Task<GraphAnswer?>> handler, Action<Exception> unexpected)
    {
        while (IsRunning)
        {
            try
            {
                Socket socket = await _listener.AcceptAsync().ConfigureAwait(false);
                var connection = new HttpConnection(socket, maxBodyBytes, handler);
                _ = Task.Run(() => ServeAsync(connection, unexpected));
            }
            catch (Exception) when (!IsRunning)
            {
                return;
            }
            catch (SocketException)
            {
                // A client that was gone again before it was accepted, or no more handles; the latter must not spin.
                await Task.Delay(Breather).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Frees the port and breaks all connections off.</summary>
    /// <returns>False when it was stopped before.</returns>
    public bool Stop()
    {
        if (Interlocked.Exchange(ref _stopped, 1) != 0)
        {
            return false;
        }

        _listener.Close();
        foreach (HttpConnection connection in _connections.Keys)
        {
            connection.Reset();
        }

        return true;
    }

    private async Task ServeAsync(HttpConnection connection, Action<Exception> unexpected)
    {
        _connections[connection] = true;
        try
        {
            // Stop looks at the connections only once; one that comes in beside it has to look for itself.
            if (!IsRunning)
            {
                connection.Reset();
                return;
            }

            await connection.ServeAsync().ConfigureAwait(false);
        }
        catch (Exception error)
        {
            unexpected(error);
        }
        finally
        {
            _connections.TryRemove(connection, out _);
        }
    }
}
