using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using MessengerMarketing.Graph;
using MessengerMarketing.Preflight;
using MessengerMarketing.Sandbox;
using MessengerMarketing.Tests.Graph;
using Xunit;

namespace MessengerMarketing.Tests.Preflight;

public sealed class ContextPreflightTests
{
    [Fact]
    public async Task A_healthy_context_passes_and_unreadable_requirements_are_reported()
    {
        IReadOnlyList<ContextCheckResult> results = await PreflightRun.RunAsync(static _ => { });

        Assert.Equal(
            [
                "BaseAddress Warning", "Connection Ok", "ApiVersion Ok", "Clock Ok", "AccessToken Ok", "AudiencePermission Ok", "CampaignPermission Ok", "AdPermission Ok",
                "AdAccount Ok", "AudienceTerms Ok", "PageToken Ok", "OptInPermission Ok", "WebhookPermission Ok", "PageTask Ok", "Webhook Ok", "MessageTerms Unknown", "Region Unknown",
            ],
            results.Select(static result => $"{result.Name} {result.Status}"));
        Assert.Equal("The token is valid, of type SYSTEM_USER. It does not expire.", results.Of("AccessToken").Meaning);
        Assert.Equal("The system-user token has ads_management, pages_messaging, paid_marketing_messages.", results.Of("CampaignPermission").Meaning);
        Assert.Equal("Version v26.0 serves the calls. Meta has not announced its end.", results.Of("ApiVersion").Meaning);
    }

    [Fact]
    public async Task The_tokens_are_in_no_address()
    {
        using var server = SandboxServer.Start(new SandboxOptions { RequireAppSecretProof = true });
        using GraphContext context = PreflightRun.CreateContext(server, hasSecret: true);

        Assert.Equal("Ok", (await PreflightRun.RunAsync(context)).Of("AccessToken").Status);
        Assert.Equal(["POST /v26.0 200", "POST /v26.0 200"], server.Requests.Where(static request => request.Method == "POST").Select(static request => $"{request.Method} {request.Path} {request.Status}"));
        Assert.DoesNotContain(server.Requests, static request => request.Path.Contains("debug_token", StringComparison.Ordinal));
    }

    public static TheoryData<string, Action<SandboxServer>, string[], string> States() => new()
    {
        { "revoked", static server => server.State.IsAccessTokenRevoked = true, ["AccessToken: Failed", "AudiencePermission: Unknown", "CampaignPermission: Unknown", "AdPermission: Unknown", "AdAccount: Failed", "PageTask: Warning"], "AccessToken|code 190, subcode 467" },
        { "expired", static server => server.State.AccessTokenExpiresAt = DateTimeOffset.UtcNow.AddMinutes(-5), ["AccessToken: Failed", "AudiencePermission: Unknown", "CampaignPermission: Unknown", "AdPermission: Unknown", "AdAccount: Failed", "PageTask: Warning"], "AccessToken|code 190, subcode 463" },
        { "expires", static server => server.State.AccessTokenExpiresAt = DateTimeOffset.UtcNow.AddDays(13.5), ["AccessToken: Warning"], "AccessToken|UTC, in 13 days." },
        { "expires today", static server => server.State.PageTokenExpiresAt = DateTimeOffset.UtcNow.AddHours(2.5), ["PageToken: Warning"], "PageToken|UTC, in 3 hours." },
        { "expires later", static server => server.State.AccessTokenExpiresAt = DateTimeOffset.UtcNow.AddDays(14.5), [], "AccessToken|It expires on " },
        { "data access", static server => server.State.DataAccessExpiresAt = DateTimeOffset.UtcNow.AddDays(3.5), ["AccessToken: Warning", "PageToken: Warning"], "AccessToken|Its access to data expires on " },
        { "data access expired", static server => server.State.DataAccessExpiresAt = DateTimeOffset.UtcNow.AddDays(-1), ["AccessToken: Failed", "PageToken: Failed"], "AccessToken|Its access to data expired on " },
        { "no ads_management", static server => Withdraw(server, "ads_management"), ["AudiencePermission: Failed", "CampaignPermission: Warning", "AdPermission: Warning", "AdAccount: Failed"], "AudiencePermission|The system-user token lacks ads_management." },
        { "no messages", static server => Withdraw(server, "pages_messaging"), ["CampaignPermission: Warning", "OptInPermission: Warning"], "OptInPermission|The Page token lacks pages_messaging." },
        { "no marketing messages", static server => Withdraw(server, "paid_marketing_messages"), ["CampaignPermission: Warning"], "CampaignPermission|The system-user token lacks paid_marketing_messages or marketing_messages_messenger." },
        { "no webhooks", static server => Withdraw(server, "pages_manage_metadata"), ["WebhookPermission: Warning", "Webhook: Warning"], "WebhookPermission|The Page token lacks pages_manage_metadata." },
        { "no ads", static server => Withdraw(server, "pages_manage_ads"), ["AdPermission: Warning"], "AdPermission|The system-user token lacks pages_manage_ads." },
        { "system user's Page token", static server => server.State.IsPageTokenOfSystemUser = true, ["WebhookPermission: Warning"], "WebhookPermission|Meta accepts only the Page token of a person" },
        { "disabled", static server => (server.State.AdAccountStatus, server.State.DisableReason) = (2, 1), ["AdAccount: Failed"], "AdAccount|The ad account is disabled (ads integrity policy)." },
        { "unsettled", static server => server.State.AdAccountStatus = 3, ["AdAccount: Warning"], "AdAccount|The ad account is unsettled." },
        { "closed", static server => (server.State.AdAccountStatus, server.State.DisableReason) = (101, 77), ["AdAccount: Failed"], "AdAccount|The ad account is closed (reason 77)." },
        { "no task on the ad account", static server => server.State.AdAccountTasks = ["ANALYZE"], ["AdAccount: Warning"], "AdAccount|has only the tasks ANALYZE on it." },
        { "terms", static server => server.State.CustomAudienceTermsAccepted = false, ["AudienceTerms: Failed"], "AudienceTerms|are not accepted" },
        { "Page token revoked", static server => server.State.IsPageTokenRevoked = true, ["PageToken: Failed", "OptInPermission: Unknown", "WebhookPermission: Unknown", "Webhook: Warning"], "PageToken|code 190, subcode 467" },
        { "Page not assigned", static server => server.State.PageTasks = [], ["PageTask: Warning"], "PageTask|is not among the Pages of the system user" },
        { "few tasks", static server => server.State.PageTasks = ["ANALYZE", "MODERATE"], ["PageTask: Warning"], "PageTask|The system user has the tasks ANALYZE, MODERATE on the Page, and lacks MESSAGING, and ADVERTISE." },
        { "upgraded", static server => server.State.ServedVersion = "v27.0", ["ApiVersion: Warning"], "ApiVersion|Meta serves calls of version v26.0 as v27.0." },
        { "warned", static server => server.State.VersionWarning = "Upgrade soon", ["ApiVersion: Warning"], "ApiVersion|Meta warns about version v26.0. Meta's text: \"Upgrade soon\"" },
        { "clock", static server => server.ClockOffset = TimeSpan.FromMinutes(20), ["Clock: Warning"], "Clock|The clock of this computer is 20 minutes behind the server's." },
        { "slow clock", static server => server.ClockOffset = TimeSpan.FromSeconds(-50), [], "Clock|agrees with the server's" },
        { "throttled", static server => server.FailNext(SandboxFault.GraphError(17).For("GET", $"/act_{server.AdAccountId}")), ["AdAccount: Failed"], "AdAccount|code 17" },
    };

    [Theory]
    [MemberData(nameof(States))]
    public async Task A_problem_affects_only_its_own_checks(string name, Action<SandboxServer> prepare, string[] problems, string meaning)
    {
        IReadOnlyList<ContextCheckResult> results = await PreflightRun.RunAsync(prepare);

        string[] parts = meaning.Split('|');
        Assert.Equal(problems, results.Problems());
        Assert.Contains(parts[1], results.Of(parts[0]).Meaning, StringComparison.Ordinal);
        Assert.True(results.Count > 14, name);
    }

    private static void Withdraw(SandboxServer server, string scope) => server.State.Permissions = [.. server.State.Permissions.Where(each => each != scope)];

    [Fact]
    public async Task Webhooks_without_a_subscription_are_reported()
    {
        using var server = SandboxServer.Start();
        using GraphContext context = PreflightRun.CreateContext(server);
        Assert.Equal(["Webhook: Warning"], (await PreflightRun.RunAsync(context)).Problems());

        using var some = SandboxServer.Start(new SandboxOptions { WebhookFields = ["messages"] });
        using GraphContext other = PreflightRun.CreateContext(some);
        Assert.Equal(
            "The app is subscribed to messages, but not to messaging_optins, marketing_messages_subscriber_upload_status.",
            (await PreflightRun.RunAsync(other)).Of("Webhook").Meaning);
    }

    [Fact]
    public async Task Without_a_Page_token_the_checks_of_the_Page_return_one_result() =>
        Assert.Equal(["PageToken: Warning"], (await PreflightRun.RunAsync(static _ => { }, hasPageToken: false)).Problems());

    [Fact]
    public async Task Tokens_in_the_place_of_each_other_are_said()
    {
        using var server = SandboxServer.Start();
        using var context = new GraphContext(Secret.From(server.PageAccessToken), server.AdAccountId, server.PageId, Secret.From(server.AccessToken), null, null, server.BaseUri);

        IReadOnlyList<ContextCheckResult> results = await PreflightRun.RunAsync(context);

        Assert.Equal("The token is the token of a Page. Calls to the ad account need the token of a system user or a person.", results.Of("AccessToken").Meaning);
        Assert.Equal("The token is of type SYSTEM_USER. Calls to the Page need the token of the Page.", results.Of("PageToken").Meaning);
        Assert.Equal(["Failed", "Failed"], [results.Of("AccessToken").Status, results.Of("PageToken").Status]);
    }

    [Fact]
    public async Task A_version_that_has_ended_fails()
    {
        IReadOnlyList<ContextCheckResult> results = await PreflightRun.RunAsync(static _ => { }, apiVersion: "v24.0");

        Assert.Equal("Failed", results.Of("ApiVersion").Status);
        Assert.StartsWith("Version v24.0 of the Marketing API ended on 2026-11-10.", results.Of("ApiVersion").Meaning, StringComparison.Ordinal);
        Assert.Equal("MMVersionDeprecated", results.Of("AdAccount").ErrorId);
    }

    [Fact]
    public async Task An_unreachable_server_gives_one_result()
    {
        var server = SandboxServer.Start();
        using GraphContext context = PreflightRun.CreateContext(server);
        server.Dispose();

        IReadOnlyList<ContextCheckResult> results = await PreflightRun.RunAsync(context);

        Assert.Equal(["BaseAddress Warning", "Connection Failed"], results.Select(static result => $"{result.Name} {result.Status}"));
        Assert.Equal("MMNoAnswer", results[1].ErrorId);
    }

    [Fact]
    public async Task A_page_of_the_network_instead_of_the_Graph_API_gives_one_result()
    {
        using var server = SandboxServer.Start();
        server.FailNext(SandboxFault.HtmlErrorPage(200));
        using GraphContext context = PreflightRun.CreateContext(server);

        Assert.Equal(["Connection: Failed"], (await PreflightRun.RunAsync(context)).Problems());
    }

    [Theory]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("\"ok\"")]
    [InlineData("""{"id":"9"}""")]
    [InlineData("<html></html>")]
    public async Task No_check_passes_on_a_meaningless_response(string answer)
    {
        using var server = new ScriptedServer(Scripted.Ok(answer));
        using GraphContext context = server.Account();

        IReadOnlyList<ContextCheckResult> results = await PreflightRun.RunAsync(context);

        Assert.All(results.Where(static result => result.Name is not ("BaseAddress" or "Connection" or "ApiVersion" or "Clock")), static result => Assert.NotEqual("Ok", result.Status));
    }

    [Fact]
    public async Task A_network_failure_ends_the_checks()
    {
        using var server = SandboxServer.Start();
        server.FailNext(SandboxFault.DroppedBeforeProcessing().For("GET", $"/act_{server.AdAccountId}"));
        using GraphContext context = PreflightRun.CreateContext(server);

        IReadOnlyList<ContextCheckResult> results = await PreflightRun.RunAsync(context);

        Assert.Equal(["Connection: Failed"], results.Problems());
        Assert.Equal("Connection", results[results.Count - 1].Name);
    }

    [Fact]
    public async Task Each_result_is_returned_before_the_next_call()
    {
        using var server = SandboxServer.Start();
        using GraphContext context = PreflightRun.CreateContext(server);
        var client = new GraphClient(context, PreflightRun.NoRetries);
        var calls = new List<long>();
        var preflight = new ContextPreflight(client, static _ => null);
        await foreach (ContextCheckResult result in preflight.RunAsync())
        {
            if (result.Name is "BaseAddress" or "Connection" or "AccessToken" or "AdAccount" or "PageTask" or "Webhook")
            {
                calls.Add(server.RequestCount);
            }
        }

        Assert.Equal([0, 1, 2, 3, 6, 7], calls);
    }

    [Fact]
    public async Task A_token_without_a_description_is_unknown()
    {
        using var server = new ScriptedServer(
            static request => request.Method == "POST" ? Scripted.Ok("""[{"code":400,"body":"{\"error\":{\"message\":\"(#100) You must be a developer of the app\",\"code\":100}}"}]""")
                : request.Path.EndsWith("/me", StringComparison.Ordinal) ? Scripted.Ok("""{"id":"1"}""")
                : Scripted.Ok("""{"id":"act_1000200030004000","data":[]}"""));
        using GraphContext context = server.Account(pageToken: null);

        IReadOnlyList<ContextCheckResult> results = await PreflightRun.RunAsync(context);

        Assert.Equal("Unknown", results.Of("AccessToken").Status);
        Assert.EndsWith("GET debug_token failed: (#100) You must be a developer of the app. (code 100, HTTP 400)", results.Of("AccessToken").Meaning, StringComparison.Ordinal);
        Assert.Equal(["Unknown", "Unknown"], [results.Of("AudiencePermission").Status, results.Of("AudienceTerms").Status]);
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("[null]")]
    [InlineData("""[{"code":200}]""")]
    [InlineData("""[{"code":200,"body":"not JSON"}]""")]
    [InlineData("""[{"code":200,"body":"{}"}]""")]
    [InlineData("""[{"code":200,"body":"\ud800"}]""")]
    public async Task A_description_that_cannot_be_read_is_unknown(string batch)
    {
        using var server = new ScriptedServer(request => request.Method == "POST" ? Scripted.Ok(batch) : Scripted.Ok("""{"id":"1","data":[]}"""));
        using GraphContext context = server.Account(pageToken: null);

        Assert.Equal("Unknown", (await PreflightRun.RunAsync(context)).Of("AccessToken").Status);
    }
}
