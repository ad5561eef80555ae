using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Net.Http;
using System.Security.Cryptography;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using MessengerMarketing.Graph;
using MessengerMarketing.Webhooks;
using MessengerMarketing.Webhooks.Receiving;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace MessengerMarketing.Benchmarks;

/// <summary>Measures how many deliveries a second come out as events, beside a server as people write it by hand: ASP.NET Core, the same check, and a file.</summary>
internal static class WebhookBenchmark
{
    private const int Senders = 16;
    private const string Key = "0123456789abcdef0123456789abcdef";

    private static int _next;

    /// <summary>Measures both in turns; the best run of each counts.</summary>
    public static async Task<WebhookResult> MeasureAsync(int deliveries, int runs, CancellationToken cancellationToken)
    {
        double receiver = 0;
        double platform = 0;
        for (int run = 0; run <= runs; run++)
        {
            double receiverRate = await MeasureReceiverAsync(deliveries, cancellationToken);
            double platformRate = await MeasurePlatformAsync(deliveries, cancellationToken);
            if (run > 0)
            {
                // Once before it counts, so that the compiler has done its work.
                receiver = Math.Max(receiver, receiverRate);
                platform = Math.Max(platform, platformRate);
            }
        }

        return new WebhookResult(deliveries, (long)receiver, (long)platform, Math.Round(receiver / platform, 2));
    }

    private static async Task<double> MeasureReceiverAsync(int deliveries, CancellationToken cancellationToken)
    {
        string folder = Directory.CreateTempSubdirectory("mm-webhooks-").FullName;
        try
        {
            using var secret = Secret.From(Key);
            using var receiver = WebhookReceiver.Start(new WebhookReceiverOptions { AppSecret = secret, InboxPath = Path.Combine(folder, "inbox.jsonl") });
            byte[][] bodies = CreateBodies(deliveries);
            var clock = Stopwatch.StartNew();
            Task sending = SendAsync(receiver.Address, bodies, cancellationToken);
            for (int i = 0; i < deliveries; i++)
            {
                receiver.Confirm(await receiver.NextAsync(cancellationToken));
            }

            await sending;
            return deliveries / clock.Elapsed.TotalSeconds;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<double> MeasurePlatformAsync(int deliveries, CancellationToken cancellationToken)
    {
        string path = Path.GetTempFileName();
        try
        {
            await using var file = new FileStream(path, FileMode.Append);
            using var gate = new SemaphoreSlim(1);
            WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
            builder.Logging.ClearProviders();
            builder.WebHost.UseUrls("http://127.0.0.1:0");
            await using WebApplication app = builder.Build();
            app.MapPost("/", async (HttpContext context) =>
            {
                using var body = new MemoryStream();
                await context.Request.Body.CopyToAsync(body, cancellationToken);
                string expected = "sha256=" + Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.ASCII.GetBytes(Key), body.ToArray()));
                if (context.Request.Headers[WebhookSignature.HeaderName] != expected)
                {
                    return Results.StatusCode(401);
                }

                // Each one on the disk before its response, as Meta does not repeat what it has a response to.
                await gate.WaitAsync(cancellationToken);
                try
                {
                    body.WriteTo(file);
                    file.Flush(flushToDisk: true);
                }
                finally
                {
                    gate.Release();
                }

                return Results.Ok();
            });
            await app.StartAsync(cancellationToken);
            byte[][] bodies = CreateBodies(deliveries);
            var clock = Stopwatch.StartNew();
            await SendAsync(new Uri(app.Urls.First()), bodies, cancellationToken);
            double seconds = clock.Elapsed.TotalSeconds;
            await app.StopAsync(cancellationToken);
            return deliveries / seconds;
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static byte[][] CreateBodies(int count) => [.. Enumerable.Range(0, count).Select(static _ => Interlocked.Increment(ref _next)).Select(static number => Encoding.UTF8.GetBytes(string.Create(
        CultureInfo.InvariantCulture,
        $$$"""{"object":"page","entry":[{"id":"1","time":{{{number}}},"messaging":[{"sender":{"id":"777"},"recipient":{"id":"1"},"timestamp":{{{number}}},"message":{"mid":"m{{{number}}}","text":"words"}}]}]}""")))];

    private static async Task SendAsync(Uri address, IReadOnlyList<byte[]> bodies, CancellationToken cancellationToken)
    {
        using var client = new HttpClient();
        using var secret = Secret.From(Key);
        await Parallel.ForEachAsync(bodies, new ParallelOptions { MaxDegreeOfParallelism = Senders, CancellationToken = cancellationToken }, async (body, token) =>
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = new ByteArrayContent(body) };
            request.Headers.Add(WebhookSignature.HeaderName, WebhookSignature.Sign(secret, body));
            using HttpResponseMessage response = await client.SendAsync(request, token);
            response.EnsureSuccessStatusCode();
        });
    }
}

/// <summary>The result for webhooks.</summary>
/// <param name="Deliveries">Deliveries of a run.</param>
/// <param name="EventsPerSecond">From the client to confirmed events.</param>
/// <param name="PlatformPerSecond">From the client to responses of the server written by hand.</param>
/// <param name="ShareOfPlatform">The one by the other.</param>
internal sealed record WebhookResult(int Deliveries, long EventsPerSecond, long PlatformPerSecond, double ShareOfPlatform);
