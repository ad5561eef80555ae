using System.Linq;
using System.Threading.Tasks;
using MessengerMarketing.Graph;
using Xunit;

namespace MessengerMarketing.Tests.Graph;

public sealed class AccountCheckTests
{
    [Fact]
    public async Task An_account_that_works_passes_every_check()
    {
        using var server = new ScriptedServer(
            Scripted.Ok("""{"id":"1","name":"CRM export"}"""),
            Scripted.Ok("""{"id":"act_1000200030004000","name":"Shop","account_status":1}"""),
            Scripted.Ok("""{"id":"2000300040005000","name":"Shop Page"}"""));
        using var client = new GraphClient(server.Account());

        var check = await AccountCheck.RunAsync(client);

        Assert.True(check.Succeeded);
        Assert.Equal(
            [
                new("AccessToken", "Passed", "1", "CRM export", null, null),
                new("AdAccount", "Passed", "act_1000200030004000", "Shop", null, null),
                new("Page", "Passed", "2000300040005000", "Shop Page", null, null),
            ],
            check.Results);
        Assert.Equal(["/v26.0/me", "/v26.0/act_1000200030004000", "/v26.0/2000300040005000"], server.Requests.Select(request => request.Path));
        Assert.Equal("id,name,account_status", server.Requests[1].Parameter("fields"));
        Assert.Equal("Bearer EAAtestpagetoken00000001", server.Requests[2].Headers["Authorization"]);
    }

    [Fact]
    public async Task A_check_that_fails_says_why_and_the_others_still_run()
    {
        using var server = new ScriptedServer(
            Scripted.Error(190, 463),
            Scripted.Ok("""{"id":"act_1000200030004000","name":"Shop","account_status":2}"""));
        using var client = new GraphClient(server.Account(pageToken: null));

        var check = await AccountCheck.RunAsync(client);

        Assert.False(check.Succeeded);
        Assert.Equal(["Failed", "Failed", "Skipped"], check.Results.Select(result => result.Status));
        Assert.Equal(["MMAuthenticationFailed", "MMPermissionDenied", "MMPageTokenMissing"], check.Results.Select(result => result.ErrorId));
        Assert.Equal("The ad account is disabled.", check.Results[1].Message);
    }
}
