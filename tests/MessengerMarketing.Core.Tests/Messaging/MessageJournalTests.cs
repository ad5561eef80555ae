using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using MessengerMarketing.Graph;
using MessengerMarketing.Messaging;
using MessengerMarketing.Messaging.Sending;
using MessengerMarketing.Messaging.Sending.Journal;
using MessengerMarketing.Sandbox;
using MessengerMarketing.Storage;
using MessengerMarketing.Tests.Graph;
using MessengerMarketing.Tests.Storage;
using Xunit;

namespace MessengerMarketing.Tests.Messaging;

/// <summary>Nobody gets a message twice, wherever a process dies.</summary>
public sealed class MessageJournalTests : IDisposable
{
    private const string Campaign = "120000000000000009";

    private static readonly MarketingMessage Message = MarketingMessage.FromText("Hello");

    private readonly string _folder = Directory.CreateTempSubdirectory("messages-").FullName;

    private string JournalPath => Path.Combine(_folder, "spring.journal");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void The_file_has_no_token_and_no_message_and_belongs_to_its_owner_only()
    {
        const string Token = "1111222233334444555";
        using (MessageJournal journal = Open())
        {
            journal.RecordSending(1, Token);
            journal.RecordResult(CreateReceipt(1, Token));
        }

        string text = File.ReadAllText(JournalPath);
        Assert.DoesNotContain(Token, text, StringComparison.Ordinal);
        Assert.DoesNotContain("Hello", text, StringComparison.Ordinal);
        Assert.StartsWith("{\"messages\":{\"runId\":\"", text, StringComparison.Ordinal);
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(JournalPath));
        }
    }

    [Fact]
    public void Two_journals_have_different_hashes_of_a_token()
    {
        var first = Guid.NewGuid();

        Assert.Equal(TokenHash.Compute(first, "1"), TokenHash.Compute(first, " 1 "));
        Assert.NotEqual(TokenHash.Compute(first, "1"), TokenHash.Compute(Guid.NewGuid(), "1"));
        Assert.NotEqual(TokenHash.Compute(first, "1"), TokenHash.Compute(first, "2"));
    }

    [Fact]
    public void A_journal_has_one_writer()
    {
        using MessageJournal journal = Open();

        Assert.Equal(FileProblem.InUse, Assert.Throws<FileRefusedException>(Open).Problem);
    }

    [Theory]
    [InlineData("120000000000000010", "Hello", "campaign 120000000000000009")]
    [InlineData(Campaign, "Goodbye", "another message")]
    public void A_journal_of_another_message_is_refused(string campaign, string text, string difference)
    {
        Open().Dispose();

        MessageJournalException problem = Assert.Throws<MessageJournalException>(() => MessageJournal.Open(JournalPath, runId => CreateHeader(runId, campaign, text)));

        Assert.Equal(MessageJournalProblem.Different, problem.Problem);
        Assert.Contains(difference, problem.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Email,Phone\nann@example.com,1\n")]
    [InlineData("{\"upload\":{\"runId\":\"00000000-0000-0000-0000-000000000000\"}}\n")]
    [InlineData("{\"messages\":{\"runId\":\"")]
    public void A_file_of_another_kind_is_left_unchanged(string content)
    {
        File.WriteAllText(JournalPath, content);

        Assert.Equal(MessageJournalProblem.Unreadable, Assert.Throws<MessageJournalException>(Open).Problem);
        Assert.Equal(content, File.ReadAllText(JournalPath));
    }

    [Fact]
    public void A_line_that_another_program_changed_is_reported_by_its_number()
    {
        using (MessageJournal journal = Open())
        {
            journal.RecordSending(1, "1");
            journal.RecordSending(2, "2");
        }

        string[] lines = File.ReadAllLines(JournalPath);
        lines[1] = "changed";
        File.WriteAllLines(JournalPath, lines);

        Assert.Contains("line 2", Assert.Throws<MessageJournalException>(Open).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_empty_file_becomes_a_journal()
    {
        File.WriteAllText(JournalPath, string.Empty);

        Open().Dispose();

        Assert.Equal(Campaign, MessageJournalReader.Read(JournalPath, static (_, _) => { }).CampaignId);
        Assert.Equal([JournalPath], Directory.GetFiles(_folder));
    }

    [Fact]
    public void A_dry_run_writes_nothing()
    {
        using (var dry = MessageJournal.OpenDryRun(JournalPath, CreateHeader))
        {
            dry.RecordSending(1, "1");
        }

        Assert.Empty(Directory.GetFiles(_folder));
    }

    [Fact]
    public async Task During_the_wait_for_a_rate_limit_the_message_counts_as_not_sent()
    {
        using var server = new ScriptedServer(new Scripted(400, """{"error":{"message":"x","code":2300078,"remaining_seconds":30}}"""), Scripted.Ok("""{"success":true}"""));
        var client = new GraphClient(server.Account(), new GraphClientOptions { TimeProvider = new InstantTime() });
        using (var run = new MessageRun(client, new MessageRunOptions { CampaignId = Campaign, Message = Message }, Open()))
        {
            await run.SendAsync(1, "1", CancellationToken.None);
        }

        var outcomes = new List<MessageOutcome>();
        MessageJournalReader.Read(JournalPath, (entry, _) => outcomes.Add(entry.Outcome));
        Assert.Equal([MessageOutcome.Sending, MessageOutcome.NotSent, MessageOutcome.Sending, MessageOutcome.Accepted], outcomes);
    }

    [Fact]
    public async Task Ten_thousand_subscribers_get_the_message_once_despite_kills_and_rate_limits()
    {
        const int Subscribers = 10_000;
        using var server = SandboxServer.Start(new SandboxOptions
        {
            Seed = 20261129,
            ThrottleEvery = 97,
            FaultRates = new SandboxFaultRates { DroppedBefore = 0.005, DroppedAfter = 0.005 },
        });
        string[] tokens = [.. Enumerable.Range(0, Subscribers).Select(_ => server.SubscribeFromAd().Token)];
        using var account = new GraphContext(Secret.From(server.AccessToken), server.AdAccountId, server.PageId, Secret.From(server.PageAccessToken), baseUri: server.BaseUri);
        var client = new GraphClient(account, new GraphClientOptions { BaseDelay = TimeSpan.Zero, ThrottledDelay = TimeSpan.Zero });
        string campaign = (await new MessageCampaignClient(client).CreateAsync(new MessageCampaignDraft { Name = "Spring", DailyBudget = 1_000_000 })).Id;
        var random = new Random(20261129);
        long accepted = 0;
        for (int kill = 0; kill < 25; kill++)
        {
            // A kill: the disk takes no further step, in the middle of a write.
            accepted += await RunAsync(client, campaign, tokens, new CrashingFileOperations(random.Next(3, 2000), random.NextDouble()), retriesUnknown: false);
        }

        accepted += await RunAsync(client, campaign, tokens, FileOperations.Instance, retriesUnknown: false);
        var last = new Dictionary<Guid, MessageOutcome>();
        MessageJournalReader.Read(JournalPath, (entry, key) => last[key] = entry.Outcome);
        Assert.Equal(Subscribers, last.Count);
        Assert.DoesNotContain(MessageOutcome.Rejected, last.Values);
        int unknown = last.Values.Count(static outcome => outcome != MessageOutcome.Accepted);
        Assert.InRange(unknown, 1, 500);

        // Those of whom it is not known whether they have the message get it on request, and Meta rejects the second message to those who have it.
        // The server drops some of these requests, too.
        for (int request = 0; request < 10 && unknown > 0; request++)
        {
            await RunAsync(client, campaign, tokens, FileOperations.Instance, retriesUnknown: true);
            MessageJournalReader.Read(JournalPath, (entry, key) => last[key] = entry.Outcome);
            unknown = last.Values.Count(static outcome => outcome is not (MessageOutcome.Accepted or MessageOutcome.Rejected));
        }

        Assert.Equal(0, unknown);
        MessageInsight insight = await new MessageInsightClient(client).GetInsightAsync(campaign, null, null);
        Assert.Equal(Subscribers, insight.Delivered);
        Assert.Empty(server.InternalErrors);
    }

    private static MessageJournalHeader CreateHeader(Guid runId) => CreateHeader(runId, Campaign, "Hello");

    private static MessageJournalHeader CreateHeader(Guid runId, string campaign, string text) => new()
    {
        RunId = runId,
        Started = DateTimeOffset.UtcNow,
        Version = "0.1.0",
        AdAccountId = "1000200030004000",
        CampaignId = campaign,
        Message = TokenHash.Compute(runId, text),
    };

    private static MarketingMessageReceipt CreateReceipt(long number, string token) => new()
    {
        Number = number, CampaignId = Campaign, Token = token, Status = nameof(SendStatus.Accepted), TrackingId = $"t{number}", Time = DateTimeOffset.UtcNow,
    };

    private MessageJournal Open() => MessageJournal.Open(JournalPath, CreateHeader);

    private async Task<long> RunAsync(GraphClient client, string campaign, string[] tokens, IFileOperations operations, bool retriesUnknown)
    {
        long accepted = 0;
        try
        {
            var options = new MessageRunOptions { CampaignId = campaign, Message = Message, RetriesUnknown = retriesUnknown };
            using var run = new MessageRun(client, options, MessageJournal.Open(JournalPath, runId => MessageJournalHeader.Create(runId, client.Context, campaign, Message), operations));
            (long Number, string Token)[] wanted = [.. tokens.Select((token, at) => ((long)at + 1, token)).Where(each => run.Decide(each.token) == MessageDecision.Send)];
            await Parallel.ForEachAsync(wanted, new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (each, cancellationToken) =>
            {
                MessageResponse response = await run.SendAsync(each.Number, each.Token, cancellationToken);
                Interlocked.Add(ref accepted, response.Problem is null ? 1 : 0);
            });
        }
        catch (Exception exception) when (operations is CrashingFileOperations && exception is MessageJournalException or IOException)
        {
            // The process is dead.
        }

        return accepted;
    }
}
