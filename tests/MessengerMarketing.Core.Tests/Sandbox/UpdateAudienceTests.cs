using System.Threading.Tasks;
using Xunit;

namespace MessengerMarketing.Tests.Sandbox;

/// <summary>Changes of an audience.</summary>
public sealed class UpdateAudienceTests
{
    private const string Fields = "name,description,audience_labels,opt_out_link,delete_time,fields_violating_integrity_policy";

    [Fact]
    public async Task Only_specified_properties_change()
    {
        using var client = new SandboxClient();
        string id = await client.CreateAudienceAsync();

        GraphReply reply = await client.PostAsync($"v26.0/{id}", """{"name":"Summer","audience_labels":["APP_USERS","RECENT_PURCHASERS"],"opt_out_link":"https://example.com/out"}""");

        Assert.Equal("{\"success\":true}", reply.Text);
        Assert.Equal(
            $$"""{"name":"Summer","description":"CRM export","audience_labels":["APP_USERS","RECENT_PURCHASERS"],"opt_out_link":"https://example.com/out","id":"{{id}}"}""",
            (await client.GetAsync($"v26.0/{id}?fields={Fields}")).Text);
    }

    [Theory]
    [InlineData("""{"audience_labels":["FRIENDS"]}""")]
    [InlineData("""{"name":" "}""")]
    public async Task Other_values_get_error_100(string body)
    {
        using var client = new SandboxClient();
        string id = await client.CreateAudienceAsync();

        Assert.Equal(100, (await client.PostAsync($"v26.0/{id}", body)).Code);
    }

    [Fact]
    public async Task A_restricted_audience_cannot_be_edited_and_names_the_fields()
    {
        using var client = new SandboxClient();
        string id = await client.CreateAudienceAsync();
        client.Server.Audiences[0].OperationStatus = 471;
        client.Server.Audiences[0].ViolatingFields = ["name"];

        Assert.Equal((100, 1713228), ((await client.PostAsync($"v26.0/{id}", """{"name":"Summer"}""")).Code, (await client.PostAsync($"v26.0/{id}", """{"name":"Summer"}""")).Subcode));
        Assert.Contains("\"fields_violating_integrity_policy\":[\"name\"]", (await client.GetAsync($"v26.0/{id}?fields={Fields}")).Text, System.StringComparison.Ordinal);
    }
}
