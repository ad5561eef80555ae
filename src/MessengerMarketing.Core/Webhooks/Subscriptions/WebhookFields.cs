using System.Collections.Generic;

namespace MessengerMarketing.Webhooks.Subscriptions;

/// <summary>Names of webhook fields.</summary>
public static class WebhookFields
{
    /// <summary>Subscriptions to marketing messages. The seed document omits the final "s", but the API accepts only this name.</summary>
    public const string OptIns = "messaging_optins";

    /// <summary>Messages that people send to the Page.</summary>
    public const string Messages = "messages";

    /// <summary>The three fields that this module has event types for: opt-ins, upload status and messages.</summary>
    public static IReadOnlyList<string> Default { get; } = [OptIns, UploadStatusEvent.FieldName, Messages];
}
