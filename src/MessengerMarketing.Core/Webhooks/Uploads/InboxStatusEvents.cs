using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using MessengerMarketing.Webhooks.Inbox;

namespace MessengerMarketing.Webhooks.Uploads;

/// <summary>Reads all upload status events of an inbox and its rotated files, without waiting for more. It does not change the watcher's position.</summary>
internal static class InboxStatusEvents
{
    /// <summary>Reads an inbox to its current end. Lines that are still being written or cannot be read are skipped.</summary>
    /// <returns>The events in the order of arrival, including repeated deliveries.</returns>
    /// <exception cref="IOException">The file does not exist or cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">Access to the file is denied.</exception>
    public static IEnumerable<UploadStatusEvent> Read(string path)
    {
        using var inbox = new InboxFollower(path);
        if (!inbox.Exists)
        {
            throw new FileNotFoundException($"Could not find the inbox '{path}'.", path);
        }

        while (inbox.TryRead() is { } record)
        {
            IEnumerable<UploadStatusEvent> events = record.Delivery is { } delivery ? WebhookParser.Parse(delivery.Body).Events.OfType<UploadStatusEvent>() : [];
            foreach (UploadStatusEvent item in events)
            {
                yield return item;
            }
        }
    }
}
