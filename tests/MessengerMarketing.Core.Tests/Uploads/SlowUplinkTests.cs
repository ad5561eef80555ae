using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using MessengerMarketing.Graph;
using MessengerMarketing.Tests.Graph;
using MessengerMarketing.Uploads;
using Xunit;

namespace MessengerMarketing.Tests.Uploads;

public sealed class SlowUplinkTests
{
    private const string AudienceId = "23850000000000001";

    [Fact]
    public async Task Fewer_batches_go_side_by_side_after_timeouts_until_all_are_delivered()
    {
        int posts = 0;
        using var server = new ScriptedServer(received => received.Path.EndsWith("/sessions", StringComparison.Ordinal) ? Scripted.Ok("""{"data":[]}""")
            : Interlocked.Increment(ref posts) <= 4 ? new Scripted(200, string.Empty) { Hang = true }
            : Scripted.Ok("""{"num_received":10}"""));
        using GraphContext context = server.Account();
        UploadRunner? runner = null;
        using var client = new GraphClient(context, new GraphClientOptions { Timeout = TimeSpan.FromSeconds(4), OnRetry = retry => runner!.OnRetry(retry), BaseDelay = TimeSpan.FromMilliseconds(10) });
        var options = new UploadRunnerOptions { Action = UploadAction.Add, Upload = new UploadOptions { BatchSize = 10, ThrottleLimit = 4 } };
        using (runner = new UploadRunner(context, options, (id, upload) => new AudienceUsersSender(client, id, UploadAction.Add, upload), CancellationToken.None))
        {
            IReadOnlyList<UploadEvent> events = await runner.UploadAsync(AudienceId, People.Blocks(80, 10));

            Assert.Null(Assert.IsType<ListCompleted>(events[^1]).Error);
            Assert.All(events.OfType<BatchCompleted>(), static completed => Assert.Equal(BatchStatus.Accepted, completed.Receipt.StatusValue));
            Assert.Equal(1, events.OfType<PaceChanged>().Min(static changed => changed.Pace.InFlight));
        }
    }
}
