using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using MessengerMarketing.Sandbox;
using Xunit;

namespace MessengerMarketing.Tests.Sandbox;

public class CreateAudienceTests
{
    [Fact]
    public async Task The_response_contains_only_the_id_as_recorded()
    {
        using var client = new SandboxClient();

        GraphReply reply = await client.PostAsync(client.Audiences, client.NewAudience().ToJsonString());

        Assert.Matches("^\\{\"id\":\"[0-9]{17}\"\\}$", reply.Text);
        SandboxAudience audience = Assert.Single(client.Server.Audiences);
        Assert.Equal(("Spring", "CRM export"), (audience.Name, audience.Description));
        Assert.Contains("\"type\":\"custom_audience\"", reply.Header("x-business-use-case-usage")!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_response_is_that_of_the_seed_document_on_request()
    {
        using var client = new SandboxClient(new SandboxOptions { WrapCreateResponse = true });

        GraphReply reply = await client.PostAsync(client.Audiences, client.NewAudience().ToJsonString());

        Assert.Matches("^\\{\"data\":\\[\\{\"id\":\"[0-9]{17}\"\\}\\]\\}$", reply.Text);
    }

    [Theory]
    [InlineData("subtype")]
    [InlineData("customer_file_source")]
    [InlineData("name")]
    [InlineData("description")]
    [InlineData("use_for_products")]
    [InlineData("subscription_info")]
    [InlineData("marketing_message_channels")]
    public async Task Each_of_the_seven_parameters_of_the_seed_document_is_required(string parameter)
    {
        using var client = new SandboxClient();
        JsonObject body = client.NewAudience();
        body.Remove(parameter);

        GraphReply reply = await client.PostAsync(client.Audiences, body.ToJsonString());

        Assert.Equal(HttpStatusCode.BadRequest, reply.Status);
        Assert.Equal((100, null), (reply.Code, reply.Subcode));
        Assert.Contains($" {parameter} ", reply.Message, StringComparison.Ordinal);
        Assert.Empty(client.Server.Audiences);
    }

    [Theory]
    [InlineData("subtype", "\"WEBSITE\"")]
    [InlineData("customer_file_source", "\"PARTNER_PROVIDED_ONLY\"")]
    [InlineData("name", "\"  \"")]
    [InlineData("use_for_products", "[\"ADS\"]")]
    [InlineData("use_for_products", "\"MARKETING_MESSAGES\"")]
    [InlineData("subscription_info", "[\"MESSENGER\",\"WHATSAPP\"]")]
    [InlineData("subscription_info", "[]")]
    [InlineData("marketing_message_channels", "{\"WHATSAPP\":\"1\"}")]
    [InlineData("marketing_message_channels", "{\"MESSENGER\":\"999\"}")]
    [InlineData("marketing_message_channels", "[1]")]
    public async Task A_value_other_than_that_of_the_seed_document_gets_error_100_that_names_the_parameter(string parameter, string value)
    {
        using var client = new SandboxClient();
        JsonObject body = client.NewAudience();
        body[parameter] = JsonNode.Parse(value);

        GraphReply reply = await client.PostAsync(client.Audiences, body.ToJsonString());

        Assert.Equal(100, reply.Code);
        Assert.Contains(parameter, reply.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_form_contains_arrays_and_objects_as_JSON()
    {
        using var client = new SandboxClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, client.Audiences);
        request.Content = new FormUrlEncodedContent(client.NewAudience("Été & more").Select(static pair => new KeyValuePair<string, string>(
            pair.Key, pair.Value is JsonValue value ? (string)value! : pair.Value!.ToJsonString())));

        GraphReply reply = await client.SendAsync(request);

        Assert.Equal(HttpStatusCode.OK, reply.Status);
        Assert.Equal("Été & more", client.Server.Audiences[0].Name);
    }

    [Fact]
    public async Task A_multipart_form_of_curl_is_accepted()
    {
        using var client = new SandboxClient();
        using var form = new MultipartFormDataContent();
        foreach ((string name, JsonNode? value) in client.NewAudience())
        {
            form.Add(new StringContent(value is JsonValue text ? (string)text! : value!.ToJsonString()), name);
        }

        using var request = new HttpRequestMessage(HttpMethod.Post, client.Audiences) { Content = form };
        GraphReply reply = await client.SendAsync(request);

        Assert.Equal(HttpStatusCode.OK, reply.Status);
        Assert.Equal("Spring", client.Server.Audiences[0].Name);
    }

    [Fact]
    public async Task Without_the_custom_audience_terms_nothing_is_created()
    {
        using var client = new SandboxClient(new SandboxOptions { CustomAudienceTermsAccepted = false });

        GraphReply reply = await client.PostAsync(client.Audiences, client.NewAudience().ToJsonString());

        Assert.Equal((200, 1870090), (reply.Code, reply.Subcode));
        Assert.NotNull(reply.Json["error"]!["error_user_title"]);
        Assert.Empty(client.Server.Audiences);
    }
}
