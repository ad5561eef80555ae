using System.Linq;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using Xunit;

namespace MessengerMarketing.Tests.Sandbox;

public class InvalidEntryTests
{
    private const string Email = "e190a5b5d2b9a5d6b1f7a5c8e4d9b2a1f0c3e6d7b8a9c0d1e2f3a4b5c6d7e8f9";
    private const string Phone = "e96e0a1b2c3d4e5f60718293a4b5c6d7e8f9e96e0a1b2c3d4e5f60718293a4b5";

    [Fact]
    public async Task A_row_with_an_empty_EXTERN_ID_is_invalid_and_returned_as_compact_JSON()
    {
        using var client = new SandboxClient();
        string id = await client.CreateAudienceAsync();

        GraphReply reply = await client.PostAsync(
            $"v25.0/{id}/users",
            $"{{\"payload\":{{\"schema\":[\"EMAIL\",\"EXTERN_ID\",\"PHONE\",\"FN\",\"LN\"],\"data\":[ [\"{Email}\", \"17\", \"\", \"\", \"\"], [ \"{Email}\", \"\", \"{Phone}\", \"\", \"\" ] ]}}}}");

        Assert.Equal((2, 1), ((int)reply.Json["num_received"]!, (int)reply.Json["num_invalid_entries"]!));
        Assert.Contains($"\"invalid_entry_samples\":{{\"[\\\"{Email}\\\",\\\"\\\",\\\"{Phone}\\\",\\\"\\\",\\\"\\\"]\":\"empty external ID\"}}", reply.Text, System.StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"someone@example.com\"")]
    [InlineData("\"E190A5B5D2B9A5D6B1F7A5C8E4D9B2A1F0C3E6D7B8A9C0D1E2F3A4B5C6D7E8F9\"")]
    [InlineData("\"e190a5b5d2b9a5d6b1f7a5c8e4d9b2a1\"")]
    [InlineData("\"g190a5b5d2b9a5d6b1f7a5c8e4d9b2a1f0c3e6d7b8a9c0d1e2f3a4b5c6d7e8f9\"")]
    [InlineData("\"e190a5b5d2b9a5d6b1f7a5c8e4d9b2a1f0c3e6d7b8a9c0d1e2f3a4b5c6d7e8f9 \"")]
    [InlineData("\"\u00e9190a5b5d2b9a5d6b1f7a5c8e4d9b2a1f0c3e6d7b8a9c0d1e2f3a4b5c6d7e8f\"")]
    [InlineData("null")]
    [InlineData("14155550101")]
    [InlineData("true")]
    [InlineData("[\"x\"]")]
    [InlineData("{\"x\":[1]}")]
    public async Task A_cell_of_a_hashed_key_that_is_not_a_lower_case_SHA256_makes_its_row_invalid(string cell)
    {
        using var client = new SandboxClient();
        string id = await client.CreateAudienceAsync();

        GraphReply reply = await client.PostAsync(
            $"v25.0/{id}/users", $"{{\"payload\":{{\"schema\":[\"EMAIL\",\"FN\"],\"data\":[[\"{Email}\",{cell}],[\"{Phone}\",\"\"]]}}}}");

        Assert.Equal((2, 1), ((int)reply.Json["num_received"]!, (int)reply.Json["num_invalid_entries"]!));
        Assert.StartsWith("FN is not a SHA-256 hash", (string?)Assert.Single(reply.Json["invalid_entry_samples"]!.AsObject()).Value, System.StringComparison.Ordinal);
        Assert.False(client.Server.Audiences[0].Contains(Email));
        Assert.True(client.Server.Audiences[0].Contains(Phone));
    }

    [Fact]
    public async Task A_hash_written_with_escapes_is_the_same_hash()
    {
        using var client = new SandboxClient();
        string id = await client.CreateAudienceAsync();

        GraphReply reply = await client.PostAsync(
            $"v25.0/{id}/users", $"{{\"payload\":{{\"schema\":[\"EMAIL\"],\"data\":[[\"\\u0065{Email[1..]}\"]]}}}}");

        Assert.Equal(0, (int)reply.Json["num_invalid_entries"]!);
        Assert.True(client.Server.Audiences[0].Contains(Email));
    }

    [Fact]
    public async Task A_row_without_email_and_phone_is_invalid()
    {
        using var client = new SandboxClient();
        string id = await client.CreateAudienceAsync();

        GraphReply reply = await client.PostAsync(
            $"v25.0/{id}/users", $"{{\"payload\":{{\"schema\":[\"EMAIL\",\"PHONE\",\"FN\"],\"data\":[[\"\",\"\",\"{Email}\"]]}}}}");

        Assert.Equal("no EMAIL or PHONE", (string?)Assert.Single(reply.Json["invalid_entry_samples"]!.AsObject()).Value);
        Assert.Equal(0, client.Server.Audiences[0].PeopleCount);
    }

    [Theory]
    [InlineData("\"12.5\"", 0)]
    [InlineData("0", 0)]
    [InlineData("\"\"", 0)]
    [InlineData("-1", 1)]
    [InlineData("\"much\"", 1)]
    public async Task A_value_is_a_number_of_at_least_zero(string cell, int invalid)
    {
        using var client = new SandboxClient();
        string id = await client.CreateAudienceAsync();

        GraphReply reply = await client.PostAsync(
            $"v25.0/{id}/users", $"{{\"payload\":{{\"schema\":[\"EMAIL\",\"LOOKALIKE_VALUE\"],\"data\":[[\"{Email}\",{cell}]]}}}}");

        Assert.Equal(invalid, (int)reply.Json["num_invalid_entries"]!);
    }

    [Fact]
    public async Task Unhashed_and_blank_keys_accept_other_values()
    {
        using var client = new SandboxClient();
        string id = await client.CreateAudienceAsync();

        GraphReply reply = await client.PostAsync(
            $"v25.0/{id}/users",
            $"{{\"payload\":{{\"app_ids\":[\"1\"],\"schema\":[\"EMAIL\",\"EXTERN_ID\",\"MADID\",\"UID\",\"DATA_PROCESSING_OPTIONS\",\"DATA_PROCESSING_OPTIONS_COUNTRY\",\"\"],\"data\":[[\"{Email}\",\"crm-17\",\"6d92078a-8246-4ba4-ae5b-76104861e7dc\",12345,[\"LDU\"],1,{{\"any\":\"thing\"}}]]}}}}");

        Assert.Equal((1, 0), ((int)reply.Json["num_received"]!, (int)reply.Json["num_invalid_entries"]!));
        Assert.True(client.Server.Audiences[0].Contains("crm-17"));
        Assert.True(client.Server.Audiences[0].Contains("12345"));
    }

    [Fact]
    public async Task At_most_a_hundred_invalid_rows_are_returned_and_all_are_counted()
    {
        using var client = new SandboxClient();
        string id = await client.CreateAudienceAsync();
        string rows = string.Join(",", Enumerable.Range(0, 250).Select(static i => $"[\"plain {i}\"]"));

        GraphReply reply = await client.PostAsync($"v25.0/{id}/users", $"{{\"payload\":{{\"schema\":[\"EMAIL\"],\"data\":[{rows}]}}}}");

        Assert.Equal((250, 250), ((int)reply.Json["num_received"]!, (int)reply.Json["num_invalid_entries"]!));
        JsonObject samples = reply.Json["invalid_entry_samples"]!.AsObject();
        Assert.Equal(100, samples.Count);
        Assert.True(samples.ContainsKey("[\"plain 0\"]"));
        Assert.Equal(250, client.Server.Audiences[0].RowsInvalid);
    }
}
