using System;
using System.Globalization;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;

namespace MessengerMarketing.Http;

/// <summary>
/// A small, strict HTTP/1.1 server for the sandbox and for webhooks. It uses sockets, because HttpListener ends an aborted response with an
/// empty "200 OK" on systems other than Windows, and the sandbox must be able to lose a response to test retries. Sockets also need no
/// administrator rights and no URL reservation on Windows, and can find a free port without a race.
/// </summary>
internal sealed class HttpServer
{
    private const int Backlog = 512;

    private static readonly TimeSpan AcceptRetryDelay = TimeSpan.FromMilliseconds(20);

    private readonly Socket _listener;
    private ConnectionTable? _connections;
    private long _connectionCount;
    private int _stopped;

    private HttpServer(Socket listener)
    {
        _listener = listener;
        Address = new Uri(string.Format(CultureInfo.InvariantCulture, "http://{0}/", listener.LocalEndPoint));
    }

    public Uri Address { get; }

    /// <summary>Number of accepted connections.</summary>
    public long ConnectionCount => Interlocked.Read(ref _connectionCount);

    /// <summary>Bytes that the open connections use for requests, beyond 1 KiB each.</summary>
    public long HeldBytes => Volatile.Read(ref _connections)?.HeldBytes ?? 0;

    public bool IsRunning => Volatile.Read(ref _stopped) == 0;

    /// <summary>Binds the port. Connections are queued from now on.</summary>
    /// <param name="address">The address to listen on.</param>
    /// <param name="port">The port, or 0 for a free one.</param>
    /// <exception cref="InvalidOperationException">The port is in use, or the address does not belong to this computer.</exception>
    public static HttpServer Bind(IPAddress address, int port)
    {
        var endPoint = new IPEndPoint(address, port);
        var listener = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            listener.Bind(endPoint);
            listener.Listen(Backlog);
            return new HttpServer(listener);
        }
        catch (SocketException exception)
        {
            listener.Close();
            throw new InvalidOperationException(string.Format(CultureInfo.InvariantCulture, "Cannot listen on {0}: {1}", endPoint, exception.Message), exception);
        }
    }

    /// <summary>Accepts connections until <see cref="Stop()"/>.</summary>
    /// <param name="limits">The limits for clients.</param>
    /// <param name="respond">Answers a request; null closes its connection without a response.</param>
    /// <param name="onError">Called with internal errors.</param>
    /// <param name="screen">Refuses a request by its head, before its body is read; null for a request that is to be read.</param>
    public async Task RunAsync(
        HttpLimits limits, Func<HttpRequest, Task<HttpResponse?>> respond, Action<Exception> onError, Func<HttpRequest, HttpResponse?>? screen = null)
    {
        var connections = new ConnectionTable(limits.MaxConnections, limits.MaxBufferedBytes);
        Volatile.Write(ref _connections, connections);
        var handler = new HttpHandler(respond, screen, () => IsRunning);
        while (IsRunning)
        {
            try
            {
                Socket socket = await _listener.AcceptAsync().ConfigureAwait(false);
                Interlocked.Increment(ref _connectionCount);
                var connection = new HttpConnection(socket, connections, limits, handler);
                if (connections.TryAdd(connection))
                {
                    _ = Task.Run(() => ServeAsync(connection, connections, onError));
                }
                else
                {
                    connection.Reset();
                }
            }
            catch (Exception) when (!IsRunning)
            {
                return;
            }
            catch (SocketException)
            {
                // The client disconnected before it was accepted, or there are no more handles. The delay prevents a busy loop.
                await Task.Delay(AcceptRetryDelay).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Closes the port and all connections.</summary>
    /// <returns>False when the server was already stopped.</returns>
    public bool Stop() => Stop(TimeSpan.Zero);

    /// <summary>Closes the port and all connections. Complete requests still get their response.</summary>
    /// <param name="patience">Time limit before the remaining connections are closed.</param>
    /// <returns>False when the server was already stopped.</returns>
    public bool Stop(TimeSpan patience)
    {
        if (Interlocked.Exchange(ref _stopped, 1) != 0)
        {
            return false;
        }

        _listener.Close();
        HttpConnection[] open = Volatile.Read(ref _connections)?.Snapshot() ?? [];
        if (patience > TimeSpan.Zero)
        {
            Array.ForEach(open, static connection => connection.End());

            // The caller then closes what the responses depend on, so they must be sent first.
            Task.WaitAll([.. open.Select(static connection => connection.Ended)], patience);
        }

        Array.ForEach(open, static connection => connection.Reset());
        return true;
    }

    private async Task ServeAsync(HttpConnection connection, ConnectionTable connections, Action<Exception> onError)
    {
        try
        {
            // Stop reads the list of connections only once, so a connection that is accepted at the same time must check for itself.
            if (!IsRunning)
            {
                connection.End();
            }

            await connection.ServeAsync().ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            onError(exception);
        }
        finally
        {
            connections.Remove(connection);
        }
    }
}
