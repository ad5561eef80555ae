using System;
using System.Linq;
using System.Text.Json;
using System.Text.Json.Nodes;
using MessengerMarketing.Sandbox.Errors;
using MessengerMarketing.Sandbox.Http;

namespace MessengerMarketing.Sandbox.Endpoints;

/// <summary>
/// <c>POST act_&lt;AD_ACCOUNT_ID&gt;/customaudiences</c>. All seven parameters of Meta's guide are required, with the values that it
/// specifies. As in the Graph API, unknown parameters are ignored.
/// </summary>
internal static class CreateAudienceEndpoint
{
    public static GraphResponse Handle(GraphCall call)
    {
        if (!call.Account.State.CustomAudienceTermsAccepted)
        {
            throw GraphErrors.CustomAudienceTerms();
        }

        GraphParameters parameters = call.Parameters;
        RequireValue(parameters, "subtype", "CUSTOM");
        RequireValue(parameters, "customer_file_source", "USER_PROVIDED_ONLY");
        string name = parameters.Required("name");
        string description = parameters.Required("description");
        RequireOnlyItem(parameters, "use_for_products", "MARKETING_MESSAGES");
        RequireOnlyItem(parameters, "subscription_info", "MESSENGER");
        RequirePage(parameters, call.Account.PageId);

        SandboxAudience audience = call.Account.AddAudience(name, description, call.Now);
        var created = new JsonObject { ["id"] = audience.Id };
        return GraphResponse.Json(call.Account.Options.WrapCreateResponse
            ? new JsonObject { ["data"] = new JsonArray(created) }
            : created);
    }

    private static void RequireValue(GraphParameters parameters, string name, string value)
    {
        if (!string.Equals(parameters.Required(name), value, StringComparison.Ordinal))
        {
            throw GraphErrors.Invalid($"Param {name} must be one of {{{value}}}");
        }
    }

    private static void RequireOnlyItem(GraphParameters parameters, string name, string item)
    {
        using JsonDocument document = Json(parameters, name);
        JsonElement value = document.RootElement;
        if (value.ValueKind != JsonValueKind.Array
            || value.GetArrayLength() != 1
            || !value.EnumerateArray().All(one => one.ValueKind == JsonValueKind.String && string.Equals(one.GetString(), item, StringComparison.Ordinal)))
        {
            throw GraphErrors.Invalid($"Param {name} must be an array with \"{item}\" as the only item");
        }
    }

    private static void RequirePage(GraphParameters parameters, string pageId)
    {
        const string Name = "marketing_message_channels";
        using JsonDocument document = Json(parameters, Name);
        if (document.RootElement.ValueKind != JsonValueKind.Object || !document.RootElement.TryGetProperty("MESSENGER", out JsonElement page))
        {
            throw GraphErrors.Invalid($"Param {Name} must be an object with MESSENGER set to a Page ID");
        }

        string sent = page.ValueKind == JsonValueKind.String ? page.GetString()! : page.GetRawText();
        if (!string.Equals(sent, pageId, StringComparison.Ordinal))
        {
            throw GraphErrors.Invalid($"Param {Name}[MESSENGER] is not the ID of a Page that this ad account can use");
        }
    }

    private static JsonDocument Json(GraphParameters parameters, string name)
    {
        try
        {
            return JsonDocument.Parse(parameters.Required(name));
        }
        catch (JsonException)
        {
            throw GraphErrors.Invalid($"Param {name} is not valid JSON");
        }
    }
}
