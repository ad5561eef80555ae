using System;
using System.Net;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using MessengerMarketing.Sandbox;
using Xunit;

namespace MessengerMarketing.Tests.Sandbox;

public class UploadTests
{
    private const string A = "a379a6f6eeafb9a55e378c118034e2751e682fab9f2d30ab13d2125586ce1947";
    private const string B = "b379a6f6eeafb9a55e378c118034e2751e682fab9f2d30ab13d2125586ce1947";
    private const string C = "c379a6f6eeafb9a55e378c118034e2751e682fab9f2d30ab13d2125586ce1947";

    [Fact]
    public async Task An_accepted_upload_returns_the_recorded_response_with_the_session_id_as_a_string()
    {
        using var client = new SandboxClient();
        string id = await client.CreateAudienceAsync();

        GraphReply reply = await client.PostAsync($"v25.0/{id}/users", Payload("[\"EMAIL\"]", $"[\"{A}\"],[\"{B}\"]"));

        Assert.Equal(HttpStatusCode.OK, reply.Status);
        Assert.Matches(
            "^\\{\"audience_id\":\"" + id + "\",\"session_id\":\"[0-9]{19}\",\"num_received\":2,\"num_invalid_entries\":0,\"invalid_entry_samples\":\\{\\}\\}$",
            reply.Text);
    }

    [Fact]
    public async Task An_upload_has_the_usage_headers_of_the_account_and_not_of_the_business_use_case()
    {
        using var client = new SandboxClient();
        string id = await client.CreateAudienceAsync();

        GraphReply upload = await client.PostAsync($"v25.0/{id}/users", SandboxClient.Upload(1));
        GraphReply read = await client.GetAsync($"v25.0/{id}");

        Assert.Equal("{\"acc_id_util_pct\":0,\"reset_time_duration\":0,\"ads_api_access_tier\":\"standard_access\"}", upload.Header("x-ad-account-usage"));
        Assert.Equal("{\"call_count\":0,\"total_cputime\":0,\"total_time\":0}", upload.Header("x-app-usage"));
        Assert.Null(upload.Header("x-business-use-case-usage"));
        Assert.NotNull(read.Header("x-business-use-case-usage"));
        Assert.Null(read.Header("x-ad-account-usage"));
    }

    [Fact]
    public async Task Subscribers_are_reported_on_request()
    {
        using var client = new SandboxClient(new SandboxOptions { ReportSubscribers = true });
        string id = await client.CreateAudienceAsync();

        GraphReply reply = await client.PostAsync($"v25.0/{id}/users", Payload("[\"EMAIL\"]", $"[\"{A}\"],[\"nothing\"]"));

        JsonNode messenger = reply.Json["subscription_info"]!["messenger"]!;
        Assert.Equal((2, 1), ((int)messenger["num_subscribers_received"]!, (int)messenger["num_subscribers_invalid_entries"]!));
        Assert.Single(messenger["invalid_subscribers_entry_samples"]!.AsObject());
    }

    [Fact]
    public async Task People_are_counted_once_regardless_of_repeated_uploads()
    {
        using var client = new SandboxClient();
        string id = await client.CreateAudienceAsync();

        await client.PostAsync($"v25.0/{id}/users", Payload("[\"EMAIL\",\"PHONE\"]", $"[\"{A}\",\"{B}\"],[\"{A}\",\"\"]"));
        await client.PostAsync($"v25.0/{id}/users", Payload("[\"PHONE\"]", $"[\"{B}\"],[\"{C}\"]"));

        SandboxAudience audience = client.Server.Audiences[0];
        Assert.Equal(2, audience.PeopleCount);
        Assert.Equal((4L, 2L), (audience.RowsReceived, audience.Batches));
        Assert.True(audience.Contains(A));
        Assert.True(audience.Contains(C));
        Assert.False(audience.Contains(new string('0', 64)));
    }

    [Theory]
    [InlineData(0, 0, 0)]
    [InlineData(1, 10_000, 10_000)]
    [InlineData(0.3, 2_800, 3_200)]
    public async Task The_match_rate_decides_how_many_people_match(double rate, int least, int most)
    {
        using var client = new SandboxClient(new SandboxOptions { MatchRate = rate });
        string id = await client.CreateAudienceAsync();

        await client.PostAsync($"v25.0/{id}/users", SandboxClient.Upload(10_000));

        Assert.InRange(client.Server.Audiences[0].MatchedCount, least, most);
        Assert.Equal(10_000, client.Server.Audiences[0].PeopleCount);
    }

    [Fact]
    public async Task The_same_people_match_in_every_sandbox()
    {
        using var one = new SandboxClient();
        using var other = new SandboxClient();
        await one.PostAsync($"v25.0/{await one.CreateAudienceAsync()}/users", SandboxClient.Upload(1000));
        await other.PostAsync($"v25.0/{await other.CreateAudienceAsync()}/users", SandboxClient.Upload(1000));

        Assert.Equal(one.Server.Audiences[0].MatchedCount, other.Server.Audiences[0].MatchedCount);
    }

    [Fact]
    public async Task Ten_thousand_rows_are_accepted_and_one_more_gets_error_1_with_subcode_99()
    {
        using var client = new SandboxClient();
        string id = await client.CreateAudienceAsync();

        GraphReply most = await client.PostAsync($"v25.0/{id}/users", SandboxClient.Upload(10_000));
        GraphReply tooMany = await client.PostAsync($"v25.0/{id}/users", SandboxClient.Upload(10_001));

        Assert.Equal(10_000, (int)most.Json["num_received"]!);
        Assert.Equal((1, 99), (tooMany.Code, tooMany.Subcode));
        Assert.Equal(10_000, client.Server.Audiences[0].RowsReceived);
    }

    [Theory]
    [InlineData("\"EMAIL_SHA256\"", "\"" + A + "\",\"" + B + "\"")]
    [InlineData("\"PHONE_SHA256\"", "[\"" + A + "\"],[\"" + B + "\"]")]
    public async Task A_single_key_accepts_plain_values_and_rows_of_one_value(string schema, string rows)
    {
        using var client = new SandboxClient();
        string id = await client.CreateAudienceAsync();

        GraphReply reply = await client.PostAsync($"v25.0/{id}/users", Payload(schema, rows));

        Assert.Equal(2, (int)reply.Json["num_received"]!);
        Assert.Equal(2, client.Server.Audiences[0].PeopleCount);
    }

    [Fact]
    public async Task Single_key_and_multi_key_uploads_do_not_mix_in_one_audience()
    {
        using var client = new SandboxClient();
        string id = await client.CreateAudienceAsync();
        await client.PostAsync($"v25.0/{id}/users", Payload("[\"EMAIL\"]", $"[\"{A}\"]"));

        GraphReply reply = await client.PostAsync($"v25.0/{id}/users", Payload("\"EMAIL_SHA256\"", $"\"{B}\""));

        Assert.Equal(2650, reply.Code);
        Assert.Contains("data source FILE_IMPORTED.MULTI_HASHES, which does not support FILE_IMPORTED.HASHES_OR_USER_IDS", reply.Message, StringComparison.Ordinal);
        Assert.Equal(1, client.Server.Audiences[0].PeopleCount);
    }

    [Theory]
    [InlineData("[\"EMAIL\",\"NICKNAME\"]", "[\"" + A + "\",\"\"]", "payload[schema][1] must be one of {EMAIL, PHONE,")]
    [InlineData("[\"email\"]", "[\"" + A + "\"]", "schema")]
    [InlineData("\"EMAIL\"", "[\"" + A + "\"]", "schema")]
    [InlineData("[\"PAGEUID\"]", "[\"1234\"]", "PSID cannot be uploaded")]
    [InlineData("[\"EMAIL\",\"UID\"]", "[\"" + A + "\",\"1\"]", "app_ids")]
    [InlineData("[]", "[]", "schema")]
    [InlineData("7", "[\"" + A + "\"]", "schema")]
    [InlineData("[\"EMAIL\",\"PHONE\"]", "[\"" + A + "\"]", "does not match schema")]
    [InlineData("[\"EMAIL\"]", "[\"" + A + "\",\"\"]", "does not match schema")]
    [InlineData("[\"EMAIL\"]", "[\"" + A + "\"],\"" + B + "\"", "does not match schema")]
    [InlineData("[\"EMAIL\"]", "{\"EMAIL\":\"" + A + "\"}", "does not match schema")]
    [InlineData("[\"EMAIL\"]", "", "does not match schema")]
    public async Task An_inconsistent_payload_gets_error_100_and_has_no_effect(string schema, string rows, string words)
    {
        using var client = new SandboxClient();
        string id = await client.CreateAudienceAsync();

        GraphReply reply = await client.PostAsync($"v25.0/{id}/users", Payload(schema, rows));

        Assert.Equal(HttpStatusCode.BadRequest, reply.Status);
        Assert.Equal((100, null), (reply.Code, reply.Subcode));
        Assert.Contains(words, reply.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("NICKNAME", reply.Message, StringComparison.Ordinal);
        Assert.Equal(0, client.Server.Audiences[0].RowsReceived);
    }

    [Theory]
    [InlineData("{}", "payload")]
    [InlineData("{\"payload\":{\"data\":[[\"" + A + "\"]]}}", "payload[schema]")]
    [InlineData("{\"payload\":{\"schema\":[\"EMAIL\"]}}", "payload[data]")]
    [InlineData("{\"payload\":[1]}", "payload")]
    [InlineData("{\"payload\":\"not JSON\"}", "JSON")]
    public async Task A_payload_with_a_missing_part_gets_error_100_that_names_it(string body, string words)
    {
        using var client = new SandboxClient();
        string id = await client.CreateAudienceAsync();

        GraphReply reply = await client.PostAsync($"v25.0/{id}/users", body);

        Assert.Equal(100, reply.Code);
        Assert.Contains(words, reply.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_restricted_audience_refuses_uploads_and_removals()
    {
        using var client = new SandboxClient();
        string id = await client.CreateAudienceAsync();
        client.Server.Audiences[0].OperationStatus = 471;

        GraphReply upload = await client.PostAsync($"v25.0/{id}/users", SandboxClient.Upload(1));
        GraphReply removal = await client.DeleteAsync($"v25.0/{id}/users", SandboxClient.Upload(1));

        Assert.Equal((100, 1713230), (upload.Code, upload.Subcode));
        Assert.Equal("Audience Upload Blocked", (string?)upload.Json["error"]!["error_user_title"]);
        Assert.Equal((100, 1713230), (removal.Code, removal.Subcode));
    }

    [Fact]
    public async Task Without_the_marketing_messaging_terms_an_upload_gets_error_2655()
    {
        using var client = new SandboxClient(new SandboxOptions { MarketingTermsAccepted = false });
        string id = await client.CreateAudienceAsync();

        GraphReply reply = await client.PostAsync($"v25.0/{id}/users", SandboxClient.Upload(1));

        Assert.Equal(2655, reply.Code);
        Assert.Equal(HttpStatusCode.BadRequest, reply.Status);
    }

    private static string Payload(string schema, string rows) => $"{{\"payload\":{{\"schema\":{schema},\"data\":[{rows}]}}}}";
}
