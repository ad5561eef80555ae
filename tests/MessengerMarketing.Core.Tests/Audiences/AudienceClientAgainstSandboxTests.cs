using System.Collections.Generic;
using System.Threading.Tasks;
using MessengerMarketing.Audiences;
using MessengerMarketing.Graph;
using MessengerMarketing.Sandbox;
using Xunit;

namespace MessengerMarketing.Tests.Audiences;

public sealed class AudienceClientAgainstSandboxTests
{
    [Fact]
    public async Task An_audience_is_created_listed_read_and_deleted()
    {
        using var sandbox = SandboxServer.Start();
        using GraphContext account = AccountOf(sandbox);
        var client = new GraphClient(account);
        var audiences = new AudienceClient(client);

        CustomAudience created = await audiences.CreateAsync("Spring", "CRM export");
        var listed = new List<CustomAudience>();
        await foreach (CustomAudience audience in audiences.ListAsync())
        {
            listed.Add(audience);
        }

        Assert.Equal(created.Id, Assert.Single(listed).Id);
        Assert.Equal(account.PageId, listed[0].MessengerMarketingMessagesPage);
        Assert.Equal("CRM export", (await audiences.GetAsync(created.Id)).Description);
        await audiences.DeleteAsync(created.Id);
        GraphException problem = await Assert.ThrowsAsync<GraphException>(() => audiences.GetAsync(created.Id));
        Assert.Equal("MMNotFound", problem.ErrorId);
    }

    [Fact]
    public async Task A_creation_that_was_processed_without_a_response_leaves_one_audience()
    {
        using var sandbox = SandboxServer.Start();
        using GraphContext account = AccountOf(sandbox);
        var client = new GraphClient(account);
        sandbox.FailNext(SandboxFault.DroppedAfterProcessing());

        CustomAudience created = await new AudienceClient(client).CreateAsync("Spring", "CRM export");

        Assert.Equal(created.Id, Assert.Single(sandbox.Audiences).Id);
    }

    [Fact]
    public async Task A_creation_that_was_dropped_before_processing_is_sent_again()
    {
        using var sandbox = SandboxServer.Start();
        using GraphContext account = AccountOf(sandbox);
        var client = new GraphClient(account);
        sandbox.FailNext(SandboxFault.DroppedBeforeProcessing());

        CustomAudience created = await new AudienceClient(client).CreateAsync("Spring", "CRM export");

        Assert.Equal(created.Id, Assert.Single(sandbox.Audiences).Id);
    }

    [Fact]
    public async Task A_deletion_that_was_processed_without_a_response_is_a_success()
    {
        using var sandbox = SandboxServer.Start();
        using GraphContext account = AccountOf(sandbox);
        var client = new GraphClient(account);
        var audiences = new AudienceClient(client);
        CustomAudience created = await audiences.CreateAsync("Spring", "CRM export");
        sandbox.FailNext(SandboxFault.DroppedAfterProcessing());

        await audiences.DeleteAsync(created.Id);

        Assert.Empty(sandbox.Audiences);
    }

    private static GraphContext AccountOf(SandboxServer sandbox) => new(
        Secret.From(sandbox.AccessToken),
        sandbox.AdAccountId,
        sandbox.PageId,
        Secret.From(sandbox.PageAccessToken),
        Secret.From(sandbox.AppSecret),
        sandbox.ApiVersion,
        sandbox.BaseUri);
}
