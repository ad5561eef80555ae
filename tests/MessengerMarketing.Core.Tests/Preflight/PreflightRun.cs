using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using MessengerMarketing.Graph;
using MessengerMarketing.Preflight;
using MessengerMarketing.Sandbox;
using Xunit;

namespace MessengerMarketing.Tests.Preflight;

/// <summary>The checks of a context that is connected with a sandbox.</summary>
internal static class PreflightRun
{
    /// <summary>Options that do not wait between attempts.</summary>
    public static readonly GraphClientOptions NoRetries = new() { MaxRetries = 0 };

    public static GraphContext CreateContext(SandboxServer server, bool hasPageToken = true, string? apiVersion = null, bool hasSecret = false) => new(
        Secret.From(server.AccessToken),
        server.AdAccountId,
        server.PageId,
        hasPageToken ? Secret.From(server.PageAccessToken) : null,
        hasSecret ? Secret.From(server.AppSecret) : null,
        apiVersion,
        server.BaseUri);

    public static async Task<IReadOnlyList<ContextCheckResult>> RunAsync(GraphContext context, GraphClientOptions? options = null, string? variable = null)
    {
        var client = new GraphClient(context, options ?? NoRetries);
        var results = new List<ContextCheckResult>();
        var preflight = new ContextPreflight(client, _ => variable);
        await foreach (ContextCheckResult result in preflight.RunAsync())
        {
            results.Add(result);
        }

        return results;
    }

    /// <summary>Runs the checks against a sandbox in a state.</summary>
    public static async Task<IReadOnlyList<ContextCheckResult>> RunAsync(Action<SandboxServer> prepare, bool hasPageToken = true, string? apiVersion = null)
    {
        using var server = SandboxServer.Start(new SandboxOptions { WebhookFields = ["messaging_optins", "marketing_messages_subscriber_upload_status", "messages"] });
        prepare(server);
        using GraphContext context = CreateContext(server, hasPageToken, apiVersion);
        IReadOnlyList<ContextCheckResult> results = await RunAsync(context);
        Assert.Empty(server.InternalErrors);
        Assert.DoesNotContain(results, result => result.ToString().Contains(server.AccessToken, StringComparison.Ordinal) || result.ToString().Contains(server.PageAccessToken, StringComparison.Ordinal));
        return results;
    }

    /// <summary>Returns the check of a name.</summary>
    public static ContextCheckResult Of(this IReadOnlyList<ContextCheckResult> results, string name) => results.Single(result => result.Name == name);

    /// <summary>Returns <c>Name: Status</c> of each check that is not Ok, except those that the Graph API cannot answer and the address of the sandbox.</summary>
    public static string[] Problems(this IReadOnlyList<ContextCheckResult> results) =>
        [.. results.Where(static result => result.Status != "Ok" && result.Name is not ("BaseAddress" or "MessageTerms" or "Region")).Select(static result => $"{result.Name}: {result.Status}")];
}
