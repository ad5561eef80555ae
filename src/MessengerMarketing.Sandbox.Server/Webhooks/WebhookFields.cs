using System;
using System.Collections.Generic;
using System.Globalization;
using MessengerMarketing.Sandbox.Errors;

namespace MessengerMarketing.Sandbox.Webhooks;

/// <summary>The webhook fields of a Page for messages and marketing messages.</summary>
internal static class WebhookFields
{
    public const string Feed = "feed";
    public const string Messages = "messages";
    public const string OptIns = "messaging_optins";
    public const string Postbacks = "messaging_postbacks";
    public const string Reactions = "message_reactions";
    public const string Referrals = "messaging_referrals";
    public const string UploadStatus = "marketing_messages_subscriber_upload_status";

    /// <summary>The name of the handshake in the log. It has no field.</summary>
    public const string Verification = "verification";

    private static readonly HashSet<string> Known = new(StringComparer.Ordinal)
    {
        Feed,
        "leadgen",
        "marketing_message_clicks",
        "marketing_message_deliveries",
        "marketing_message_delivery_failed",
        "marketing_message_echoes",
        "marketing_message_reads",
        UploadStatus,
        "message_deliveries",
        "message_echoes",
        Reactions,
        "message_reads",
        Messages,
        "messaging_account_linking",
        "messaging_customer_information",
        "messaging_handovers",
        OptIns,
        "messaging_optouts",
        "messaging_policy_enforcement",
        Postbacks,
        Referrals,
        "standby",
    };

    /// <summary>Returns whether a field exists. Meta's singular form <c>messaging_optin</c> does not.</summary>
    public static bool Exists(string field) => Known.Contains(field);

    /// <summary>Throws when a field does not exist.</summary>
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
