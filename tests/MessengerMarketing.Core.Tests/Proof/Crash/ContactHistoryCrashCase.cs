using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using MessengerMarketing.Messaging.History;
using MessengerMarketing.Storage;
using MessengerMarketing.Tests.Storage;

namespace MessengerMarketing.Tests.Proof.Crash;

/// <summary>
/// Two histories of contacts: a new one, and one whose old contacts are removed when it is opened. Whoever may have been contacted is on record,
/// and nobody is contacted twice.
/// </summary>
internal sealed class ContactHistoryCrashCase : ICrashCase
{
    private const int Contacts = 4;
    private const int Refused = 2;

    // The fewest that are removed from a file.
    private const int OldContacts = 10_001;

    private static readonly DateTimeOffset Now = new(2026, 11, 29, 12, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset WeekAgo = Now.AddDays(-7);
    private static readonly string[] Histories = ["new.history", "old.history"];

    private static readonly string[] Old = [.. Enumerable.Range(0, OldContacts).Select(static number =>
        string.Create(CultureInfo.InvariantCulture, $$$"""{"contact":{"key":"{{{number:x32}}}","time":"2026-01-01T00:00:00Z"}}"""))];

    /// <inheritdoc/>
    public string Name => "contact history";

    /// <inheritdoc/>
    public IReadOnlyList<string> Whole { get; } =
    [
        .. Histories.SelectMany(static history => Enumerable.Range(0, Contacts).Select(number => Describe(history, number))),
    ];

    /// <inheritdoc/>
    public Task RunAsync(string folder, IFileOperations operations, Action<string> acknowledge)
    {
        // It was there before the first process.
        if (Directory.GetFiles(folder).Length == 0)
        {
            string path = Path.Combine(folder, Histories[1]);
            using (var history = ContactHistory.Open(path, WeekAgo, UnflushedFileOperations.Instance))
            {
                history.Record(Describe(Histories[1], 0), Now);
            }

            File.AppendAllLines(path, Old);
        }

        foreach (string name in Histories)
        {
            for (int run = 0; run < 2; run++)
            {
                using var history = ContactHistory.Open(Path.Combine(folder, name), WeekAgo, operations);
                for (int number = 0; number < Contacts; number++)
                {
                    Contact(folder, history, Describe(name, number), isRefused: run == 0 && number == Refused, acknowledge);
                }
            }
        }

        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> Read(string folder)
    {
        string[] contacted = File.Exists(Contacted(folder)) ? File.ReadAllLines(Contacted(folder)) : [];
        var found = new List<string>();
        foreach (string name in Histories)
        {
            // While old contacts are removed, the file may have its temporary name.
            string path = Path.Combine(folder, name);
            using var history = ContactHistory.Read(File.Exists(path) ? path : path + ".new", WeekAgo);
            foreach (string contact in Enumerable.Range(0, Contacts).Select(number => Describe(name, number)))
            {
                // One that is on record and did not take place does not take place any more.
                int times = Math.Max(1, contacted.Count(one => one == contact));
                found.AddRange(Enumerable.Repeat(contact, history.Contains(contact) ? times : 0));
            }
        }

        return found;
    }

    private static void Contact(string folder, ContactHistory history, string contact, bool isRefused, Action<string> acknowledge)
    {
        if (history.Contains(contact))
        {
            return;
        }

        history.Record(contact, Now);
        if (isRefused)
        {
            history.Release(contact);
        }
        else
        {
            acknowledge(contact);
            File.AppendAllText(Contacted(folder), contact + "\n");
        }
    }

    private static string Contacted(string folder) => Path.Combine(folder, "contacted");

    private static string Describe(string history, int number) => string.Create(CultureInfo.InvariantCulture, $"{history}, contact {number}");
}
