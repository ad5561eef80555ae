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
/// <param name="name">Name of the case.</param>
/// <param name="maxFileBytes">Size at which the inbox begins a new file; null for one file.</param>
internal sealed class InboxCrashCase(string name, long? maxFileBytes) : ICrashCase
{
    private const int Deliveries = 6;

    /// <inheritdoc/>
    public string Name => name;

    /// <inheritdoc/>
    public IReadOnlyList<string> Whole { get; } = 
    [
        .. Enumerable.Range(1, Deliveries).Select(static number => Kept($"{number}")),
        .. Enumerable.Range(1, Deliveries).Select(static number => Written($"{number}")),
        "whole lines",
    ];

    /// <inheritdoc/>
    public async Task RunAsync(string folder, IFileOperations operations, Action<string> acknowledge)
    {
        string confirmed = Path.Combine(folder, "confirmed");
        for (int run = 0; run < 2; run++)
        {
            using var inbox = FileInbox.Open(Path.Combine(folder, "inbox.jsonl"), resume: true, new EventMemory(), operations, new InboxRetention { MaxFileBytes = maxFileBytes });
            int first = File.Exists(confirmed) ? File.ReadAllLines(confirmed).Length + 1 : 1;
            int last = run == 0 ? Deliveries / 2 : Deliveries;
            for (int number = first; number <= last; number++)
            {
                await inbox.AppendAsync(InboxFolder.Message(number), DateTimeOffset.UnixEpoch);
                await File.AppendAllTextAsync(confirmed, $"{number}\n");
                acknowledge(Kept($"{number}"));
            }

            // One stays for the next process, unless there is none.
            int left = run == 0 ? 1 : 0;
            for (int taken = 0; taken < 2 * Deliveries && inbox.TryTake() is { } record && (left == 0 || taken < 2); taken++)
            {
                await File.AppendAllTextAsync(Path.Combine(folder, "pipeline"), $"{Number(record)}\n");
                inbox.Confirm(record, 1, isWhole: true);
                acknowledge(Written(Number(record)));
            }
        }
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> Read(string folder)
    {
        string pipeline = Path.Combine(folder, "pipeline");
        var kept = new HashSet<string>();
        using (var follower = new InboxFollower(Path.Combine(folder, "inbox.jsonl")))
        {
            while (follower.TryRead() is { } record)
            {
                if (record.Delivery is not null)
                {
                    kept.Add(Number(record));
                }
            }
        }

        IEnumerable<string> written = File.Exists(pipeline) ? File.ReadAllLines(pipeline).Distinct() : [];
        string[] found = [.. kept.Order(StringComparer.Ordinal).Select(Kept), .. written.Order(StringComparer.Ordinal).Select(Written)];
        return HasWholeLines(folder) ? [.. found, "whole lines"] : found;
    }

    /// <summary>Whether no line was torn, or remains torn once a process has opened the inbox again.</summary>
    private static bool HasWholeLines(string folder) => Directory.GetFiles(folder, "inbox.jsonl*")
        .Where(static file => !file.Contains(".position", StringComparison.Ordinal) && !file.EndsWith(".tmp", StringComparison.Ordinal))
        .All(static file => File.ReadAllText(file) is var text && (text.Length == 0 || text[^1] == '\n')
            && text.Split('\n', StringSplitOptions.RemoveEmptyEntries).All(static line => InboxLine.Read(Encoding.UTF8.GetBytes(line)) is not null));

    private static string Kept(string number) => $"delivery {number} is in the inbox";

    private static string Written(string number) => $"delivery {number} is written to the pipeline";

    private static string Number(InboxRecord record)
    {
        string text = Encoding.UTF8.GetString(record.Delivery!.Body);
        return text[text.IndexOf("words ", StringComparison.Ordinal) + "words ".Length].ToString();
    }
}
