using System.Collections.Generic;

namespace MessengerMarketing.Webhooks.Subscriptions;

/// <summary>Names of webhook fields.</summary>
internal static class WebhookFields
{
    /// <summary>Subscriptions to marketing messages. Meta's guide omits the final "s", but the API accepts only this name.</summary>
    public const string OptIns = "messaging_optins";

    /// <summary>Messages that people send to the Page.</summary>
    public const string Messages = "messages";

    /// <summary>
    /// The fields that this module has event types for: opt-ins, the upload status, the ways to the Page, and the results of marketing
    /// messages. All need <c>pages_manage_metadata</c> and <c>pages_show_list</c>; the fields about messages also <c>pages_messaging</c>.
    /// Source: reference of the subscribed_apps edge.
    /// </summary>
    public static IReadOnlyList<string> Default { get; } =
    [
        OptIns, UploadStatusEvent.FieldName, Messages, "messaging_postbacks", "messaging_referrals", "message_reactions", "feed",
        "marketing_message_clicks", "marketing_message_deliveries", "marketing_message_delivery_failed", "marketing_message_echoes", "marketing_message_reads",
    ];
}
