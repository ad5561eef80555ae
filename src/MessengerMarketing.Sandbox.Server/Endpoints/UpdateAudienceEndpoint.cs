using System.Collections.Generic;
using System.Linq;
using System.Text.Json.Nodes;
using MessengerMarketing.Sandbox.Errors;
using MessengerMarketing.Sandbox.Http;

namespace MessengerMarketing.Sandbox.Endpoints;

/// <summary>
/// <c>POST /&lt;CUSTOM_AUDIENCE_ID&gt;</c>: changes name, description, labels and opt-out link. Source: Meta's custom audience reference, and its Python SDK of
/// June 2026 for the labels. A restricted audience of a customer file cannot be edited.
/// </summary>
internal static class UpdateAudienceEndpoint
{
    private const string LabelsName = "audience_labels";
    private const int Restricted = 471;

    private static readonly string[] Labels =
    [
        "APP_INSTALLERS", "APP_USERS", "AT_RISK", "CART_ABANDONERS", "CUSTOMER_LEADS",
        "DISENGAGED", "DISQUALIFIED_LEADS", "ENGAGED_USERS", "HIGH_VALUE_CUSTOMERS", "LOW_VALUE_CUSTOMERS",
        "OTHER_1", "OTHER_2", "OTHER_3", "PERSONAS", "QUALIFIED_LEADS",
        "RECENT_PURCHASERS", "RESTRICTED_USERS", "TRIAL_USERS", "UNWANTED_CUSTOMERS",
    ];

    public static GraphResponse Handle(GraphCall call)
    {
        SandboxAudience audience = AudienceEndpoints.GetAudience(call);
        if (audience.OperationStatus == Restricted)
        {
            throw GraphErrors.AudienceNotEditable();
        }

        GraphParameters parameters = call.Parameters;
        IReadOnlyList<string>? labels = parameters[LabelsName] is null ? null : parameters.List(LabelsName);
        if (labels?.FirstOrDefault(static label => !Labels.Contains(label)) is not null)
        {
            throw GraphErrors.Invalid($"Param {LabelsName} must be one of {{{string.Join(", ", Labels)}}}");
        }

        if (parameters["name"] is { } name && string.IsNullOrWhiteSpace(name))
        {
            throw GraphErrors.Invalid("Param name must be a non-empty string");
        }

        audience.Change(parameters["name"], parameters["description"], labels, parameters["opt_out_link"], call.Now);
        return GraphResponse.Json(new JsonObject { ["success"] = true });
    }
}
