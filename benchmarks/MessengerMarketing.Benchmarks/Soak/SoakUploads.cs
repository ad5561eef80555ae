using System;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using MessengerMarketing.Audiences;
using MessengerMarketing.Customers.Columns;
using MessengerMarketing.Customers.Files;
using MessengerMarketing.Graph;
using MessengerMarketing.Sandbox;
using MessengerMarketing.Uploads;
using MessengerMarketing.Uploads.Journal;

namespace MessengerMarketing.Benchmarks.Soak;

/// <summary>Uploads a list with a journal to a sandbox with faults, interrupts the upload, resumes until it is finished, removes the people again, and checks the accounts.</summary>
internal sealed class SoakUploads(string folder, int rows)
{
    private const int BatchSize = 250;
    private const int MaxResumes = 50;

    private readonly string _list = Path.Combine(folder, "list.csv");

    /// <summary>Rows that arrived so far, each once.</summary>
    public long Rows { get; private set; }

    /// <summary>Uploads that were resumed so far.</summary>
    public int Resumes { get; private set; }

    /// <summary>Requests that met a fault so far.</summary>
    public long Faults { get; private set; }

    /// <summary>One upload and one removal. Each is interrupted once.</summary>
    /// <param name="seed">Decides which requests meet which fault, and when the uploads are interrupted.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="InvalidOperationException">The accounts do not agree.</exception>
    public async Task RunAsync(int seed, CancellationToken cancellationToken)
    {
        if (!File.Exists(_list))
        {
            // Nothing but addresses: a shared phone number would make two rows the same person.
            File.WriteAllLines(_list, Enumerable.Range(0, (int)rows).Select(static row => $"customer{row}@example.com").Prepend("email"));
        }

        using var server = SandboxServer.Start(CreateOptions(seed));
        using var context = new GraphContext(Secret.From(server.AccessToken), server.AdAccountId, server.PageId, baseUri: server.BaseUri);
        SandboxAudience audience = await CreateAudienceAsync(server, context, cancellationToken);
        await UploadAsync(context, audience.Id, UploadAction.Add, InterruptAfter(seed * 2), cancellationToken);
        Require(audience.RowsReceived == rows && audience.RowsRepeated == 0 && audience.RowsInvalid == 0, $"{audience.RowsReceived} rows arrived, {audience.RowsRepeated} of them again, of {rows}.");
        Require(audience.Uploads.Select(static batch => batch.SessionId).Distinct().Count() == audience.Batches, "A session was used twice.");
        int people = audience.PeopleCount;
        await UploadAsync(context, audience.Id, UploadAction.Remove, InterruptAfter((seed * 2) + 1), cancellationToken);
        Require(people > 0 && audience.PeopleCount == 0, $"{audience.PeopleCount} of {people} people are left after all were removed.");
        Require(server.InternalErrors.Count == 0, "The sandbox reported an error of its own.");
        Rows += 2 * rows;
        Faults += server.Requests.LongCount(static request => request.Fault is not null);
    }

    private static SandboxOptions CreateOptions(int seed) => new()
    {
        Seed = seed,
        FaultRates = new SandboxFaultRates { DroppedBefore = 0.03, DroppedAfter = 0.03, Truncated = 0.03, HtmlBefore = 0.03, HtmlAfter = 0.03, Slow = 0.02 },
        SlowLatency = TimeSpan.FromMilliseconds(60),
        DuplicateEvery = 25,
        ThrottleEvery = 60,
        ThrottleAfter = 250,
        ThrottleWindow = TimeSpan.FromMilliseconds(500),
        ClockOffset = TimeSpan.FromMinutes(-47),
    };

    private static GraphClientOptions Hurry(GraphClientOptions options) => options with
    {
        MaxRetries = 6,
        BaseDelay = TimeSpan.FromMilliseconds(2),
        ThrottledDelay = TimeSpan.FromMilliseconds(2),
        MaxDelay = TimeSpan.FromMilliseconds(20),
    };

    private static async Task<SandboxAudience> CreateAudienceAsync(SandboxServer server, GraphContext context, CancellationToken cancellationToken)
    {
        var client = new GraphClient(context, Hurry(new GraphClientOptions()));
        while (server.Audiences.Count == 0)
        {
            try
            {
                await new AudienceClient(client).CreateAsync("Soak", "Synthetic list", cancellationToken: cancellationToken);
            }
            catch (GraphException)
            {
                // Where its response was lost, the audience is there.
            }
        }

        return server.Audiences[0];
    }

    /// <summary>Number of batches before an interruption: another one in each upload, from the first batch to the last but one.</summary>
    private int InterruptAfter(int upload) => 1 + (upload * 7 % ((rows / BatchSize) - 1));

    private async Task UploadAsync(GraphContext context, string audienceId, UploadAction action, int interruptAfter, CancellationToken cancellationToken)
    {
        string journal = Path.Combine(folder, $"{action}.journal");
        File.Delete(journal);
        UploadRunnerOptions options = new() { Action = action, JournalPath = journal, ConfigureClient = Hurry, MaxWait = TimeSpan.FromSeconds(30), Upload = new UploadOptions { BatchSize = BatchSize } };
        var file = CustomerFile.Open(_list, new CustomerFileOptions { TracksContent = true });
        var list = new UploadList { AudienceId = audienceId, Mapping = ColumnMapping.Resolve(file.ColumnNames), Source = new FileUploadSource(file, encoding: null) };
        await RunAsync(context, options, runner => runner.StartListAsync(list, cancellationToken), interruptAfter, cancellationToken);
        for (int resume = 0; UploadRecord.Read(journal).State != nameof(UploadState.Finished); resume++)
        {
            Require(resume < MaxResumes, $"The upload is not finished after {MaxResumes} resumes.");
            Resumes++;
            using var resumed = ResumableUpload.Open(journal, isDryRun: false);
            resumed.CheckUnchanged(context, cancellationToken);
            await RunAsync(context, resumed.ToOptions() with { ConfigureClient = Hurry, MaxWait = options.MaxWait }, runner => runner.StartListAsync(resumed.OpenFile(), cancellationToken), interruptAfter: null, cancellationToken);
        }

        var record = UploadRecord.Read(journal);
        Require(record.RowsAccepted == rows && record.RowsUnknown == 0 && record.RowsNotSent == 0, $"The journal has {record.RowsAccepted} rows as accepted of {rows}.");
    }

    private static async Task RunAsync(GraphContext context, UploadRunnerOptions options, Func<UploadRunner, Task> start, int? interruptAfter, CancellationToken cancellationToken)
    {
        using var interruption = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var runner = new UploadRunner(context, options, interruption.Token);
        try
        {
            await start(runner);
            int completed = 0;
            UploadEvent next;
            do
            {
                next = await runner.Events.ReadAsync(interruption.Token);
                (next as BatchPrepared)?.Approve();
                if (next is BatchCompleted && ++completed == interruptAfter)
                {
                    await interruption.CancelAsync();
                }
            }
            while (next is not ListCompleted);
        }
        catch (OperationCanceledException) when (interruption.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            // Interrupted, as with Ctrl+C. The journal has what is left.
        }
    }

    private static void Require(bool isTrue, string message)
    {
        if (!isTrue)
        {
            throw new InvalidOperationException(message);
        }
    }
}
