using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using Xunit;

namespace MessengerMarketing.Tests.Webhooks;

/// <summary>Tests a valid delivery while many clients occupy connections and memory.</summary>
public sealed class WebhookFloodTests : IDisposable
{
    private const int MiB = 1024 * 1024;

    private readonly WebhookSender _sender = new();
    private readonly List<TcpClient> _clients = [];
    private readonly CancellationTokenSource _patience = new(TimeSpan.FromSeconds(60));

    public void Dispose()
    {
        _clients.ForEach(static client => client.Dispose());
        _sender.Dispose();
        _patience.Dispose();
    }

    [Theory]
    [InlineData("")]
    [InlineData("POST / HTT")]
    [InlineData("POST / HTTP/1.1\r\nHost: localhost\r\nX-Long: 0123456789")]
    [InlineData("POST / HTTP/1.1\r\nHost: localhost\r\n" + WebhookSender.AnySignature + "\r\nContent-Length: 1000\r\n\r\n{")]
    public async Task A_thousand_connections_that_do_nothing_do_not_delay_a_delivery(string start)
    {
        for (int i = 0; i < 1000; i++)
        {
            await ConnectAsync(start);
        }

        var watch = Stopwatch.StartNew();
        Assert.Equal(HttpStatusCode.OK, await _sender.SendAsync(InboxFolder.Message(1)));

        // No connection is closed because of the idle timeout, which is 30 seconds, before this.
        Assert.InRange(watch.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(10));
    }

    [Fact]
    public async Task Unsigned_bodies_that_never_end_hold_no_memory()
    {
        long before = GC.GetTotalMemory(forceFullCollection: true);
        string head = $"POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: {MiB}\r\n\r\n";
        await FloodAsync(head);

        Assert.InRange(_sender.Receiver.BufferedBytes, 0, 4 * MiB);
        // Other tests of this process also use memory, but not for long.
        while (GC.GetTotalMemory(forceFullCollection: true) - before > 16 * MiB)
        {
            await Task.Delay(50, _patience.Token);
        }

        Assert.Equal(HttpStatusCode.OK, await _sender.SendAsync(InboxFolder.Message(1)));
    }

    [Fact]
    public async Task Bodies_with_made_up_signatures_that_never_end_hold_no_more_than_16_MiB()
    {
        long most = 0;
        string head = $"POST / HTTP/1.1\r\nHost: localhost\r\n{WebhookSender.AnySignature}\r\nContent-Length: {MiB}\r\n\r\n";
        await FloodAsync(head, () => most = Math.Max(most, _sender.Receiver.BufferedBytes));

        Assert.InRange(most, 4 * MiB, 16 * MiB);
        Assert.Equal(HttpStatusCode.OK, await _sender.SendAsync(InboxFolder.Message(1)));
    }

    [Fact]
    public async Task The_memory_of_a_request_is_released_after_it()
    {
        for (int i = 0; i < 40; i++)
        {
            Assert.Equal(HttpStatusCode.OK, await _sender.SendAsync(new byte[MiB]));
        }

        while (_sender.Receiver.BufferedBytes > 0)
        {
            await Task.Delay(10, _patience.Token);
        }
    }

    // 990 clients with a Content-Length of 1 MiB that send all bytes except the last one.
    private async Task FloodAsync(string head, Action? each = null)
    {
        byte[] body = new byte[MiB - 1];
        for (int i = 0; i < 990; i++)
        {
            NetworkStream stream = await ConnectAsync(head);
            try
            {
                await stream.WriteAsync(body, _patience.Token);
            }
            catch (IOException)
            {
                // The receiver rejected it, or closed it in favor of another connection.
            }

            each?.Invoke();
        }
    }

    private async Task<NetworkStream> ConnectAsync(string start)
    {
        var client = new TcpClient();
        _clients.Add(client);
        await client.ConnectAsync(IPAddress.Loopback, _sender.Receiver.Address.Port, _patience.Token);
        NetworkStream stream = client.GetStream();
        try
        {
            await stream.WriteAsync(Encoding.ASCII.GetBytes(start), _patience.Token);
        }
        catch (IOException)
        {
            // It was already closed in favor of another connection.
        }

        return stream;
    }
}
