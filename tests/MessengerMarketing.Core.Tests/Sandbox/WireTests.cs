using System;
using System.IO;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Threading.Tasks;
using Xunit;

namespace MessengerMarketing.Tests.Sandbox;

/// <summary>HTTP/1.1 requests that HttpClient never sends.</summary>
public class WireTests
{
    [Fact]
    public async Task Two_requests_on_one_connection_are_processed_in_order()
    {
        using var client = new SandboxClient();

        string answers = await ExchangeAsync(client, Request(client, "GET", "/v25.0/me", "") + Request(client, "GET", "/v25.0/0", "Connection: close\r\n"));

        int ok = answers.IndexOf("HTTP/1.1 200 OK\r\n", StringComparison.Ordinal);
        int bad = answers.IndexOf("HTTP/1.1 400 Bad Request\r\n", StringComparison.Ordinal);
        Assert.Equal(0, ok);
        Assert.True(bad > ok);
        Assert.Contains("\r\nConnection: keep-alive\r\n", answers, StringComparison.Ordinal);
        Assert.Contains("\r\nConnection: close\r\n", answers, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_client_that_expects_100_Continue_gets_it()
    {
        using var client = new SandboxClient();
        string id = await client.CreateAudienceAsync();
        string body = SandboxClient.Upload(1);
        using var socket = new TcpClient();
        await socket.ConnectAsync(IPAddress.Loopback, client.Server.BaseUri.Port);
        using NetworkStream stream = socket.GetStream();

        await stream.WriteAsync(Encoding.ASCII.GetBytes(Request(client, "POST", $"/v25.0/{id}/users", $"Expect: 100-continue\r\nConnection: close\r\nContent-Type: application/json\r\nContent-Length: {body.Length}\r\n")));
        byte[] asked = new byte[25];
        await stream.ReadExactlyAsync(asked);
        await stream.WriteAsync(Encoding.ASCII.GetBytes(body));
        using var reader = new StreamReader(stream);

        Assert.Equal("HTTP/1.1 100 Continue\r\n\r\n", Encoding.ASCII.GetString(asked));
        Assert.StartsWith("HTTP/1.1 200 OK", await reader.ReadToEndAsync(), StringComparison.Ordinal);
        Assert.Equal(1, client.Server.Audiences[0].RowsReceived);
    }

    [Theory]
    [InlineData("GET /v25.0/me HTTP/1.0\r\nAuthorization: Bearer TOKEN\r\n\r\n", "HTTP/1.1 200 OK")]
    [InlineData("GET http://graph.facebook.com/v25.0/me?fields=id HTTP/1.1\r\nhost: graph.facebook.com\r\nauthorization: bearer TOKEN\r\nconnection: close\r\n\r\n", "HTTP/1.1 200 OK")]
    [InlineData("GET /v25.0/%6De HTTP/1.0\r\nAuthorization: Bearer TOKEN\r\n\r\n", "HTTP/1.1 200 OK")]
    [InlineData("GET /v25.0/me HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer TOKEN\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\n2;x=y\r\n{}\r\n0\r\nTrailer: 1\r\n\r\n", "HTTP/1.1 200 OK")]
    public async Task An_unusual_but_valid_request_is_served(string request, string status)
    {
        using var client = new SandboxClient();

        string answer = await ExchangeAsync(client, request.Replace("TOKEN", client.Server.AccessToken, StringComparison.Ordinal));

        Assert.StartsWith(status, answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_response_to_HEAD_has_no_body()
    {
        using var client = new SandboxClient();

        string answer = await ExchangeAsync(client, Request(client, "HEAD", "/v25.0/me", "Connection: close\r\n"));

        Assert.EndsWith("\r\n\r\n", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_chunk_without_a_size_is_refused()
    {
        using var client = new SandboxClient();

        string answer = await ExchangeAsync(client, Request(client, "POST", "/v25.0/me", "Transfer-Encoding: chunked\r\n") + "xyz\r\n");

        Assert.StartsWith("HTTP/1.1 400 ", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_head_of_more_than_64_KiB_is_refused()
    {
        using var client = new SandboxClient();

        string answer = await ExchangeAsync(client, "GET /me HTTP/1.1\r\nHost: localhost\r\nX: " + new string('x', 65536));

        Assert.StartsWith("HTTP/1.1 431 ", answer, StringComparison.Ordinal);
    }

    private static string Request(SandboxClient client, string method, string path, string headers) =>
        $"{method} {path} HTTP/1.1\r\nHost: {client.Server.BaseUri.Authority}\r\nAuthorization: Bearer {client.Server.AccessToken}\r\n{headers}\r\n";

    /// <summary>Sends text and reads until the server closes or resets the connection.</summary>
    private static async Task<string> ExchangeAsync(SandboxClient client, string text)
    {
        using var socket = new TcpClient();
        await socket.ConnectAsync(IPAddress.Loopback, client.Server.BaseUri.Port);
        using NetworkStream stream = socket.GetStream();
        await stream.WriteAsync(Encoding.UTF8.GetBytes(text));
        var answer = new MemoryStream();
        try
        {
            await stream.CopyToAsync(answer).WaitAsync(TimeSpan.FromSeconds(10));
        }
        catch (IOException)
        {
            // The connection was reset. The data that was already read is returned.
        }

        return Encoding.UTF8.GetString(answer.ToArray());
    }
}
