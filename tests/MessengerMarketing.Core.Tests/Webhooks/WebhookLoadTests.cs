using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using System.Net;
using System.Threading;
using System.Threading.Tasks;
using Xunit;

namespace MessengerMarketing.Tests.Webhooks;

public class WebhookLoadTests
{
    private const int PerSecond = 200;
    private const int Seconds = 10;
    private const int Deliveries = PerSecond * Seconds;

    [Fact]
    public async Task Two_hundred_deliveries_a_second_for_ten_seconds_are_all_confirmed_in_time_and_none_is_lost_to_a_slow_consumer()
    {
        using var folder = new InboxFolder();
        using var sender = new WebhookSender(options => options with { InboxPath = folder.Inbox });
        var taken = new List<string>();
        using var sent = new CancellationTokenSource();
        var consumer = Task.Run(async () =>
        {
            while (taken.Count < Deliveries)
            {
                taken.AddRange(await sender.TakeAsync(1));
                if (!sent.IsCancellationRequested)
                {
                    // A fifth of the rate of the deliveries, while they arrive.
                    await Task.Delay(25);
                }
            }
        });

        (HttpStatusCode Status, TimeSpan Took)[] answers = await SendAllAsync(sender);
        int takenMeanwhile = taken.Count;
        await sent.CancelAsync();
        await consumer.WaitAsync(TimeSpan.FromSeconds(60));

        Assert.All(answers, static answer => Assert.Equal(HttpStatusCode.OK, answer.Status));
        Assert.True(answers.Max(static answer => answer.Took) < TimeSpan.FromSeconds(5));
        Assert.True(takenMeanwhile < Deliveries / 2, "The consumer was not slow.");
        Assert.Equal(Enumerable.Range(1, Deliveries).Select(static number => "m" + number).Order(), taken.Order());
        Assert.Empty(sender.Notices);
    }

    private static async Task<(HttpStatusCode Status, TimeSpan Took)[]> SendAllAsync(WebhookSender sender)
    {
        var clock = Stopwatch.StartNew();
        var answers = new List<Task<(HttpStatusCode, TimeSpan)>>(Deliveries);
        for (int number = 1; number <= Deliveries; number++)
        {
            byte[] body = InboxFolder.Message(number);
            answers.Add(Task.Run(async () =>
            {
                var one = Stopwatch.StartNew();
                return (await sender.SendAsync(body), one.Elapsed);
            }));
            TimeSpan early = TimeSpan.FromSeconds((double)number / PerSecond) - clock.Elapsed;
            if (early > TimeSpan.Zero)
            {
                await Task.Delay(early);
            }
        }

        return await Task.WhenAll(answers);
    }
}
