using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using MessengerMarketing.Messaging.Sending.Journal;
using MessengerMarketing.Webhooks.Inbox;

namespace MessengerMarketing.Webhooks.Messages;

/// <summary>Joins journals of messages with the webhooks of an inbox: by tracking ID, or by token and campaign if the event has none. Nothing is changed, and
/// processes that write the files are not affected.</summary>
internal sealed class MessageResults
{
    private readonly List<TrackedJournal> _journals = [];
    private readonly EventMemory _seen = new();

    /// <summary>Lines of inboxes that cannot be read.</summary>
    public long UnreadableLines { get; private set; }

    /// <summary>Events of marketing messages that are in none of the journals.</summary>
    public long OtherEvents { get; private set; }

    /// <summary>The journals, in the order in which they were added.</summary>
    public IReadOnlyList<TrackedJournal> Journals => _journals;

    /// <summary>Adds a journal. Add all journals before the inboxes.</summary>
    /// <exception cref="MessageJournalException">It is not a message journal, or is empty.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    public void AddJournal(string path) => _journals.Add(new TrackedJournal(path));

    /// <summary>Adds the events of an inbox and its rotated files, up to its current end. Repeated deliveries count once.</summary>
    /// <param name="path">The inbox.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <exception cref="IOException">It cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    public void AddInbox(string path, CancellationToken cancellationToken)
    {
        foreach (InboxRecord record in InboxFollower.ReadToEnd(path, since: null, cancellationToken))
        {
            if (record.Delivery is not { } delivery)
            {
                UnreadableLines++;
                continue;
            }

            foreach (MarketingMessageEvent item in WebhookParser.Parse(delivery.Body).Events.OfType<MarketingMessageEvent>().Where(_seen.Add))
            {
                Add(item);
            }
        }
    }

    /// <summary>Adds an event of an inbox that is read elsewhere. Add each event once, after all journals.</summary>
    public void Add(MarketingMessageEvent item)
    {
        TrackedMessage[] candidates = [.. _journals.Select(journal => journal.Find(item)).OfType<TrackedMessage>()];
        if (candidates.Length == 0)
        {
            OtherEvents++;
            return;
        }

        // Without a tracking id, the event is about the latest message that the subscriber got before.
        TrackedMessage[] earlier = [.. candidates.Where(candidate => item.Time is null || candidate.Entry.Time <= item.Time)];
        (earlier.Length == 0 ? candidates : earlier).OrderByDescending(static candidate => candidate.Entry.Time).First().Add(item);
    }
}
