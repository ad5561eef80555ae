namespace MessengerMarketing.Webhooks;

/// <summary>How a person came to the Page.</summary>
internal enum WebhookDoor
{
    /// <summary>A message.</summary>
    Message,

    /// <summary>The Get Started button, an ice breaker, a menu item or a button of a message.</summary>
    Button,

    /// <summary>An m.me link or a QR code.</summary>
    Link,

    /// <summary>An ad that clicks to Messenger.</summary>
    Ad,

    /// <summary>Another referral; the event's <see cref="WebhookEvent.Source"/> names it.</summary>
    Referral,

    /// <summary>A reaction to a message.</summary>
    Reaction,

    /// <summary>A comment on a post of the Page.</summary>
    Comment,

    /// <summary>A post of a visitor on the Page.</summary>
    VisitorPost,
}
