using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using MessengerMarketing.Sandbox;
using Xunit;

namespace MessengerMarketing.Tests.Sandbox;

public class ReadAudienceTests
{
    [Fact]
    public async Task An_audience_returns_every_field_of_the_reference()
    {
        using var client = new SandboxClient(new SandboxOptions { MatchRate = 1, Clock = static () => DateTimeOffset.FromUnixTimeSeconds(1_780_000_000) });
        string id = await client.CreateAudienceAsync();
        await client.PostAsync($"v25.0/{id}/users", SandboxClient.Upload(5000));

        GraphReply reply = await client.GetAsync($"v25.0/{id}?fields=id,name,description,subtype,approximate_count_lower_bound,approximate_count_upper_bound,operation_status,delivery_status,time_created,time_updated,time_content_updated,customer_file_source,data_source,messenger_marketing_messages_page");

        Assert.Equal(
            "{\"id\":\"" + id + "\",\"name\":\"Spring\",\"description\":\"CRM export\",\"subtype\":\"CUSTOM\"," +
            "\"approximate_count_lower_bound\":4900,\"approximate_count_upper_bound\":5100," +
            "\"operation_status\":{\"code\":200,\"description\":\"Normal\"}," +
            "\"delivery_status\":{\"code\":200,\"description\":\"This audience is ready for use.\"}," +
            "\"time_created\":1780000000,\"time_updated\":1780000000,\"time_content_updated\":1780000000," +
            "\"customer_file_source\":\"USER_PROVIDED_ONLY\"," +
            "\"data_source\":{\"type\":\"FILE_IMPORTED\",\"sub_type\":\"MESSENGER_ONSITE_SUBSCRIPTION\"}," +
            "\"messenger_marketing_messages_page\":{\"name\":\"Sandbox Page\",\"id\":\"" + client.Server.PageId + "\"}}",
            reply.Text);
    }

    [Fact]
    public async Task Without_fields_only_the_id_is_returned()
    {
        using var client = new SandboxClient();
        string id = await client.CreateAudienceAsync();

        Assert.Equal($"{{\"id\":\"{id}\"}}", (await client.GetAsync($"v25.0/{id}")).Text);
        Assert.Equal($"[{{\"id\":\"{id}\"}}]", (await client.GetAsync(client.Audiences)).Json["data"]!.ToJsonString());
    }

    [Fact]
    public async Task A_field_can_be_limited_to_some_members_and_the_id_is_included()
    {
        using var client = new SandboxClient();
        string id = await client.CreateAudienceAsync();

        GraphReply reply = await client.GetAsync($"v25.0/{id}?fields=operation_status{{code}},messenger_marketing_messages_page{{id}}");

        Assert.Equal($"{{\"operation_status\":{{\"code\":200}},\"messenger_marketing_messages_page\":{{\"id\":\"{client.Server.PageId}\"}},\"id\":\"{id}\"}}", reply.Text);
    }

    [Theory]
    [InlineData(0, -1, -1)]
    [InlineData(1, 0, 99)]
    [InlineData(99, 0, 99)]
    [InlineData(100, 100, 105)]
    [InlineData(110, 105, 115)]
    public async Task The_size_is_returned_as_bounds_that_hide_fewer_than_a_hundred(int people, int lower, int upper)
    {
        using var client = new SandboxClient(new SandboxOptions { MatchRate = 1 });
        string id = await client.CreateAudienceAsync();
        if (people > 0)
        {
            await client.PostAsync($"v25.0/{id}/users", SandboxClient.Upload(people));
        }

        GraphReply reply = await client.GetAsync($"v25.0/{id}?fields=approximate_count_lower_bound,approximate_count_upper_bound");

        Assert.Equal(lower, (int)reply.Json["approximate_count_lower_bound"]!);
        Assert.Equal(upper, (int)reply.Json["approximate_count_upper_bound"]!);
    }

    [Fact]
    public async Task A_list_is_paged_by_cursors_and_the_last_page_has_no_next()
    {
        using var client = new SandboxClient();
        for (int i = 0; i < 30; i++)
        {
            await client.CreateAudienceAsync($"Audience {i}");
        }

        GraphReply first = await client.GetAsync(client.Audiences + "?fields=name");
        GraphReply second = await client.GetAsync((string)first.Json["paging"]!["next"]!);

        Assert.Equal(25, first.Json["data"]!.AsArray().Count);
        Assert.Equal("Audience 29", (string?)first.Json["data"]![0]!["name"]);
        Assert.Equal(5, second.Json["data"]!.AsArray().Count);
        Assert.Equal("Audience 0", (string?)second.Json["data"]![4]!["name"]);
        Assert.NotNull(second.Json["paging"]!["cursors"]!["before"]);
        Assert.Null(second.Json["paging"]!["next"]);
    }

    [Fact]
    public async Task The_next_link_contains_the_access_token()
    {
        using var client = new SandboxClient();
        await client.CreateAudienceAsync("One");
        await client.CreateAudienceAsync("Two");

        GraphReply page = await client.GetAsync(client.Audiences + "?limit=1&fields=name");
        client.Http.DefaultRequestHeaders.Authorization = null;
        GraphReply next = await client.GetAsync((string)page.Json["paging"]!["next"]!);

        Assert.Contains("access_token=" + client.Server.AccessToken, (string)page.Json["paging"]!["next"]!, StringComparison.Ordinal);
        Assert.Equal("One", (string?)next.Json["data"]![0]!["name"]);
    }

    [Fact]
    public async Task A_cursor_stays_valid_when_its_audience_is_deleted()
    {
        using var client = new SandboxClient();
        string one = await client.CreateAudienceAsync("One");
        string two = await client.CreateAudienceAsync("Two");
        GraphReply page = await client.GetAsync(client.Audiences + "?limit=1");
        await client.DeleteAsync($"v25.0/{two}");

        GraphReply rest = await client.GetAsync($"{client.Audiences}?after={Uri.EscapeDataString((string)page.Json["paging"]!["cursors"]!["after"]!)}");

        Assert.Equal(one, (string?)Assert.Single(rest.Json["data"]!.AsArray())!["id"]);
    }

    [Fact]
    public async Task A_limit_above_500_counts_as_500()
    {
        using var client = new SandboxClient();
        IEnumerable<Task<string>> creations = Enumerable.Range(0, 501).Select(i => client.CreateAudienceAsync($"Audience {i}"));
        await Task.WhenAll(creations);

        GraphReply reply = await client.GetAsync(client.Audiences + "?limit=1000");

        Assert.Equal(500, reply.Json["data"]!.AsArray().Count);
        Assert.NotNull(reply.Json["paging"]!["next"]);
    }

    [Theory]
    [InlineData("limit=0")]
    [InlineData("limit=many")]
    [InlineData("after=%21%21")]
    [InlineData("filtering=nonsense")]
    [InlineData("filtering=%7B%7D")]
    [InlineData("filtering=%5B%7B%22field%22%3A%22colour%22%2C%22operator%22%3A%22IN%22%2C%22value%22%3A%5B1%5D%7D%5D")]
    [InlineData("fields=nonsense")]
    public async Task A_list_with_a_bad_parameter_gets_error_100(string query)
    {
        using var client = new SandboxClient();
        await client.CreateAudienceAsync();

        GraphReply reply = await client.GetAsync($"{client.Audiences}?{query}");

        Assert.Equal(HttpStatusCode.BadRequest, reply.Status);
        Assert.Equal(100, reply.Code);
    }

    [Theory]
    [InlineData("[{\"field\":\"data_source.subtype\",\"operator\":\"IN\",\"value\":[1010]}]", 2)]
    [InlineData("[{\"field\":\"data_source.subtype\",\"operator\":\"IN\",\"value\":[\"1010\",1]}]", 2)]
    [InlineData("[{\"field\":\"data_source.subtype\",\"operator\":\"IN\",\"value\":[1001]}]", 0)]
    [InlineData("[{\"field\":\"data_source.subtype\",\"operator\":\"NOT_IN\",\"value\":[1010]}]", 0)]
    [InlineData("[{\"field\":\"name\",\"operator\":\"CONTAIN\",\"value\":\"spr\"}]", 1)]
    [InlineData("[{\"field\":\"name\",\"operator\":\"EQUAL\",\"value\":\"Autumn\"},{\"field\":\"subtype\",\"operator\":\"EQUAL\",\"value\":\"CUSTOM\"}]", 1)]
    public async Task A_filter_returns_objects_that_meet_all_conditions(string filtering, int count)
    {
        using var client = new SandboxClient();
        await client.CreateAudienceAsync("Spring");
        await client.CreateAudienceAsync("Autumn");

        GraphReply reply = await client.GetAsync($"{client.Audiences}?filtering={Uri.EscapeDataString(filtering)}");

        Assert.Equal(count, reply.Json["data"]!.AsArray().Count);
        Assert.Equal(count == 0, reply.Json["paging"] is null);
    }

    [Fact]
    public async Task A_deleted_audience_no_longer_exists()
    {
        using var client = new SandboxClient();
        string id = await client.CreateAudienceAsync();

        GraphReply deleted = await client.DeleteAsync($"v25.0/{id}");

        Assert.Equal("{\"success\":true}", deleted.Text);
        Assert.Equal((100, 33), ((await client.GetAsync($"v25.0/{id}")).Code, (await client.DeleteAsync($"v25.0/{id}")).Subcode));
        Assert.Empty(client.Server.Audiences);
    }

    [Fact]
    public async Task A_restricted_audience_has_the_restricted_status()
    {
        using var client = new SandboxClient();
        string id = await client.CreateAudienceAsync();
        client.Server.Audiences[0].OperationStatus = 471;

        JsonNode json = (await client.GetAsync($"v25.0/{id}?fields=operation_status,delivery_status")).Json;

        Assert.Equal(471, (int)json["operation_status"]!["code"]!);
        Assert.Equal(300, (int)json["delivery_status"]!["code"]!);
    }
}
