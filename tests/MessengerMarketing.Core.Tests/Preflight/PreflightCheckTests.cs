using System;
using System.Linq;
using System.Text.Json;
using MessengerMarketing.Graph;
using MessengerMarketing.Preflight;
using Xunit;

namespace MessengerMarketing.Tests.Preflight;

/// <summary>Checks of what the sandbox does not play.</summary>
public sealed class PreflightCheckTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 29, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(null, null, "Ok", "Calls go to graph.facebook.com.")]
    [InlineData(null, "https://graph.facebook.com/", "Ok", "Calls go to graph.facebook.com.")]
    [InlineData(null, "http://127.0.0.1:8089/", "Warning", "Calls go to graph.facebook.com. MM_BASE_URI is set, so a connection from the environment goes to another address.")]
    [InlineData("http://127.0.0.1:8089/", null, "Warning", "Calls go to 127.0.0.1:8089 on this computer, such as a sandbox, instead of Meta.")]
    [InlineData("http://127.0.0.1:8089/", "http://127.0.0.1:8089", "Warning", "Calls go to 127.0.0.1:8089 on this computer, as MM_BASE_URI says, such as a sandbox, instead of Meta.")]
    [InlineData("https://graph.example.com/", null, "Warning", "Calls go to graph.example.com instead of Meta. That server receives the tokens.")]
    public void An_address_outside_Meta_is_reported(string? address, string? variable, string status, string meaning)
    {
        using GraphContext context = Context(address: address);

        ContextCheckResult result = ConnectionChecks.CheckAddress(context, variable);

        Assert.Equal((status, meaning), (result.Status, result.Meaning));
    }

    [Theory]
    [InlineData("v25.0", "2026-12-24", "Ok", "Version v25.0 of the Marketing API ends on 2027-02-23, in 61 days.")]
    [InlineData("v25.0", "2026-12-25", "Warning", "Version v25.0 of the Marketing API ends on 2027-02-23, in 60 days.")]
    [InlineData("v25.0", "2027-02-23", "Failed", "Version v25.0 of the Marketing API ended on 2027-02-23. Calls to audiences fail, or Meta serves them with another version.")]
    [InlineData("v12.0", "2026-12-25", "Failed", "Version v12.0 of the Marketing API ended. Calls to audiences fail, or Meta serves them with another version.")]
    [InlineData("v99.0", "2026-12-25", "Warning", "This module does not know version v99.0, so it cannot determine when the version ends.")]
    public void A_version_is_compared_with_its_end(string version, string day, string status, string meaning)
    {
        using GraphContext context = Context(version: version);

        ContextCheckResult result = ConnectionChecks.CheckVersion(context, null, DateTime.Parse(day, System.Globalization.CultureInfo.InvariantCulture));

        Assert.Equal((status, meaning), (result.Status, result.Meaning));
    }

    [Theory]
    [InlineData("""{"is_valid":false}""", "Failed", "The Graph API reports that the token is not valid.")]
    [InlineData("""{"is_valid":true,"type":"PAGE","profile_id":"43"}""", "Failed", "The token belongs to Page 43, and the connection to Page 42.")]
    [InlineData("""{"is_valid":true,"type":"PAGE","expires_at":1801137600}""", "Ok", "The token is valid, of type PAGE. It expires on 2027-01-28 12:00 UTC, in 60 days.")]
    [InlineData("""{"is_valid":true,"type":"PAGE","expires_at":0,"data_access_expires_at":1796126400}""", "Warning", "The token is valid, of type PAGE. Its access to data expires on 2026-12-01 12:00 UTC, in 2 days. Calls then fail, although the token is valid.")]
    [InlineData("""{"is_valid":true,"type":"PAGE","expires_at":0,"data_access_expires_at":1795953600}""", "Failed", "The token is valid, of type PAGE. Its access to data expired on 2026-11-29 12:00 UTC. Calls fail, although the token is valid.")]
    [InlineData("""{"is_valid":true,"type":"SYSTEM_USER"}""", "Failed", "The token is of type SYSTEM_USER. Calls to the Page need the token of the Page.")]
    [InlineData("""{"is_valid":true}""", "Ok", "The token is valid. It does not expire.")]
    public void A_description_of_a_token_is_read(string json, string status, string meaning)
    {
        ContextCheckResult result = TokenChecks.CheckToken("PageToken", TokenDescription.Read(JsonElement.Parse(json)), "42", Now);

        Assert.Equal((status, meaning), (result.Status, result.Meaning));
    }

    [Fact]
    public void A_permission_for_other_objects_only_is_reported()
    {
        var token = TokenDescription.Read(JsonElement.Parse("""{"is_valid":true,"scopes":["ads_management"],"granular_scopes":[{"scope":"ads_management","target_ids":["1","2"]}]}"""));

        Assert.Equal("Warning", TokenChecks.CheckPermission(FeaturePermission.All[0], token, null, "3").Status);
        Assert.Equal("Ok", TokenChecks.CheckPermission(FeaturePermission.All[0], token, null, "2").Status);
    }

    // Sources: Meta's references, as named in feature-permissions.tsv.
    [Fact]
    public void The_table_lists_the_requirements_of_each_feature() => Assert.Equal(
        [
            "Audience System ads_management  ",
            "OptIn Page pages_messaging  MESSAGING",
            "Campaign System ads_management,pages_messaging paid_marketing_messages,marketing_messages_messenger ",
            "Webhook Page pages_manage_metadata,pages_show_list  CREATE_CONTENT,MANAGE,MODERATE",
            "Ad System ads_management,pages_manage_ads,pages_read_engagement,pages_show_list  ADVERTISE",
        ],
        FeaturePermission.All.Select(static need => $"{need.Feature} {need.Token} {string.Join(",", need.AllOf)} {string.Join(",", need.OneOf)} {string.Join(",", need.PageTasks)}"));

    [Theory]
    [InlineData("""{"account_status":1}""", "Ok", "The ad account is active.")]
    [InlineData("""{"account_status":1,"user_tasks":["ANALYZE"]}""", "Warning", "The ad account is active, but the token's user has only the tasks ANALYZE on it.")]
    [InlineData("""{"account_status":42,"disable_reason":0}""", "Warning", "The ad account is in status 42. Messages and ads may not be delivered.")]
    [InlineData("""{"account_status":"9"}""", "Warning", "The ad account is in grace period. Messages and ads may not be delivered.")]
    public void The_status_of_an_ad_account_is_described(string json, string status, string meaning)
    {
        ContextCheckResult result = AdAccountChecks.CheckStatus(JsonElement.Parse(json));

        Assert.Equal((status, meaning), (result.Status, result.Meaning));
    }

    [Theory]
    [InlineData("""{"tos_accepted":{"custom_audience_tos":1}}""", "Ok")]
    [InlineData("""{"tos_accepted":{"web_custom_audience_tos":1}}""", "Failed")]
    [InlineData("""{"tos_accepted":{"custom_audience_tos":0}}""", "Failed")]
    [InlineData("""{"tos_accepted":[]}""", "Failed")]
    [InlineData("{}", "Unknown")]
    public void Only_the_terms_for_customer_lists_count(string json, string status) => Assert.Equal(status, AdAccountChecks.CheckTerms(JsonElement.Parse(json)).Status);

    private static GraphContext Context(string? address = null, string? version = null) =>
        new(Secret.From("EAAtesttoken00000001"), "1", "2", null, null, version, address is null ? null : new Uri(address));
}
