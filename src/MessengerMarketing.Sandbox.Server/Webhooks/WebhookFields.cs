using System;
using System.Collections.Generic;
using System.Globalization;
using MessengerMarketing.Sandbox.Errors;

namespace MessengerMarketing.Sandbox.Webhooks;

/// <summary>The fields that an app can subscribe to for a Page, as far as messages and marketing messages are concerned.</summary>
internal static class WebhookFields
{
    public const string Messages = "messages";
    public const string OptIns = "messaging_optins";
    public const string UploadStatus = "marketing_messages_subscriber_upload_status";

    /// <summary>What the log calls the handshake, which belongs to no field.</summary>
    public const string Verification = "verification";

    private static readonly HashSet<string> Known = new(StringComparer.Ordinal)
    {
        "feed",
        "leadgen",
        "marketing_message_clicks",
        "marketing_message_deliveries",
        "marketing_message_delivery_failed",
        "marketing_message_echoes",
        "marketing_message_reads",
        UploadStatus,
        "message_deliveries",
        "message_echoes",
        "message_reactions",
        "message_reads",
        Messages,
        "messaging_account_linking",
        "messaging_customer_information",
        "messaging_handovers",
        OptIns,
        "messaging_optouts",
        "messaging_policy_enforcement",
        "messaging_postbacks",
        "messaging_referrals",
        "standby",
    };

    /// <summary>Whether there is such a field. The singular of the seed document's <c>messaging_optin</c> is none.</summary>
    public static bool Exists(string field) => Known.Contains(field);

    /// <summary>Refuses a list with a field that there is not.</summary>
    public static void Check(IReadOnlyList<string> fields)
    {
        for (int i = 0; i < fields.Count; i++)
        {
            if (!Exists(fields[i]))
            {
                string place = i.ToString(CultureInfo.InvariantCulture);
                throw GraphErrors.Invalid($"Param subscribed_fields[{place}] must be one of {{{string.Join(", ", Known)}}}");
            }
        }
    }
}
