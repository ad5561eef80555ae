using System;
using System.Globalization;
using System.Text.Json.Nodes;
using MessengerMarketing.Sandbox.State;

namespace MessengerMarketing.Sandbox.Webhooks;

/// <summary>Creates the bodies of webhooks. Sources: Meta's guide, and Meta's envelope of Page webhooks.</summary>
internal static class WebhookPayloads
{
    /// <summary>Creates a messaging event.</summary>
    /// <param name="pageId">The Page.</param>
    /// <param name="psid">The person.</param>
    /// <param name="time">When it happened.</param>
    /// <param name="kind">The member that determines the kind, such as <c>message</c> or <c>optin</c>.</param>
    /// <param name="content">The content of the event.</param>
    public static JsonObject Messaging(string pageId, string psid, DateTimeOffset time, string kind, JsonObject content)
    {
        var item = new JsonObject
        {
            ["sender"] = new JsonObject { ["id"] = psid },
            ["recipient"] = new JsonObject { ["id"] = pageId },
            ["timestamp"] = time.ToUnixTimeMilliseconds(),
            [kind] = content,
        };
        return Envelope("page", pageId, time.ToUnixTimeMilliseconds(), "messaging", item);
    }

    /// <summary>Creates a change of the Page's feed.</summary>
    public static JsonObject Feed(string pageId, DateTimeOffset time, JsonObject value) =>
        Envelope("page", pageId, time.ToUnixTimeSeconds(), "changes", new JsonObject { ["field"] = WebhookFields.Feed, ["value"] = value });

    /// <summary>Creates the upload status of a batch.</summary>
    /// <param name="account">The ad account.</param>
    /// <param name="audience">The audience.</param>
    /// <param name="rows">Number of rows.</param>
    /// <param name="time">When the rows were matched.</param>
    public static JsonObject UploadStatus(AdAccount account, SandboxAudience audience, int rows, DateTimeOffset time)
    {
        ApproximateCount size = audience.Read(() => ApproximateCount.FromMatches(audience.MatchedCount, hasContent: true));
        UploadStatusShape shape = account.Options.UploadStatusShape;
        var status = new JsonObject();
        if (shape == UploadStatusShape.Flat)
        {
            status["field"] = WebhookFields.UploadStatus;
        }

        status["app_id"] = Number(account.AppId);
        status["page_id"] = Number(account.PageId);
        status["custom_audience_id"] = Number(audience.Id);
        status["ad_account_id"] = Number(account.Id);
        status["timestamp"] = account.Webhooks.NextTimestamp(time);
        status["num_rows"] = rows;
        status["business_id"] = Number(account.BusinessId);
        status["approximate_count_lower_bound"] = size.Lower;
        status["approximate_count_upper_bound"] = size.Upper;
        status["batch_uploading_status"] = "SUCCESS";
        if (shape == UploadStatusShape.Flat)
        {
            return status;
        }

        var change = new JsonObject { ["field"] = WebhookFields.UploadStatus, ["value"] = status };
        return shape == UploadStatusShape.Page
            ? Envelope("page", account.PageId, time.ToUnixTimeSeconds(), "changes", change)
            : Envelope("ad_account", account.Id, time.ToUnixTimeSeconds(), "changes", change);
    }

    private static JsonObject Envelope(string type, string id, long time, string list, JsonObject item) => new()
    {
        ["object"] = type,
        ["entry"] = new JsonArray(new JsonObject { ["id"] = id, ["time"] = time, [list] = new JsonArray(item) }),
    };

    // In Meta's guide, these ids are numbers.
    private static JsonNode Number(string id) => ulong.Parse(id, NumberStyles.None, CultureInfo.InvariantCulture);
}
