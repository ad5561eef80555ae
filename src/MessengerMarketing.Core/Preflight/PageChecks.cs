using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using MessengerMarketing.Graph;
using MessengerMarketing.Webhooks;
using MessengerMarketing.Webhooks.Subscriptions;
using static MessengerMarketing.Preflight.ContextCheckResult;

namespace MessengerMarketing.Preflight;

/// <summary>Checks the tasks on the Page and the subscription to its webhooks.</summary>
internal static class PageChecks
{
    // Without these fields, the module does not receive upload statuses, new subscribers, or the start of the 24-hour window. The other fields are optional.
    private static readonly string[] NeededFields = [WebhookFields.OptIns, UploadStatusEvent.FieldName, WebhookFields.Messages];

    /// <summary>Checks the tasks that the token's user has on the Page.</summary>
    /// <param name="pages">The items of <c>me/accounts</c>.</param>
    /// <param name="pageId">The Page.</param>
    public static ContextCheckResult CheckTasks(IReadOnlyList<JsonElement> pages, string pageId)
    {
        const string Name = ContextCheckNames.PageTask;
        if (pages.Where(page => page.Text("id") == pageId).Select(static page => (JsonElement?)page).FirstOrDefault() is not { } page || page.Array("tasks") is not { } list)
        {
            return Warning(Name, ContextFinding.PageTaskNotListed, $"Page {pageId} is not among the Pages of the system user, or the token has no permission to list them.");
        }

        string[] tasks = [.. list.EnumerateArray().Select(static task => task.Text()).OfType<string>()];
        string[] lacking = [.. FeaturePermission.All.Where(need => need.PageTasks.Count > 0 && !need.PageTasks.Intersect(tasks).Any()).Select(static need => string.Join(" or ", need.PageTasks)).Distinct()];
        string has = tasks.Length == 0 ? "no tasks" : $"the tasks {string.Join(", ", tasks)}";
        return lacking.Length > 0
            ? Warning(Name, ContextFinding.PageTaskMissing, $"The system user has {has} on the Page, and lacks {string.Join(", and ", lacking)}.", lacking)
            : Ok(Name, $"The system user has {has} on the Page.");
    }

    /// <summary>Checks the subscription of the Page token's app.</summary>
    /// <param name="subscriptions">The apps that are subscribed to the Page.</param>
    /// <param name="appId">The app of the Page token; null when it is not known.</param>
    public static ContextCheckResult CheckWebhook(IReadOnlyList<WebhookSubscription> subscriptions, string? appId)
    {
        const string Name = ContextCheckNames.Webhook;
        string[] fields = [.. subscriptions.Where(subscription => appId is null || subscription.AppId == appId).SelectMany(static subscription => subscription.Fields).Distinct()];
        if (fields.Length == 0)
        {
            string others = subscriptions.Count > 0 ? " Other apps are." : "";
            return Warning(Name, ContextFinding.WebhookNotSubscribed, $"The app is not subscribed to webhooks of the Page, so opt-ins, upload statuses, and messages do not arrive.{others}");
        }

        string[] missing = [.. NeededFields.Where(field => !fields.Contains(field))];
        return missing.Length > 0
            ? Warning(Name, ContextFinding.WebhookFieldMissing, $"The app is subscribed to {string.Join(", ", fields)}, but not to {string.Join(", ", missing)}.", missing)
            : Ok(Name, $"The app is subscribed to {string.Join(", ", fields)}.");
    }
}
