using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using MessengerMarketing.Webhooks.Inbox;

namespace MessengerMarketing.Webhooks.Uploads;

/// <summary>Reads the upload-status events of an inbox, all of them and without waiting for more. The watcher's position is its own.</summary>
public static class InboxStatusEvents
{
    /// <summary>Reads an inbox to its present end; what another process is writing is passed over, and so are lines that cannot be read.</summary>
    /// <returns>The events in the order in which they came, each as often as it was delivered.</returns>
    /// <exception cref="IOException">There is none, or it cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    public static IEnumerable<UploadStatusEvent> Read(string path)
    {
        using InboxReader reader = InboxReader.Open(path, 0);
        while (reader.TryRead(long.MaxValue) is { } record)
        {
            IEnumerable<UploadStatusEvent> events = record.Delivery is { } delivery ? WebhookParser.Parse(delivery.Body).Events.OfType<UploadStatusEvent>() : [];
            foreach (UploadStatusEvent item in events)
            {
                yield return item;
            }
        }
    }
}
