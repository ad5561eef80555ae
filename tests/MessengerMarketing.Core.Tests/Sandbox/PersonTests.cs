using System;
using System.Collections.Generic;
using System.Threading.Tasks;
using MessengerMarketing.Sandbox;
using Xunit;

namespace MessengerMarketing.Tests.Sandbox;

/// <summary>Tests finding a person in an audience. The hashes are SHA-256 of the normalized values, computed with another tool.</summary>
public sealed class PersonTests : IDisposable
{
    // printf person@example.com | sha256sum; printf 12025550101 | sha256sum
    private const string EmailHash = "542d240129883c019e106e3b1b2d3f3cb3537c43c425364de8e951d5a3083345";
    private const string PhoneHash = "67e7a951e6becf971320de27eff89a398fa38fa98bc797868234a06a48b8e9bf";

    private readonly SandboxClient _client = new();

    public void Dispose() => _client.Dispose();

    public static TheoryData<object> Present =>
    [
        EmailHash,
        EmailHash.ToUpperInvariant(),
        " person@example.com ",
        "Person@Example.COM",
        PhoneHash,
        "+1 (202) 555-0101",
        new Dictionary<string, string> { ["Email address"] = "person@example.com" },
        new Dictionary<string, object?> { ["EMAIL"] = "nobody@example.com", ["PHONE"] = "+1 202 555 0101" },
        new Dictionary<string, string> { ["phone"] = "202 555 0101", ["country"] = "US" },
        new Dictionary<string, string> { ["EMAIL"] = EmailHash, ["PHONE"] = "" },
    ];

    public static TheoryData<object> Absent =>
    [
        "nobody@example.com",
        "+1 202 555 0199",
        "0000000000000000000000000000000000000000000000000000000000000000",
        new Dictionary<string, string> { ["Email"] = "nobody@example.com" },
    ];

    public static TheoryData<object> Incomparable =>
    [
        "",
        "person",
        "202 555 0101",
        "person@",
        "+1",
        "d41d8cd98f00b204e9800998ecf8427e",
        12,
        new Dictionary<string, string> { ["Name"] = "Person" },
        new Dictionary<string, string> { ["Email"] = "" },
        new Dictionary<string, string> { ["Phone"] = "202 555 0101" },
        new Dictionary<string, string>(),
    ];

    [Theory]
    [MemberData(nameof(Present))]
    public async Task A_member_is_found_by_a_value_a_hash_or_a_row(object person)
    {
        await UploadAsync();

        Assert.True(_client.Server.Audiences[0].Contains(person));
        Assert.Single(_client.Server.Audiences[0].UploadsOf(person));
    }

    [Theory]
    [MemberData(nameof(Absent))]
    public async Task Another_person_is_not_found(object person)
    {
        await UploadAsync();

        Assert.False(_client.Server.Audiences[0].Contains(person));
        Assert.Empty(_client.Server.Audiences[0].UploadsOf(person));
    }

    [Theory]
    [MemberData(nameof(Incomparable))]
    public async Task A_value_that_cannot_be_compared_is_an_error_without_the_value(object person)
    {
        await UploadAsync();

        ArgumentException error = Assert.Throws<ArgumentException>(() => _client.Server.Audiences[0].Contains(person));
        Assert.Throws<ArgumentException>(() => _client.Server.Audiences[0].UploadsOf(person));
        Assert.Contains("Use a row of the list", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("202 555", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_id_is_accepted_once_ids_were_uploaded()
    {
        await UploadAsync();
        Assert.Throws<ArgumentException>(() => _client.Server.Audiences[0].Contains("C-1001"));

        await UploadAsync("EXTERN_ID", "C-1001");

        Assert.True(_client.Server.Audiences[0].Contains("C-1001"));
        Assert.False(_client.Server.Audiences[0].Contains("C-1002"));
        Assert.True(_client.Server.Audiences[0].Contains(new Dictionary<string, string> { ["Extern_Id"] = "C-1001" }));
    }

    [Fact]
    public async Task The_keys_of_each_upload_and_of_the_audience_are_shown()
    {
        await UploadAsync();
        await UploadAsync("EXTERN_ID", "C-1001");

        Assert.Equal(["EMAIL", "PHONE"], _client.Server.Audiences[0].Uploads[0].Keys);
        Assert.Equal(["EMAIL", "PHONE", "EXTERN_ID"], _client.Server.Audiences[0].Uploads[1].Keys);
        Assert.Equal(["EMAIL", "PHONE", "EXTERN_ID"], _client.Server.Audiences[0].Keys);
    }

    [Fact]
    public void Faults_that_have_not_happened_are_listed_with_the_calls_they_wait_for()
    {
        _client.Server.FailNext(SandboxFault.GraphError(190, 463).For("POST", "/users"), SandboxFault.EmptyServerError());

        Assert.Equal(["error 190/463 at POST /users", "HTTP 500"], Array.ConvertAll([.. _client.Server.PendingFaults], static fault => fault.ToString()));
    }

    private async Task UploadAsync(string? key = null, string? id = null)
    {
        string audience = _client.Server.Audiences is [var known, ..] ? known.Id : await _client.CreateAudienceAsync();
        string schema = key is null ? "\"EMAIL\",\"PHONE\"" : $"\"EMAIL\",\"PHONE\",\"{key}\"";
        string row = id is null ? $"\"{EmailHash}\",\"{PhoneHash}\"" : $"\"\",\"0000000000000000000000000000000000000000000000000000000000000001\",\"{id}\"";
        GraphReply reply = await _client.PostAsync($"v25.0/{audience}/users", $"{{\"payload\":{{\"schema\":[{schema}],\"data\":[[{row}]]}}}}");
        Assert.Equal(200, (int)reply.Status);
    }
}
