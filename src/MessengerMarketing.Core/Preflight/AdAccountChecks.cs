using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.Json;
using MessengerMarketing.Graph;
using static MessengerMarketing.Preflight.ContextCheckResult;

namespace MessengerMarketing.Preflight;

/// <summary>Checks the fields of an ad account. Source: Meta's ad account reference.</summary>
internal static class AdAccountChecks
{
    /// <summary>The fields to request.</summary>
    public const string Fields = "id,name,account_status,disable_reason,tos_accepted,user_tasks";

    private const int Active = 1;

    private static readonly Dictionary<int, string> Statuses = new()
    {
        [1] = "active",
        [2] = "disabled",
        [3] = "unsettled",
        [7] = "pending risk review",
        [8] = "pending settlement",
        [9] = "in grace period",
        [100] = "pending closure",
        [101] = "closed",
    };

    private static readonly Dictionary<int, string> Reasons = new()
    {
        [1] = "ads integrity policy",
        [2] = "intellectual property review",
        [3] = "payment risk",
        [4] = "gray account shut down",
        [5] = "ads review",
        [6] = "business integrity review",
        [7] = "permanently closed",
        [8] = "unused reseller account",
        [9] = "unused account",
        [10] = "umbrella ad account",
        [11] = "business manager integrity policy",
        [12] = "misrepresented ad account",
        [13] = "legal entity of a shared account",
        [14] = "review of a Click-to-Messenger thread",
        [15] = "compromised ad account",
    };

    // Either task allows a user to change audiences and ads.
    private static readonly string[] Tasks = ["ADVERTISE", "MANAGE"];

    /// <summary>Checks the status, the disable reason, and the tasks of the token's user.</summary>
    public static ContextCheckResult CheckStatus(JsonElement account)
    {
        const string Name = ContextCheckNames.AdAccount;
        int status = account.ShortInteger("account_status") ?? Active;
        string label = Statuses.TryGetValue(status, out string? known) ? known : string.Format(CultureInfo.InvariantCulture, "in status {0}", status);
        if (status is 2 or 100 or 101)
        {
            return Failed(Name, ContextFinding.AdAccountUnusable, $"The ad account is {label}{Because(account)}.");
        }

        if (status != Active)
        {
            return Warning(Name, ContextFinding.AdAccountLimited, $"The ad account is {label}{Because(account)}. Messages and ads may not be delivered.");
        }

        string[]? tasks = account.Array("user_tasks") is { } list ? [.. list.EnumerateArray().Select(static task => task.Text()).OfType<string>()] : null;
        return tasks?.Intersect(Tasks).Any() == false
            ? Warning(Name, ContextFinding.AdAccountTaskMissing, $"The ad account is active, but the token's user has only the tasks {string.Join(", ", tasks.DefaultIfEmpty("none"))} on it.")
            : Ok(Name, $"The ad account is active{(tasks is null ? "" : $", and the token's user has the tasks {string.Join(", ", tasks)} on it")}.");
    }

    /// <summary>Checks whether the custom audience terms are accepted.</summary>
    public static ContextCheckResult CheckTerms(JsonElement account)
    {
        const string Name = ContextCheckNames.AudienceTerms;
        return account.Member("tos_accepted") is not { } terms
            ? Unknown(Name, ContextFinding.TermsNotReported, "The Graph API does not report whether the custom audience terms are accepted for the ad account.")
            : terms.Integer("custom_audience_tos") == 1 || terms.IsTrue("custom_audience_tos")
                ? Ok(Name, "The custom audience terms are accepted for the ad account.")
                : Failed(Name, ContextFinding.TermsNotAccepted, "The custom audience terms are not accepted for the ad account. It cannot create or fill audiences of customer lists.");
    }

    private static string Because(JsonElement account) =>
        account.ShortInteger("disable_reason") is { } reason and not 0
            ? $" ({(Reasons.TryGetValue(reason, out string? known) ? known : string.Format(CultureInfo.InvariantCulture, "reason {0}", reason))})"
            : "";
}
