using System;
using System.Collections.Generic;
using System.IO;
using System.Net.Sockets;
using System.Text;
using System.Threading.Tasks;
using MessengerMarketing.Http;
using Xunit;

namespace MessengerMarketing.Tests.Proof.Fuzzing;

/// <summary>
/// Bytes of a connection. Requests are read alike in whatever pieces they arrive, and up to the same place; and what was read of a request, written
/// in the plainest form, is read as the same request.
/// </summary>
internal sealed class HttpHarness() : FuzzHarness("http", 6_000)
{
    private const int MaxRequests = 20;
    private static readonly HttpLimits Limits = new(1000) { MaxHeadBytes = 2048, MaxHeaders = 20 };

    /// <inheritdoc/>
    public override IReadOnlyList<string> Tokens { get; } =
    [
        "\r\n", "\r", "\n", "\r\n\r\n", " ", "\t", ":", ";", ",", "\0", "GET ", "POST / HTTP/1.1\r\n", " HTTP/1.1", " HTTP/1.0", "Host: a\r\n", "Content-Length: 5\r\n", "Content-Length: ", "Transfer-Encoding: chunked\r\n",
        "Transfer-Encoding: ", "chunked", "identity", "0\r\n\r\n", "5\r\nabcde\r\n", "Expect: 100-continue\r\n", "Connection: close\r\n", "http://a/", "*", "//", "%2e", "?a=b", "#", "é", "X: ", " folded", "ffffffff", "+5", "0x5",
    ];

    /// <inheritdoc/>
    public override int MaxLength => 6000;

    /// <inheritdoc/>
    public override void Check(byte[] input, Random random)
    {
        List<Served> whole = Read(new MemoryStream(input));
        Assert.Equal(whole, Read(new PiecewiseStream(input, static () => 1)));
        Assert.Equal(whole, Read(PiecewiseStream.Create(input, random, 64)));
        foreach (Served request in whole)
        {
            if (request.Status == 0)
            {
                byte[] plain = Encoding.Latin1.GetBytes($"{request.Method} {request.Target} HTTP/1.1\r\nHost: a\r\nContent-Length: {request.Body!.Length}\r\n\r\n{request.Body}");
                Served again = Read(new MemoryStream(plain))[0];
                Assert.Equal((request.Method, request.Target, request.Body), (again.Method, again.Target, again.Body));
            }
        }
    }

    private static List<Served> Read(Stream stream)
    {
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        var table = new ConnectionTable(maxConnections: null, maxBytes: null);
        var owner = new HttpConnection(socket, table, Limits, new HttpHandler(static _ => Task.FromResult<HttpResponse?>(null), Screen: null, static () => true));
        return ReadAsync(new ConnectionReader(stream, new ConnectionMemory(table, owner)), new ConnectionMemory(table, owner)).GetAwaiter().GetResult();
    }

    private static async Task<List<Served>> ReadAsync(ConnectionReader reader, ConnectionMemory memory)
    {
        var served = new List<Served>();
        try
        {
            while (served.Count < MaxRequests && await reader.WaitAsync())
            {
                var head = new RequestReader(reader, Limits);
                using HttpRequest request = await head.ReadHeadAsync();
                request.Body = await new RequestBodyReader(reader, head, Limits, memory).ReadAsync(request);
                string target = request.Query.Length > 0 ? $"{request.Path}?{request.Query}" : request.Path;
                served.Add(new Served(request.Body is null ? 413 : 0, request.Method, target, request.Body is { } body ? Encoding.Latin1.GetString(body.Bytes, 0, body.Length) : null));
                if (request.Body is null)
                {
                    break;
                }
            }
        }
        catch (BadRequestException exception)
        {
            served.Add(new Served(exception.Status, null, exception.Message, null));
        }

        return served;
    }

    /// <summary>A request that was read, or the refusal of one.</summary>
    private sealed record Served(int Status, string? Method, string? Target, string? Body);
}
