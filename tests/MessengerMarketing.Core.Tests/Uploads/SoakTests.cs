using System;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using MessengerMarketing.Audiences;
using MessengerMarketing.Graph;
using MessengerMarketing.Sandbox;
using MessengerMarketing.Uploads;
using MessengerMarketing.Uploads.Journal;
using MessengerMarketing.Uploads.Pacing;
using Xunit;

namespace MessengerMarketing.Tests.Uploads;

/// <summary>An upload of 2,000 batches to a server on which everything goes wrong that the sandbox knows.</summary>
public sealed class SoakTests
{
    private const int Batches = 2000;
    private const int RowsInBatch = 10;
    private const int Rows = Batches * RowsInBatch;
    private const int MaxResumes = 20;

    private static readonly SandboxOptions Bad = new()
    {
        Seed = 20261122,
        FaultRates = new SandboxFaultRates { DroppedBefore = 0.03, DroppedAfter = 0.03, Truncated = 0.03, HtmlBefore = 0.03, HtmlAfter = 0.03, Slow = 0.02 },
        SlowLatency = TimeSpan.FromMilliseconds(60),
        DuplicateEvery = 50,
        ThrottleEvery = 150,
        ThrottleAfter = 250,
        ThrottleWindow = TimeSpan.FromMilliseconds(500),
        ClockOffset = TimeSpan.FromMinutes(-47),
    };

    private readonly string _path = Path.Combine(Directory.CreateTempSubdirectory("mm-soak-").FullName, "soak.journal");

    [Fact]
    public async Task Every_row_arrives_once_and_nothing_stays_unknown()
    {
        using var server = SandboxServer.Start(Bad);
        using var account = new GraphContext(Secret.From(server.AccessToken), server.AdAccountId, server.PageId, baseUri: server.BaseUri);
        string audience = await CreateAsync(server, account);
        UploadOptions options = new() { BatchSize = RowsInBatch, ThrottleLimit = 8 };
        JournalHeader header = JournalHeaders.Create(account, audience, UploadAction.Add, People.Mapping, options, source: null);

        int resumes = -1;
        do
        {
            using UploadJournal journal = resumes++ < 0 ? UploadJournal.Create(_path, header) : UploadJournal.Resume(_path);
            await UploadAsync(account, audience, options, journal);
        }
        while (UploadRecord.Read(_path).StateValue != UploadState.Finished && resumes < MaxResumes);

        var record = UploadRecord.Read(_path);
        Assert.Equal(
            (UploadState.Finished, Rows, Rows, 0L, 0L, 0L),
            (record.StateValue, record.RowsRead, record.RowsAccepted, record.RowsRejected, record.RowsUnknown, record.RowsNotSent));
        SandboxAudience there = server.Audiences.Single(known => known.Id == audience);
        Assert.Equal((Rows, 0L, 0L), (there.RowsReceived, there.RowsRepeated, there.RowsInvalid));
        Assert.Equal(Rows, there.PeopleCount);
        Assert.True(there.Contains(People.First));
        Assert.Equal(Batches, there.Uploads.Select(static batch => batch.SessionId).Distinct().Count());

        // So that a green run is one in which all of it happened.
        string[] faults = [.. server.Requests.Select(static request => request.Fault).OfType<string>().Distinct()];
        Assert.Contains("dropped", faults);
        Assert.Contains("dropped after processing", faults);
        Assert.Contains(faults, static fault => fault.Contains("HTML", StringComparison.Ordinal));
        Assert.Contains(faults, static fault => fault.Contains("truncated", StringComparison.OrdinalIgnoreCase));
        Assert.Contains(faults, static fault => fault.Contains("throttled", StringComparison.Ordinal));
        Directory.Delete(Path.GetDirectoryName(_path)!, recursive: true);
    }

    private static async Task<string> CreateAsync(SandboxServer server, GraphContext account)
    {
        // A lost answer to this call cannot be settled, and a person would look whether the audience is there.
        var client = new GraphClient(account, SandboxUpload.Quick);
        for (int attempt = 0; attempt < 10; attempt++)
        {
            try
            {
                return (await new AudienceClient(client).CreateAsync("Spring", "Test list")).Id;
            }
            catch (GraphException) when (server.Audiences.Count > 0)
            {
                return server.Audiences[0].Id;
            }
            catch (GraphException)
            {
                // It did not come as far as that.
            }
        }

        return server.Audiences[0].Id;
    }

    private static async Task UploadAsync(GraphContext account, string audience, UploadOptions options, UploadJournal journal)
    {
        var pacer = new UploadPacer(options.ThrottleLimit);
        var client = new GraphClient(account, SandboxUpload.Quick with
        {
            MaxRetries = 6,
            MaxWait = TimeSpan.FromSeconds(20),
            WaitsOutThrottling = true,
            OnRetry = retry =>
            {
                if (retry.Kind == GraphErrorKind.Throttled)
                {
                    pacer.HoldBack(retry.Delay);
                }
            },
        });
        options = options with { RunId = journal.Header.RunId };
        var sender = new AudienceUsersSender(client, audience, UploadAction.Add, options);
        using var upload = AudienceUpload.Start(sender, People.Mapping, options, journal, pacer, default);
        upload.Feed(People.Blocks(Rows, RowsInBatch));
        await foreach (UploadEvent next in upload.Events.ReadAllAsync())
        {
            (next as BatchPrepared)?.Approve();
        }
    }
}
