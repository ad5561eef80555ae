using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using MessengerMarketing.Webhooks;
using MessengerMarketing.Webhooks.Inbox;

namespace MessengerMarketing.Reporting.Collecting;

/// <summary>Reads the events of an inbox and its rotated files once, each event once, for all sections of a report. It changes nothing.</summary>
internal static class InboxMaterial
{
    /// <summary>Reads an inbox to its current end.</summary>
    /// <param name="path">The inbox.</param>
    /// <param name="add">Called for each event, in the order of arrival.</param>
    /// <param name="memory">Remembers the events, so that none is added twice, also of another inbox.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>The number of deliveries that cannot be read.</returns>
    /// <exception cref="IOException">The inbox does not exist or cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">Access to a file is denied.</exception>
    public static long Read(string path, Action<WebhookEvent> add, EventMemory memory, CancellationToken cancellationToken)
    {
        long unreadable = 0;
        foreach (InboxRecord record in InboxFollower.ReadToEnd(path, since: null, cancellationToken))
        {
            WebhookPayload? payload = record.Delivery is { } delivery ? WebhookParser.Parse(delivery.Body) : null;
            unreadable += payload is null or { Problem: not null } ? 1 : 0;
            IEnumerable<WebhookEvent> events = payload?.Events ?? [];
            foreach (WebhookEvent item in events.Where(memory.Add))
            {
                add(item);
            }
        }

        return unreadable;
    }
}
