using System;
using System.Collections.Generic;
using System.Net.Http;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using MessengerMarketing.Graph;
using MessengerMarketing.Webhooks.Subscriptions;

namespace MessengerMarketing.Preflight;

/// <summary>Checks whether a context meets the requirements of calls. It only reads. Each result is returned as soon as it is available. A failed check does
/// not stop the others. If the server cannot be reached, one result reports it, and the checks end.</summary>
internal sealed class ContextPreflight
{
    private readonly GraphClient _client;
    private readonly Func<string, string?> _readVariable;
    private bool _isConnected;
    private ServedCall? _served;
    private GraphException? _meFailure;
    private TokenDescription? _systemToken;
    private TokenDescription? _pageToken;

    /// <param name="client">The client; its options apply, except that responses are not reported to <see cref="GraphClientOptions.OnServed"/>.</param>
    /// <param name="readVariable">Returns the value of an environment variable; usually <see cref="Environment.GetEnvironmentVariable(string)"/>.</param>
    public ContextPreflight(GraphClient client, Func<string, string?> readVariable)
    {
        _client = new GraphClient(client.Context, client.Options with { OnServed = served => _served ??= served });
        _readVariable = readVariable;
    }

    private GraphContext Context => _client.Context;

    /// <summary>Runs the checks.</summary>
    /// <exception cref="OperationCanceledException">The operation was canceled.</exception>
    public async IAsyncEnumerable<ContextCheckResult> RunAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        yield return ConnectionChecks.CheckAddress(Context, _readVariable(GraphEnvironment.BaseUri));
        Func<CancellationToken, Task<ContextCheckResult[]>>[] steps = [ConnectAsync, CheckSystemTokenAsync, CheckAdAccountAsync, CheckPageTokenAsync, CheckTasksAsync, CheckWebhookAsync];
        foreach (Func<CancellationToken, Task<ContextCheckResult[]>> step in steps)
        {
            ContextCheckResult[] results;
            GraphException? unreachable = null;
            try
            {
                results = await step(cancellationToken);
            }
            catch (GraphException exception) when (IsUnreachable(exception))
            {
                results = [];
                unreachable = exception;
            }

            foreach (ContextCheckResult result in results)
            {
                yield return result;
            }

            if (unreachable is not null)
            {
                yield return ContextCheckResult.Failed(ContextCheckNames.Connection, unreachable);
                yield break;
            }
        }

        yield return ContextCheckResult.Unknown(ContextCheckNames.MessageTerms, ContextFinding.MessageTermsNotReadable, "The Graph API has no field that shows whether the terms for marketing messages are accepted. If they are not, the first upload or campaign fails (error 2655, 2300019, or 2300066).");
        yield return ContextCheckResult.Unknown(ContextCheckNames.Region, ContextFinding.RegionNotReadable, "The Graph API does not report whether marketing messages are offered in the regions of the business, the Page, and the recipients. A campaign that is not offered is refused (error 2300030, 2300031, or 2300032).");
    }

    private async Task<ContextCheckResult[]> ConnectAsync(CancellationToken cancellationToken)
    {
        try
        {
            await _client.SendAsync(new GraphRequest(HttpMethod.Get, "me") { Shape = ResponseShape.Id }.With("fields", "id,name"), cancellationToken);
        }
        catch (GraphException exception) when (!IsUnreachable(exception))
        {
            _meFailure = exception;
        }

        _isConnected = true;
        return
        [
            ContextCheckResult.Ok(ContextCheckNames.Connection, $"{Context.Host} responds."),
            ConnectionChecks.CheckVersion(Context, _served, _client.Options.TimeProvider.GetUtcNow().UtcDateTime),
            ConnectionChecks.CheckClock(_served),
        ];
    }

    private async Task<ContextCheckResult[]> CheckSystemTokenAsync(CancellationToken cancellationToken)
    {
        ContextCheckResult result;
        (_systemToken, result) = await CheckTokenAsync(GraphToken.System, ContextCheckNames.AccessToken, _meFailure, cancellationToken);
        return [result, .. CheckPermissions(GraphToken.System, _systemToken, Context.AdAccountId)];
    }

    private async Task<ContextCheckResult[]> CheckPageTokenAsync(CancellationToken cancellationToken)
    {
        const string Name = ContextCheckNames.PageToken;
        if (Context.PageAccessToken is null)
        {
            return [ContextCheckResult.Warning(Name, ContextFinding.PageTokenMissing, "The connection has no Page access token. Audiences work without one; messages, subscription tokens, and webhooks do not.")];
        }

        GraphException? failure = null;
        try
        {
            await _client.SendAsync(new GraphRequest(HttpMethod.Get, Context.PageId) { Token = GraphToken.Page, Shape = ResponseShape.Node(Context.PageId) }.With("fields", "id,name"), cancellationToken);
        }
        catch (GraphException exception) when (!IsUnreachable(exception))
        {
            failure = exception;
        }

        ContextCheckResult result;
        (_pageToken, result) = await CheckTokenAsync(GraphToken.Page, Name, failure, cancellationToken);
        return [result, .. CheckPermissions(GraphToken.Page, _pageToken, Context.PageId)];
    }

    private async Task<(TokenDescription? Token, ContextCheckResult Result)> CheckTokenAsync(GraphToken token, string name, GraphException? failure, CancellationToken cancellationToken)
    {
        if (failure is not null)
        {
            return (null, ContextCheckResult.Failed(name, failure));
        }

        try
        {
            TokenDescription description = await TokenReader.ReadAsync(_client, token, cancellationToken);
            return (description, TokenChecks.CheckToken(name, description, token == GraphToken.Page ? Context.PageId : null, _client.Options.TimeProvider.GetUtcNow()));
        }
        catch (GraphException exception) when (!IsUnreachable(exception))
        {
            return (null, ContextCheckResult.Unknown(name, ContextFinding.TokenNotDescribed, $"The Graph API accepts the token but does not describe it, so its expiry and permissions are not known. {exception.Message}"));
        }
    }

    private IEnumerable<ContextCheckResult> CheckPermissions(GraphToken token, TokenDescription? description, string objectId)
    {
        foreach (FeaturePermission need in FeaturePermission.All)
        {
            if (need.Token == token)
            {
                yield return TokenChecks.CheckPermission(need, description, _systemToken, objectId);
            }
        }
    }

    private async Task<ContextCheckResult[]> CheckAdAccountAsync(CancellationToken cancellationToken)
    {
        string id = $"act_{Context.AdAccountId}";
        try
        {
            JsonElement account = (await _client.SendAsync(new GraphRequest(HttpMethod.Get, id) { Shape = ResponseShape.Node(id) }.With("fields", AdAccountChecks.Fields), cancellationToken)).Body;
            return [AdAccountChecks.CheckStatus(account), AdAccountChecks.CheckTerms(account)];
        }
        catch (GraphException exception) when (!IsUnreachable(exception))
        {
            return [ContextCheckResult.Failed(ContextCheckNames.AdAccount, exception)];
        }
    }

    private async Task<ContextCheckResult[]> CheckTasksAsync(CancellationToken cancellationToken)
    {
        var pages = new List<JsonElement>();
        try
        {
            await foreach (JsonElement page in _client.ItemsAsync(new GraphRequest(HttpMethod.Get, "me/accounts").With("fields", "id,tasks"), cancellationToken))
            {
                pages.Add(page);
            }

            return [PageChecks.CheckTasks(pages, Context.PageId)];
        }
        catch (GraphException exception) when (!IsUnreachable(exception))
        {
            return [ContextCheckResult.Warning(ContextCheckNames.PageTask, ContextFinding.CallFailed, exception.Message) with { Error = exception }];
        }
    }

    private async Task<ContextCheckResult[]> CheckWebhookAsync(CancellationToken cancellationToken)
    {
        if (Context.PageAccessToken is null)
        {
            return [];
        }

        var subscriptions = new List<WebhookSubscription>();
        try
        {
            await foreach (WebhookSubscription subscription in new WebhookSubscriptionClient(_client).ListAsync(cancellationToken))
            {
                subscriptions.Add(subscription);
            }

            return [PageChecks.CheckWebhook(subscriptions, _pageToken?.AppId)];
        }
        catch (GraphException exception) when (!IsUnreachable(exception))
        {
            return [ContextCheckResult.Warning(ContextCheckNames.Webhook, ContextFinding.CallFailed, exception.Message) with { Error = exception }];
        }
    }

    // A first response of another server, such as a sign-in page of the network, means that there is no connection to the Graph API.
    private bool IsUnreachable(GraphException exception) =>
        exception.Kind == GraphErrorKind.NoAnswer || (!_isConnected && exception.Kind == GraphErrorKind.UnexpectedAnswer);
}
