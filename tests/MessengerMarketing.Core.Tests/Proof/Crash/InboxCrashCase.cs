using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading.Tasks;
using MessengerMarketing.Storage;
using MessengerMarketing.Tests.Webhooks;
using MessengerMarketing.Webhooks.Inbox;

namespace MessengerMarketing.Tests.Proof.Crash;

/// <summary>
/// A watcher that receives deliveries and writes their events to the pipeline, which is a file here. A sender repeats a delivery until it is
/// confirmed, so a delivery may be in the inbox twice, and its event comes out at least once.
/// </summary>
internal sealed class InboxCrashCase : ICrashCase
{
    private const int Deliveries = 6;

    /// <inheritdoc/>
    public string Name => "inbox";

    /// <inheritdoc/>
    public IReadOnlyList<string> Whole { get; } = [.. Enumerable.Range(1, Deliveries).Select(static number => $"delivery {number}")];

    /// <inheritdoc/>
    public async Task RunAsync(string folder, IFileOperations operations, Action<string> acknowledge)
    {
        string confirmed = Path.Combine(folder, "confirmed");
        for (int run = 0; run < 2; run++)
        {
            using FileInbox inbox = FileInbox.Open(Path.Combine(folder, "inbox.jsonl"), resume: true, new EventMemory(), operations);
            int first = File.Exists(confirmed) ? File.ReadAllLines(confirmed).Length + 1 : 1;
            int last = run == 0 ? Deliveries / 2 : Deliveries;
            for (int number = first; number <= last; number++)
            {
                await inbox.AppendAsync(InboxFolder.Message(number), DateTimeOffset.UnixEpoch);
                await File.AppendAllTextAsync(confirmed, $"{number}\n");
                acknowledge($"delivery {number}");
            }

            // One stays for the next process, unless there is none.
            int left = run == 0 ? 1 : 0;
            for (int taken = 0; taken < Deliveries && inbox.TryTake() is { } record && (left == 0 || taken < 2); taken++)
            {
                await File.AppendAllTextAsync(Path.Combine(folder, "pipeline"), $"{Number(record)}\n");
                inbox.Confirm(record, 1, isWhole: true);
            }
        }
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> Read(string folder)
    {
        string pipeline = Path.Combine(folder, "pipeline");
        string inbox = Path.Combine(folder, "inbox.jsonl");
        var found = new HashSet<string>();
        if (File.Exists(pipeline))
        {
            found.UnionWith(File.ReadAllLines(pipeline));
        }

        if (File.Exists(inbox))
        {
            // What did not come out yet is kept as long as its line is there.
            using InboxReader reader = InboxReader.Open(inbox, 0);
            while (reader.TryRead(long.MaxValue) is { } record)
            {
                if (record.Delivery is not null)
                {
                    found.Add(Number(record));
                }
            }
        }

        return [.. found.Order(StringComparer.Ordinal).Select(static number => $"delivery {number}")];
    }

    private static string Number(InboxRecord record)
    {
        string text = Encoding.UTF8.GetString(record.Delivery!.Body);
        return text[text.IndexOf("words ", StringComparison.Ordinal) + "words ".Length].ToString();
    }
}
