using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using MessengerMarketing.Audiences;
using MessengerMarketing.Graph;
using MessengerMarketing.Tests.Graph;
using Xunit;

namespace MessengerMarketing.Tests.Audiences;

public sealed class AudienceClientTests
{
    private static GraphClientOptions Options => new() { TimeProvider = new InstantTime(), MaxRetries = 2 };

    [Theory]
    [InlineData("""{"id":"23847567890123456"}""")]
    [InlineData("""{"id":23847567890123456}""")]
    [InlineData("""{"data":[{"id":"23847567890123456"}]}""")]
    public async Task A_creation_sends_the_seven_parameters_and_reads_both_responses(string answer)
    {
        using var server = new ScriptedServer(Scripted.Ok(answer));
        var client = new GraphClient(server.Account());

        CustomAudience audience = await new AudienceClient(client).CreateAsync("Spring", "CRM \"export\"");

        Assert.Equal(
            new CustomAudience { Id = "23847567890123456", Name = "Spring", Description = "CRM \"export\"", Subtype = "CUSTOM", MessengerMarketingMessagesPage = "2000300040005000" },
            audience);
        Received request = Assert.Single(server.Requests);
        Assert.Equal(("POST", "/v26.0/act_1000200030004000/customaudiences", ""), (request.Method, request.Path, request.Query));
        Assert.Equal("application/json", request.Headers["Content-Type"]);
        Assert.Equal(
            """{"subtype":"CUSTOM","customer_file_source":"USER_PROVIDED_ONLY","name":"Spring","description":"CRM \u0022export\u0022","use_for_products":["MARKETING_MESSAGES"],"subscription_info":["MESSENGER"],"marketing_message_channels":{"MESSENGER":"2000300040005000"}}""",
            request.Body);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"data":[]}""")]
    [InlineData("""{"data":[null]}""")]
    [InlineData("""{"data":{"id":"1"}}""")]
    [InlineData("[]")]
    [InlineData("true")]
    public async Task A_creation_without_an_id_in_the_response_is_an_error(string answer)
    {
        using var server = new ScriptedServer(Scripted.Ok(answer));
        var client = new GraphClient(server.Account());

        GraphException problem = await Assert.ThrowsAsync<GraphException>(() => new AudienceClient(client).CreateAsync("Spring", ""));

        Assert.Equal("MMUnexpectedAnswer", problem.ErrorId);
        Assert.True(problem.RequestMayHaveArrived);
    }

    [Fact]
    public async Task A_blank_name_is_refused_before_anything_is_sent()
    {
        using var server = new ScriptedServer();
        var client = new GraphClient(server.Account());

        await Assert.ThrowsAsync<ArgumentException>(() => new AudienceClient(client).CreateAsync(" ", "x"));

        Assert.Empty(server.Requests);
    }

    [Fact]
    public async Task A_list_requests_the_fields_and_the_filter_of_the_seed_document_and_reads_the_response()
    {
        using var server = new ScriptedServer(
            Scripted.Ok("""
                {"data":[{"id":"1","name":"Spring","messenger_marketing_messages_page":{"id":"2000300040005000","name":"Shop"},"description":"CRM","subtype":"CUSTOM",
                "approximate_count_lower_bound":1000,"approximate_count_upper_bound":"1200","operation_status":{"code":200,"description":"Normal"},
                "delivery_status":{"code":300,"description":"Too small"},"time_created":1700000000,"time_updated":"1700000001","time_content_updated":0}],
                "paging":{"cursors":{"before":"a","after":"b"},"next":"https://graph.facebook.com/v26.0/x"}}
                """),
            Scripted.Ok("""{"data":[{"id":2,"approximate_count_lower_bound":-1,"operation_status":null,"messenger_marketing_messages_page":"2000300040005000"}]}"""));
        var client = new GraphClient(server.Account());

        List<CustomAudience> audiences = await ListAsync(client);

        Assert.Equal(
            [
                new CustomAudience
                {
                    Id = "1",
                    Name = "Spring",
                    Description = "CRM",
                    Subtype = "CUSTOM",
                    MessengerMarketingMessagesPage = "2000300040005000",
                    ApproximateCountLowerBound = 1000,
                    ApproximateCountUpperBound = 1200,
                    OperationStatusCode = 200,
                    OperationStatus = "Normal",
                    DeliveryStatusCode = 300,
                    DeliveryStatus = "Too small",
                    TimeCreated = new DateTimeOffset(2023, 11, 14, 22, 13, 20, TimeSpan.Zero),
                    TimeUpdated = new DateTimeOffset(2023, 11, 14, 22, 13, 21, TimeSpan.Zero),
                },
                new CustomAudience { Id = "2", MessengerMarketingMessagesPage = "2000300040005000" },
            ],
            audiences);
        Assert.All(server.Requests, request =>
        {
            Assert.StartsWith("id,name,messenger_marketing_messages_page,", request.Parameter("fields"), StringComparison.Ordinal);
            Assert.Equal("""[{"field":"data_source.subtype","operator":"IN","value":[1010]}]""", request.Parameter("filtering"));
            Assert.Equal("100", request.Parameter("limit"));
        });
    }

    [Fact]
    public async Task One_audience_is_read_by_its_id()
    {
        using var server = new ScriptedServer(Scripted.Ok("""{"id":"7","name":"Spring"}"""));
        var client = new GraphClient(server.Account());

        CustomAudience audience = await new AudienceClient(client).GetAsync("7");

        Assert.Equal("Spring", audience.Name);
        Assert.Equal("/v26.0/7", server.Requests[0].Path);
    }

    [Theory]
    [InlineData("")]
    [InlineData("7/users")]
    [InlineData("me")]
    public async Task An_invalid_id_is_not_requested(string id)
    {
        using var server = new ScriptedServer();
        var client = new GraphClient(server.Account());

        await Assert.ThrowsAsync<ArgumentException>(() => new AudienceClient(client).GetAsync(id));
        await Assert.ThrowsAsync<ArgumentException>(() => new AudienceClient(client).DeleteAsync(id));

        Assert.Empty(server.Requests);
    }

    [Fact]
    public async Task A_deletion_succeeds_if_the_response_confirms_it()
    {
        using var server = new ScriptedServer(Scripted.Ok("""{"success":true}"""), Scripted.Ok("""{"success":false}"""), Scripted.Ok("""{"id":"7"}"""));
        var client = new GraphClient(server.Account());

        await new AudienceClient(client).DeleteAsync("7");
        GraphException problem = await Assert.ThrowsAsync<GraphException>(() => new AudienceClient(client).DeleteAsync("7"));

        Assert.Equal("MMUnexpectedAnswer", problem.ErrorId);
        Assert.Equal(["DELETE /v26.0/7", "DELETE /v26.0/7", "GET /v26.0/7"], server.Requests.Select(request => $"{request.Method} {request.Path}"));
    }

    [Fact]
    public async Task A_deletion_with_a_lost_response_succeeds_if_the_audience_no_longer_exists()
    {
        using var server = new ScriptedServer(request => request.Method == "DELETE" ? Scripted.Ok() with { Cut = true } : Scripted.Error(100, 33));
        var client = new GraphClient(server.Account(), Options);

        await new AudienceClient(client).DeleteAsync("7");

        Assert.Equal(["DELETE", "GET"], server.Requests.Select(request => request.Method));
    }

    [Fact]
    public async Task A_deletion_of_a_nonexistent_audience_is_an_error()
    {
        using var server = new ScriptedServer(Scripted.Error(100, 33));
        var client = new GraphClient(server.Account(), Options);

        GraphException problem = await Assert.ThrowsAsync<GraphException>(() => new AudienceClient(client).DeleteAsync("7"));

        Assert.Equal("MMNotFound", problem.ErrorId);
    }

    // The clock of these tests is fixed at 2026-11-01 12:00:00 UTC, which is 1793534400.
    [Fact]
    public async Task A_creation_with_a_lost_response_is_found_and_not_repeated()
    {
        using var server = new ScriptedServer(request => request.Method == "POST" ? Scripted.Ok() with { Cut = true } : Scripted.Ok("""
            {"data":[{"id":"1","name":"Spring","description":"CRM","time_created":1793500000},
            {"id":"2","name":"Spring","description":"CRM","time_created":1793534401,"messenger_marketing_messages_page":"2000300040005000"},
            {"id":"3","name":"Spring","description":"other","time_created":1793534401},
            {"id":"4","name":"Spring","description":"CRM","time_created":1793534401,"messenger_marketing_messages_page":"99"},
            {"id":"5","name":"Autumn","description":"CRM","time_created":1793534401}]}
            """));
        var client = new GraphClient(server.Account(), Options);

        CustomAudience audience = await new AudienceClient(client).CreateAsync("Spring", "CRM");

        Assert.Equal("2", audience.Id);
        Assert.Equal(["POST", "GET"], server.Requests.Select(request => request.Method));
        Assert.Null(server.Requests[1].Parameter("filtering"));
    }

    [Fact]
    public async Task A_creation_that_did_not_arrive_is_sent_again()
    {
        int posts = 0;
        using var server = new ScriptedServer(request => request.Method == "GET" ? Scripted.Ok("""{"data":[]}""")
            : ++posts == 1 ? new Scripted(500, "")
            : Scripted.Ok("""{"id":"8"}"""));
        var client = new GraphClient(server.Account(), Options);

        Assert.Equal("8", (await new AudienceClient(client).CreateAsync("Spring", "CRM")).Id);
        Assert.Equal(["POST", "GET", "POST"], server.Requests.Select(request => request.Method));
    }

    [Fact]
    public async Task A_creation_with_two_candidates_is_neither_repeated_nor_guessed()
    {
        using var server = new ScriptedServer(request => request.Method == "POST" ? Scripted.Ok() with { Cut = true } : Scripted.Ok("""
            {"data":[{"id":"1","name":"Spring","description":"CRM","time_created":1793534400},{"id":"2","name":"Spring","description":"CRM","time_created":1793534401}]}
            """));
        var client = new GraphClient(server.Account(), Options);

        GraphException problem = await Assert.ThrowsAsync<GraphException>(() => new AudienceClient(client).CreateAsync("Spring", "CRM"));

        Assert.True(problem.RequestMayHaveArrived);
        Assert.Single(server.Requests, request => request.Method == "POST");
    }

    private static async Task<List<CustomAudience>> ListAsync(GraphClient client)
    {
        var audiences = new List<CustomAudience>();
        await foreach (CustomAudience audience in new AudienceClient(client).ListAsync())
        {
            audiences.Add(audience);
        }

        return audiences;
    }
}
