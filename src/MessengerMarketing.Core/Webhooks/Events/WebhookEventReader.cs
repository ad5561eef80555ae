using System;

namespace MessengerMarketing.Webhooks;

/// <summary>Determines the kind of an event. A new kind is a file with a <c>TryRead</c>, and a line here.</summary>
internal static class WebhookEventReader
{
    // The first reader that recognizes an item determines its kind.
    private static readonly Func<WebhookItem, WebhookEvent?>[] Readers =
    [
        UploadStatusEvent.TryRead,
        OptInEvent.TryRead,
        MessageEvent.TryRead,
        PostbackEvent.TryRead,
        ReferralEvent.TryRead,
        ReactionEvent.TryRead,
        CommentEvent.TryRead,
        VisitorPostEvent.TryRead,
        EchoEvent.TryRead,
        DeliveredEvent.TryRead,
        ReadEvent.TryRead,
        ClickedEvent.TryRead,
        FailedEvent.TryRead,
    ];

    /// <summary>Reads an event. An event of no known kind is an <see cref="OtherEvent"/>.</summary>
    public static WebhookEvent Read(WebhookItem item)
    {
        foreach (Func<WebhookItem, WebhookEvent?> tryRead in item.IsUnknown ? [] : Readers)
        {
            if (tryRead(item) is { } known)
            {
                return known;
            }
        }

        return new OtherEvent(item);
    }
}
