using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Net.Sockets;
using System.Text;
using System.Threading.Tasks;

namespace MessengerMarketing.Sandbox.Http;

/// <summary>One client's connection: request after request, until either side has had enough.</summary>
/// <param name="socket">The accepted socket; the connection closes it.</param>
/// <param name="maxBodyBytes">Largest body taken.</param>
/// <param name="handler">Answers a request; null drops the connection instead.</param>
internal sealed class HttpConnection(Socket socket, int maxBodyBytes, Func<HttpRequest, Task<GraphAnswer?>> handler)
{
    private static readonly byte[] Continue = "HTTP/1.1 100 Continue\r\n\r\n"u8.ToArray();

    public async Task ServeAsync()
    {
        socket.NoDelay = true;
        using var stream = new NetworkStream(socket, ownsSocket: true);
        try
        {
            var reader = new ConnectionReader(stream);
            while (await ServeOneAsync(reader, stream).ConfigureAwait(false))
            {
            }
        }
        catch (Exception gone) when (gone is IOException or SocketException or ObjectDisposedException)
        {
            // The client went away, or the server is being stopped: nobody is left to answer.
            Reset();
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

    /// <returns>Whether the connection can serve another request.</returns>
    private async Task<bool> ServeOneAsync(ConnectionReader reader, NetworkStream stream)
    {
        string? head = await reader.ReadHeadAsync().ConfigureAwait(false);
        if (head is { Length: 0 })
        {
            return false;
        }

        using HttpRequest? request = head is null ? null : HttpRequest.Parse(head);
        if (request is null)
        {
            await SendAsync(stream, GraphAnswer.Empty(400), isHead: false, keepsAlive: false).ConfigureAwait(false);
            return false;
        }

        if (request.ExpectsContinue)
        {
            await stream.WriteAsync(Continue, 0, Continue.Length).ConfigureAwait(false);
        }

        request.Body = await RequestBody.ReadAsync(reader, request, maxBodyBytes).ConfigureAwait(false);
        GraphAnswer? answer = await handler(request).ConfigureAwait(false);
        if (answer is null)
        {
            Reset();
            return false;
        }

        await SendAsync(stream, answer, request.Method is "HEAD", request.KeepsAlive).ConfigureAwait(false);
        return request.KeepsAlive;
    }

    private static async Task SendAsync(NetworkStream stream, GraphAnswer answer, bool isHead, bool keepsAlive)
    {
        var head = new StringBuilder()
            .AppendFormat(CultureInfo.InvariantCulture, "HTTP/1.1 {0} {1}\r\n", answer.Status, ReasonOf(answer.Status))
            .AppendFormat(CultureInfo.InvariantCulture, "Date: {0:R}\r\n", DateTimeOffset.UtcNow)
            .Append("Content-Type: ").Append(answer.ContentType).Append("\r\n")
            .AppendFormat(CultureInfo.InvariantCulture, "Content-Length: {0}\r\n", answer.Body.Length);
        foreach (KeyValuePair<string, string> header in answer.Headers)
        {
            head.Append(header.Key).Append(": ").Append(header.Value).Append("\r\n");
        }

        head.Append(keepsAlive ? "Connection: keep-alive\r\n\r\n" : "Connection: close\r\n\r\n");

        // Head and body in one write: in two, the client's delayed acknowledgement could hold the second back.
        byte[] message = new byte[head.Length + (isHead ? 0 : answer.Body.Length)];
        Encoding.ASCII.GetBytes(head.ToString(), 0, head.Length, message, 0);
        if (!isHead)
        {
            Buffer.BlockCopy(answer.Body, 0, message, head.Length, answer.Body.Length);
        }

        await stream.WriteAsync(message, 0, message.Length).ConfigureAwait(false);
    }

    private static string ReasonOf(int status) => status switch
    {
        200 => "OK",
        400 => "Bad Request",
        401 => "Unauthorized",
        403 => "Forbidden",
        413 => "Payload Too Large",
        429 => "Too Many Requests",
        500 => "Internal Server Error",
        502 => "Bad Gateway",
        503 => "Service Unavailable",
        504 => "Gateway Timeout",
        _ => "Status",
    };
}
