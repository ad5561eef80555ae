using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json.Nodes;
using MessengerMarketing.Sandbox.State;

namespace MessengerMarketing.Sandbox.Endpoints;

/// <summary>The fields of a custom audience. Without a <c>fields</c> parameter, a response contains only the id.</summary>
internal static class AudienceFields
{
    /// <summary>The number of Meta's audience type in filters.</summary>
    public const int MessengerSubtype = 1010;

    public static NodeType<SandboxAudience> TypeFor(AdAccount account) => new("CustomAudience", "id", new Dictionary<string, Func<SandboxAudience, JsonNode?>>
    {
        ["id"] = static audience => audience.Id,
        ["account_id"] = _ => account.Id,
        ["name"] = static audience => audience.Name,
        ["description"] = static audience => audience.Description,
        ["subtype"] = static _ => "CUSTOM",
        ["approximate_count_lower_bound"] = static audience => Size(audience).Lower,
        ["approximate_count_upper_bound"] = static audience => Size(audience).Upper,
        ["operation_status"] = static audience => Status(audience.OperationStatus, OperationDescription(audience.OperationStatus)),
        ["delivery_status"] = static audience => audience.OperationStatus == 200
            ? Status(200, "This audience is ready for use.")
            : Status(300, "This audience is not ready for use."),
        ["time_created"] = static audience => audience.Created.ToUnixTimeSeconds(),
        ["time_updated"] = static audience => audience.Updated.ToUnixTimeSeconds(),
        ["time_content_updated"] = static audience => audience.ContentUpdated.ToUnixTimeSeconds(),
        ["delete_time"] = static audience => audience.DeleteTime?.ToUnixTimeSeconds(),
        ["audience_labels"] = static audience => ToArray(audience.Labels),
        ["opt_out_link"] = static audience => audience.OptOutLink,
        ["fields_violating_integrity_policy"] = static audience => audience.OperationStatus == 471 ? ToArray(audience.ViolatingFields) : null,
        ["customer_file_source"] = static _ => "USER_PROVIDED_ONLY",
        ["data_source"] = static _ => new JsonObject { ["type"] = "FILE_IMPORTED", ["sub_type"] = "MESSENGER_ONSITE_SUBSCRIPTION" },
        ["messenger_marketing_messages_page"] = _ => new JsonObject { ["name"] = AdAccount.PageName, ["id"] = account.PageId },
    });

    private static ApproximateCount Size(SandboxAudience audience) =>
        audience.Read(() => ApproximateCount.FromMatches(audience.MatchedCount, audience.Batches > 0));

    private static JsonArray ToArray(IReadOnlyList<string> texts) => [.. texts.Select(static text => (JsonNode)text)];

    private static JsonObject Status(int code, string description) => new() { ["code"] = code, ["description"] = description };

    private static string OperationDescription(int code) => code switch
    {
        100 => "The audience has not been used for two years and will be deleted.",
        200 => "Normal",
        300 or 414 => "Update in progress",
        441 => "The audience is being populated.",
        471 => "The audience is restricted.",
        _ => "The audience is not in a normal state.",
    };
}
