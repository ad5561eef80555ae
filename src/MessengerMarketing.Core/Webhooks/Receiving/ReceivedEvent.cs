using System;
using MessengerMarketing.Webhooks.Inbox;

namespace MessengerMarketing.Webhooks.Receiving;

/// <summary>An event from an inbox.</summary>
internal sealed class ReceivedEvent
{
    internal ReceivedEvent(WebhookEvent item, InboxRecord record, int number, bool isLast)
    {
        Event = item;
        Record = record;
        Number = number;
        IsLast = isLast;
    }

    /// <summary>The event.</summary>
    public WebhookEvent Event { get; }

    /// <summary>When its delivery arrived, UTC.</summary>
    public DateTimeOffset Received => Record.Delivery!.Received;

    internal InboxRecord Record { get; }

    /// <summary>Its number in the delivery, from 1.</summary>
    internal int Number { get; }

    internal bool IsLast { get; }
}
