using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using static System.Net.Http.HttpMethod;

namespace MessengerMarketing.Graph;

/// <summary>The status of a check.</summary>
public enum CheckStatus
{
    /// <summary>The check passed.</summary>
    Passed,

    /// <summary>The check failed.</summary>
    Failed,

    /// <summary>The check was skipped because a required credential is missing.</summary>
    Skipped,
}

/// <summary>The result of one check of an account.</summary>
/// <param name="Name">What was checked: <c>AccessToken</c>, <c>AdAccount</c> or <c>Page</c>.</param>
/// <param name="Status">The result: the name of a <see cref="CheckStatus"/>.</param>
/// <param name="Id">Id of the user, ad account or Page; null when it was not found.</param>
/// <param name="DisplayName">Name of the user, ad account or Page; null when it has none.</param>
/// <param name="ErrorId">Stable error id; null when there is no error.</param>
/// <param name="Message">The problem, or a remark; null when there is none.</param>
public sealed record AccountCheckResult(string Name, string Status, string? Id, string? DisplayName, string? ErrorId, string? Message)
{
    /// <summary>The error that the message comes from; null when there is none.</summary>
    internal GraphException? Error { get; init; }
}

/// <summary>
/// Checks whether an account has the required access: the system-user token is valid and can read the ad account, and the Page token can
/// read the Page. It makes three GET calls and changes nothing.
/// </summary>
internal sealed record AccountCheck
{
    // Meta's names for account_status, from the ad account reference.
    private static readonly Dictionary<int, string> AccountStatusNames = new()
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

    private AccountCheck(IReadOnlyList<AccountCheckResult> results) => Results = results;

    /// <summary>The results for the access token, the ad account and the Page, in this order.</summary>
    public IReadOnlyList<AccountCheckResult> Results { get; }

    /// <summary>True when no check failed. A skipped check does not count.</summary>
    public bool Succeeded => Results.All(static result => result.Status != nameof(CheckStatus.Failed));

    /// <summary>Runs the checks. It continues after a failed check.</summary>
    /// <exception cref="OperationCanceledException">The operation was canceled.</exception>
    public static async Task<AccountCheck> RunAsync(GraphClient client, CancellationToken cancellationToken = default)
    {
        if (client is null)
        {
            throw new ArgumentNullException(nameof(client));
        }

        var account = client.Account;
        var results = new List<AccountCheckResult>
        {
            await CheckAsync(client, "AccessToken", new GraphRequest(Get, "me") { Shape = ResponseShape.Id }.With("fields", "id,name"), cancellationToken),
            await CheckAsync(client, "AdAccount", new GraphRequest(Get, $"act_{account.AdAccountId}") { Shape = ResponseShape.Node($"act_{account.AdAccountId}") }.With("fields", "id,name,account_status"), cancellationToken),
            account.PageAccessToken is null
                ? new("Page", nameof(CheckStatus.Skipped), null, null, GraphErrors.GetErrorId(GraphErrorKind.PageTokenMissing), "There is no Page access token. Audiences work without one; messages and subscription tokens do not.")
                : await CheckAsync(client, "Page", new GraphRequest(Get, account.PageId) { Token = GraphToken.Page, Shape = ResponseShape.Node(account.PageId) }.With("fields", "id,name"), cancellationToken),
        };
        return new AccountCheck(results);
    }

    private static async Task<AccountCheckResult> CheckAsync(GraphClient client, string name, GraphRequest request, CancellationToken cancellationToken)
    {
        try
        {
            return ReadResult(name, (await client.SendAsync(request, cancellationToken)).Body);
        }
        catch (GraphException exception)
        {
            return new AccountCheckResult(name, nameof(CheckStatus.Failed), null, null, exception.ErrorId, exception.Message) { Error = exception };
        }
    }

    private static AccountCheckResult ReadResult(string name, JsonElement node)
    {
        var (id, displayName) = (node.Text("id"), node.Text("name"));
        if (node.Integer("account_status") is not { } status || status == 1)
        {
            return new AccountCheckResult(name, nameof(CheckStatus.Passed), id, displayName, null, null);
        }

        bool isUsable = status is not (2 or 100 or 101);
        string label = status is >= 0 and < 1000 && AccountStatusNames.TryGetValue((int)status, out string? known) ? known : $"status {status}";
        return new AccountCheckResult(
            name,
            isUsable ? nameof(CheckStatus.Passed) : nameof(CheckStatus.Failed),
            id,
            displayName,
            isUsable ? null : GraphErrors.GetErrorId(GraphErrorKind.Permission),
            $"The ad account is {label}.");
    }
}
