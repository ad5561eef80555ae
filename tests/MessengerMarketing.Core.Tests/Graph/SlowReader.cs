using System;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Net.Sockets;
using System.Text;
using System.Threading;
using System.Threading.Tasks;

namespace MessengerMarketing.Tests.Graph;

/// <summary>The far end of a slow uplink: reads each request's body at a limited rate, and answers once it has all of it.</summary>
/// <param name="bytesPerSecond">The rate of each connection.</param>
/// <param name="respond">Gives the JSON for a request's first line.</param>
internal sealed class SlowReader(int bytesPerSecond, Func<string, string> respond)
{
    private const int Portion = 16 * 1024;

    private long _received;

    /// <summary>Bytes of bodies that were read.</summary>
    public long Received => Interlocked.Read(ref _received);

    /// <summary>Serves a connection, one request after the other.</summary>
    public async Task ServeAsync(NetworkStream stream, CancellationToken stop)
    {
        while (true)
        {
            (string line, int length) = await ReadHeadAsync(stream, stop);
            await ReadBodyAsync(stream, length, stop);
            string json = respond(line);
            await RawServer.WriteAsync(stream, $"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {json.Length}\r\n\r\n{json}", stop);
        }
    }

    private async Task ReadBodyAsync(NetworkStream stream, int length, CancellationToken stop)
    {
        var clock = Stopwatch.StartNew();
        byte[] buffer = new byte[Portion];
        for (int received = 0; received < length;)
        {
            int read = await stream.ReadAsync(buffer.AsMemory(0, Math.Min(buffer.Length, length - received)), stop);
            if (read == 0)
            {
                throw new IOException("The client closed the connection.");
            }

            received += read;
            Interlocked.Add(ref _received, read);
            TimeSpan ahead = TimeSpan.FromSeconds((double)received / bytesPerSecond) - clock.Elapsed;
            if (ahead > TimeSpan.Zero)
            {
                await Task.Delay(ahead, stop);
            }
        }
    }

    private static async Task<(string Line, int Length)> ReadHeadAsync(NetworkStream stream, CancellationToken stop)
    {
        var head = new StringBuilder();
        byte[] one = new byte[1];
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            await stream.ReadExactlyAsync(one, stop);
            head.Append((char)one[0]);
        }

        string[] lines = head.ToString().Split("\r\n");
        string? length = Array.Find(lines, static line => line.StartsWith("Content-Length:", StringComparison.OrdinalIgnoreCase));
        return (lines[0], length is null ? 0 : int.Parse(length.AsSpan("Content-Length:".Length), CultureInfo.InvariantCulture));
    }
}
