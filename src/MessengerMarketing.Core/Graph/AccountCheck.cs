using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using static System.Net.Http.HttpMethod;

namespace MessengerMarketing.Graph;

/// <summary>Outcome of one check.</summary>
public enum CheckStatus
{
    /// <summary>It works.</summary>
    Passed,

    /// <summary>It does not.</summary>
    Failed,

    /// <summary>What it needs is not known.</summary>
    Skipped,
}

/// <summary>One check of an account.</summary>
/// <param name="Name">What was checked: <c>AccessToken</c>, <c>AdAccount</c> or <c>Page</c>.</param>
/// <param name="Status">The result: the name of a <see cref="CheckStatus"/>.</param>
/// <param name="Id">Id of what answered; null when nothing did.</param>
/// <param name="DisplayName">Name of what answered, when it has one.</param>
/// <param name="ErrorId">Stable word for what is wrong; null when nothing is.</param>
/// <param name="Message">What is wrong, or a remark; null when there is nothing to say.</param>
public sealed record AccountCheckResult(string Name, string Status, string? Id, string? DisplayName, string? ErrorId, string? Message)
{
    /// <summary>The error that the message is of; null when there is none.</summary>
    internal GraphException? Error { get; init; }
}

/// <summary>
/// Whether an account can do the module's work: its system-user token is accepted, can see the ad account, and its Page token can see
/// the Page. Three GET calls; nothing is changed.
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

    /// <summary>One result each for access token, ad account and Page, in this order.</summary>
    public IReadOnlyList<AccountCheckResult> Results { get; }

    /// <summary>True when no check failed; one that was skipped does not count.</summary>
    public bool Succeeded => Results.All(static result => result.Status != nameof(CheckStatus.Failed));

    /// <summary>Runs the checks. A check that fails does not end it.</summary>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
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
                ? new("Page", nameof(CheckStatus.Skipped), null, null, GraphErrors.IdOf(GraphErrorKind.PageTokenMissing), "No Page access token is known; audiences work without one, messages and subscription tokens don't.")
                : await CheckAsync(client, "Page", new GraphRequest(Get, account.PageId) { Token = GraphToken.Page, Shape = ResponseShape.Node(account.PageId) }.With("fields", "id,name"), cancellationToken),
        };
        return new AccountCheck(results);
    }

    private static async Task<AccountCheckResult> CheckAsync(GraphClient client, string name, GraphRequest request, CancellationToken cancellationToken)
    {
        try
        {
            return Judge(name, (await client.SendAsync(request, cancellationToken)).Body);
        }
        catch (GraphException exception)
        {
            return new AccountCheckResult(name, nameof(CheckStatus.Failed), null, null, exception.ErrorId, exception.Message) { Error = exception };
        }
    }

    private static AccountCheckResult Judge(string name, JsonElement node)
    {
        var (id, displayName) = (node.Text("id"), node.Text("name"));
        if (node.Integer("account_status") is not { } status || status == 1)
        {
            return new AccountCheckResult(name, nameof(CheckStatus.Passed), id, displayName, null, null);
        }

        var isUsable = status is not (2 or 100 or 101);
        var label = status is >= 0 and < 1000 && AccountStatusNames.TryGetValue((int)status, out var known) ? known : $"status {status}";
        return new AccountCheckResult(
            name,
            isUsable ? nameof(CheckStatus.Passed) : nameof(CheckStatus.Failed),
            id,
            displayName,
            isUsable ? null : GraphErrors.IdOf(GraphErrorKind.Permission),
            $"The ad account is {label}.");
    }
}
