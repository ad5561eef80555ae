using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using MessengerMarketing.Messaging;
using MessengerMarketing.Messaging.Sending.Journal;
using MessengerMarketing.Storage;

namespace MessengerMarketing.Tests.Proof.Crash;

/// <summary>A message to subscribers in two runs. Nobody gets it twice, and whoever may have it is on record.</summary>
internal sealed class MessageJournalCrashCase : ICrashCase
{
    private const string Campaign = "120000000000000009";
    private const int Subscribers = 5;
    private const int Throttled = 2;

    /// <inheritdoc/>
    public string Name => "message journal";

    /// <inheritdoc/>
    public IReadOnlyList<string> Whole { get; } = [.. Enumerable.Range(1, Subscribers).Select(Describe)];

    /// <inheritdoc/>
    public Task RunAsync(string folder, IFileOperations operations, Action<string> acknowledge)
    {
        for (int run = 0; run < 2; run++)
        {
            using var journal = MessageJournal.Open(Journal(folder), CreateHeader, operations);
            for (int number = 1; number <= (run == 0 ? Throttled + 1 : Subscribers); number++)
            {
                Send(folder, journal, number, isThrottled: run == 0 && number == Throttled, acknowledge);
            }
        }

        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> Read(string folder)
    {
        var outcomes = new Dictionary<Guid, MessageOutcome>();
        MessageJournalHeader? header = null;
        if (File.Exists(Journal(folder)))
        {
            header = MessageJournalReader.Read(Journal(folder), (entry, key) => outcomes[key] = entry.Outcome);
        }

        string[] sent = File.Exists(Sent(folder)) ? File.ReadAllLines(Sent(folder)) : [];
        var found = new List<string>();
        for (int number = 1; number <= Subscribers; number++)
        {
            MessageOutcome? known = header is not null && TokenHash.TryParse(TokenHash.Compute(header.RunId, Token(number)), out Guid key) && outcomes.TryGetValue(key, out MessageOutcome outcome) ? outcome : null;
            int times = sent.Count(line => line == Token(number));

            // Who was about to get it does not get it any more; nobody knows whether they have it.
            found.AddRange(Enumerable.Repeat(Describe(number), known switch
            {
                MessageOutcome.Accepted => times,
                MessageOutcome.Sending => Math.Max(1, times),
                _ => 0,
            }));
        }

        return found;
    }

    private static void Send(string folder, MessageJournal journal, int number, bool isThrottled, Action<string> acknowledge)
    {
        if (journal.Find(Token(number)) is MessageOutcome.Sending or MessageOutcome.Accepted)
        {
            return;
        }

        journal.RecordSending(number, Token(number));
        if (isThrottled)
        {
            journal.RecordNotSent(number, Token(number));
            return;
        }

        File.AppendAllText(Sent(folder), Token(number) + "\n");
        journal.RecordResult(new MarketingMessageReceipt
        {
            Number = number, CampaignId = Campaign, Token = Token(number), Status = nameof(SendStatus.Accepted), TrackingId = $"t{number}", Time = DateTimeOffset.UnixEpoch,
        });
        acknowledge(Describe(number));
    }

    private static MessageJournalHeader CreateHeader(Guid runId) => new()
    {
        RunId = runId,
        Started = DateTimeOffset.UnixEpoch,
        Version = "0.1.0",
        AdAccountId = "1000200030004000",
        CampaignId = Campaign,
        Message = TokenHash.Compute(runId, "Hello"),
    };

    private static string Journal(string folder) => Path.Combine(folder, "spring.journal");

    private static string Sent(string folder) => Path.Combine(folder, "sent");

    private static string Token(int number) => string.Create(CultureInfo.InvariantCulture, $"111122223333444455{number}");

    private static string Describe(int number) => string.Create(CultureInfo.InvariantCulture, $"subscriber {number}");
}
