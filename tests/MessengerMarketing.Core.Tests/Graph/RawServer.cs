using System;
using System.IO;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using MessengerMarketing.Graph;

namespace MessengerMarketing.Tests.Graph;

/// <summary>A loopback server with scripted connections, byte by byte.</summary>
internal sealed class RawServer : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Func<NetworkStream, CancellationToken, Task> _serve;
    private readonly string _scheme;
    private int _connections;

    public RawServer(Func<NetworkStream, CancellationToken, Task> serve, string scheme = "http")
    {
        _serve = serve;
        _scheme = scheme;

        // Small, so that what a server does not read soon stays with the client.
        _listener.Server.ReceiveBufferSize = 8 * 1024;
        _listener.Start();
        _ = AcceptAsync();
    }

    public int Connections => Volatile.Read(ref _connections);

    public Uri BaseUri => new($"{_scheme}://{_listener.LocalEndpoint}/");

    public GraphContext Account() => new(Secret.From("EAAtesttokenforproof0001"), "1000200030004000", "2000300040005000", baseUri: BaseUri);

    public static Task HangAsync(NetworkStream stream, CancellationToken stop) => Task.Delay(Timeout.Infinite, stop);

    /// <summary>Reads a request up to its blank line.</summary>
    public static async Task ReadHeadAsync(NetworkStream stream, CancellationToken stop)
    {
        var end = new StringBuilder();
        byte[] one = new byte[1];
        while (!end.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            await stream.ReadExactlyAsync(one, stop);
            end.Append((char)one[0]);
        }
    }

    public static Task WriteAsync(NetworkStream stream, string text, CancellationToken stop) => stream.WriteAsync(Encoding.ASCII.GetBytes(text), stop).AsTask();

    public void Dispose()
    {
        _stop.Cancel();
        _listener.Dispose();
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                TcpClient connection = await _listener.AcceptTcpClientAsync(_stop.Token);
                Interlocked.Increment(ref _connections);
                _ = ServeAsync(connection);
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The test has ended.
        }
    }

    private async Task ServeAsync(TcpClient connection)
    {
        using (connection)
        {
            try
            {
                await _serve(connection.GetStream(), _stop.Token);
            }
            catch (Exception exception) when (exception is IOException or OperationCanceledException or ObjectDisposedException)
            {
                // The client disconnected, or the test has ended.
            }
        }
    }
}
