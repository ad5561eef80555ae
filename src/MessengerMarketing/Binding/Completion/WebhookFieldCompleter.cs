using System.Collections.Generic;
using MessengerMarketing.Webhooks;
using MessengerMarketing.Webhooks.Subscriptions;

namespace MessengerMarketing.Binding.Completion;

/// <summary>Completes webhook fields for messages and marketing messages. The parameters also accept other fields.</summary>
public sealed class WebhookFieldCompleter : NamedValueCompleter
{
    /// <inheritdoc/>
    protected override IEnumerable<KeyValuePair<string, string>> Values { get; } =
    [
        new(WebhookFields.OptIns, "Someone opted in, or stopped or resumed messages."),
        new(UploadStatusEvent.FieldName, "Meta matched an uploaded batch."),
        new(WebhookFields.Messages, "Someone wrote to the Page."),
        new("marketing_message_deliveries", "A marketing message was delivered."),
        new("marketing_message_delivery_failed", "A marketing message was not delivered."),
        new("marketing_message_reads", "A marketing message was read."),
        new("marketing_message_clicks", "A link or button of a marketing message was clicked."),
        new("marketing_message_echoes", "The Page sent a marketing message."),
        new("messaging_postbacks", "Someone clicked a postback button or Get Started."),
        new("messaging_referrals", "Someone came to an existing conversation through a link or an ad."),
        new("message_reactions", "Someone reacted to a message."),
        new("feed", "Someone commented or posted on the Page."),
        new("message_deliveries", "A message of the Page was delivered."),
        new("message_reads", "A message of the Page was read."),
        new("message_echoes", "The Page sent a message."),
    ];
}
