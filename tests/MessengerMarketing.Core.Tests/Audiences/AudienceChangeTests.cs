using System;
using System.Threading.Tasks;
using MessengerMarketing.Audiences;
using MessengerMarketing.Graph;
using MessengerMarketing.Tests.Graph;
using Xunit;

namespace MessengerMarketing.Tests.Audiences;

/// <summary>Changes of an audience.</summary>
public sealed class AudienceChangeTests
{
    [Fact]
    public async Task Only_specified_values_are_sent()
    {
        using var server = new ScriptedServer(Scripted.Ok("""{"success":true}"""));
        var client = new GraphClient(server.Account());

        await new AudienceClient(client).UpdateAsync("1234", new AudienceChange { Name = "Summer", Labels = [] });

        Assert.Equal(("POST", "/v26.0/1234", """{"name":"Summer","audience_labels":[]}"""), (server.Requests[0].Method, server.Requests[0].Path, server.Requests[0].Body));
    }

    [Theory]
    [InlineData("""{"id":"1234"}""", null)]
    [InlineData("""{"id":"99"}""", "MMUnexpectedAnswer")]
    [InlineData("""{"success":false}""", "MMUnexpectedAnswer")]
    [InlineData("{}", "MMUnexpectedAnswer")]
    public async Task Only_a_response_that_confirms_it_counts(string body, string? errorId)
    {
        using var server = new ScriptedServer(Scripted.Ok(body));
        var client = new GraphClient(server.Account(), new GraphClientOptions { MaxRetries = 0 });

        Exception problem = await Record.ExceptionAsync(() => new AudienceClient(client).UpdateAsync("1234", new AudienceChange { Description = "" }));

        Assert.Equal(errorId, (problem as GraphException)?.ErrorId);
    }

    [Fact]
    public void Empty_and_invalid_changes_are_refused()
    {
        Assert.Throws<ArgumentException>(() => new AudienceChange().Check());
        Assert.Equal("Name", Assert.Throws<ArgumentException>(() => new AudienceChange { Name = " " }.Check()).ParamName);
        Assert.Equal("OptOutLink", Assert.Throws<ArgumentException>(() => new AudienceChange { OptOutLink = "http://example.com" }.Check()).ParamName);
    }
}
