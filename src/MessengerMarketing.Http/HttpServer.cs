using System;
using System.Collections.Concurrent;
using System.Globalization;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;

namespace MessengerMarketing.Http;

/// <summary>
/// A small HTTP/1.1 server, for the sandbox and for webhooks. It stands on plain sockets: .NET's HttpListener ends an aborted answer with an
/// empty "200 OK" everywhere but on Windows, and a sandbox that cannot lose an answer cannot test anybody's retries. Sockets need no
/// administrator's rights and no reserved address on Windows either, and find a free port without a race.
/// </summary>
internal sealed class HttpServer
{
    private const int Backlog = 512;

    private static readonly TimeSpan Breather = TimeSpan.FromMilliseconds(20);

    private readonly Socket _listener;
    private readonly ConcurrentDictionary<HttpConnection, bool> _connections = new();
    private int _stopped;

    private HttpServer(Socket listener)
    {
        _listener = listener;
        Address = new Uri(string.Format(CultureInfo.InvariantCulture, "http://{0}/", listener.LocalEndPoint));
    }

    public Uri Address { get; }

    public bool IsRunning => Volatile.Read(ref _stopped) == 0;

    /// <summary>Takes the port; connections queue up from now on.</summary>
    /// <param name="address">The address to listen on.</param>
    /// <param name="port">The port, or 0 for a free one.</param>
    /// <exception cref="InvalidOperationException">The port is taken, or the address is none of this machine's.</exception>
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
        catch (SocketException refused)
        {
            listener.Close();
            throw new InvalidOperationException(string.Format(CultureInfo.InvariantCulture, "Cannot listen on {0}: {1}", endPoint, refused.Message), refused);
        }
    }

    /// <summary>Serves connections until <see cref="Stop()"/>.</summary>
    /// <param name="limits">What is borne from clients.</param>
    /// <param name="handler">Answers a request; null drops its connection.</param>
    /// <param name="unexpected">Hears of errors that are the server's own.</param>
    public async Task RunAsync(HttpLimits limits, Func<HttpRequest, Task<HttpResponse?>> handler, Action<Exception> unexpected)
    {
        // Not disposed: connections that end after the server give their places back.
        var places = limits.MaxConnections is { } most ? new SemaphoreSlim(most) : null;
        bool KeepsConnections() => IsRunning && !(places?.CurrentCount < limits.MaxConnections / 4);
        while (IsRunning)
        {
            if (places is not null)
            {
                await places.WaitAsync().ConfigureAwait(false);
            }

            bool isAccepted = false;
            try
            {
                Socket socket = await _listener.AcceptAsync().ConfigureAwait(false);
                isAccepted = true;
                var connection = new HttpConnection(socket, limits, handler, KeepsConnections);
                _ = Task.Run(() => ServeAsync(connection, unexpected, places));
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
            finally
            {
                if (!isAccepted)
                {
                    places?.Release();
                }
            }
        }
    }

    /// <summary>Frees the port and breaks all connections off.</summary>
    /// <returns>False when it was stopped before.</returns>
    public bool Stop() => Stop(TimeSpan.Zero);

    /// <summary>Frees the port and ends all connections, those whose request has come in whole with its answer.</summary>
    /// <param name="patience">How long all that may take, before what is left is broken off.</param>
    /// <returns>False when it was stopped before.</returns>
    public bool Stop(TimeSpan patience)
    {
        if (Interlocked.Exchange(ref _stopped, 1) != 0)
        {
            return false;
        }

        _listener.Close();
        HttpConnection[] open = [.. _connections.Keys];
        if (patience > TimeSpan.Zero)
        {
            Array.ForEach(open, static connection => connection.End());

            // Whoever stops a server has to know that the answers are out: what they were made of is closed next.
            Task.WaitAll([.. open.Select(static connection => connection.Ended)], patience);
        }

        Array.ForEach(open, static connection => connection.Reset());
        return true;
    }

    private async Task ServeAsync(HttpConnection connection, Action<Exception> unexpected, SemaphoreSlim? places)
    {
        _connections[connection] = true;
        try
        {
            // Stop looks at the connections only once; one that comes in beside it has to look for itself.
            if (!IsRunning)
            {
                connection.End();
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
            places?.Release();
        }
    }
}
