using System;
using System.Linq;
using System.Threading.Tasks;
using MessengerMarketing.Customers;
using MessengerMarketing.Graph;
using MessengerMarketing.Messaging;
using MessengerMarketing.Tests.Graph;
using Xunit;

namespace MessengerMarketing.Tests.Messaging;

public sealed class UnsubscribeTests
{
    private const string Hash = "f1904cf1a9d73a55fa5de0ac823c4403ded71afd4c3248d00bdcd0866552bb79";

    [Fact]
    public async Task Rows_in_every_form_are_sent_with_the_Page_token()
    {
        using var reader = new UnsubscribeRowReader("US");
        using var server = new ScriptedServer(Scripted.Ok("""{"invalid_rows_count":2}"""));
        var client = new GraphClient(server.Account());

        long? invalid = await new UnsubscribeClient(client).UnsubscribeAsync(
        [
            Row(reader, phone: "(415) 555-0123"),
            Row(reader, email: " Ann@Example.COM "),
            Row(reader, phone: "+44 20 7946 0123", email: "b@example.com"),
            Row(reader, phone: Hash.ToUpperInvariant(), email: Hash),
            Row(reader, psid: "7000800090001000", email: "c@example.com"),
            Row(reader, token: "1111222233334444555", psid: "7000800090001000"),
        ]);

        Received request = Assert.Single(server.Requests);
        Assert.Equal("/v26.0/2000300040005000/messaging_customer_base/unsubscribe", request.Path);
        Assert.Equal("Bearer EAAtestpagetoken00000001", request.Headers["Authorization"]);
        Assert.Equal(
            """{"data":[{"phone":"\u002B14155550123"},{"email":"ann@example.com"},{"phone":"\u002B442079460123","email":"b@example.com"},"""
            + $$"""{"phone":"{{Hash}}","email":"{{Hash}}"},{"psid":"7000800090001000"},{"subscriber_token":"1111222233334444555"}]}""",
            request.Body);
        Assert.Equal(2, invalid);
    }

    [Fact]
    public async Task Hashes_equal_those_of_customer_lists_without_the_plus_sign()
    {
        using var reader = new UnsubscribeRowReader(hash: true);
        using var server = new ScriptedServer(Scripted.Ok("""{"invalid_rows_count":0}"""));
        var client = new GraphClient(server.Account());

        await new UnsubscribeClient(client).UnsubscribeAsync([Row(reader, phone: "+1 (415) 555-0123", email: "ANN@example.com")]);

        // printf 14155550123 | sha256sum; printf ann@example.com | sha256sum
        Assert.Equal(
            """{"data":[{"phone":"413ba75461ab5f99d36820e561ea97e2bd80f9cb586f7ecea6cf4c496518950a","email":"71d4f55f72fa128dfb468a1a3901507c804b74316488744d769d7f4b16696476"}]}""",
            server.Requests[0].Body);
    }

    [Theory]
    [InlineData("4155550123", null, null, RejectReason.NoCallingCode)]
    [InlineData("12", null, null, RejectReason.TooFewDigits)]
    [InlineData(null, "nobody", null, RejectReason.NotAnEmailAddress)]
    [InlineData(null, "d41d8cd98f00b204e9800998ecf8427e", null, RejectReason.Md5Hash)]
    [InlineData(null, null, "abc", RejectReason.NotANumber)]
    [InlineData(" ", "", null, RejectReason.NoIdentifier)]
    public void Unusable_rows_are_left_out_with_a_reason(string? phone, string? email, string? psid, RejectReason expected)
    {
        using var reader = new UnsubscribeRowReader();

        Assert.Equal(expected, reader.Read(phone, email, psid, null, out UnsubscribeRow? row));
        Assert.Null(row);
    }

    [Fact]
    public void A_person_with_one_usable_value_is_kept_and_the_other_value_is_reported()
    {
        using var reader = new UnsubscribeRowReader();

        Assert.Equal(RejectReason.TooFewDigits, reader.Read("12", "ann@example.com", null, null, out UnsubscribeRow? row));

        Assert.NotNull(row);
        Assert.Equal("UnsubscribeRow", row.ToString());
    }

    [Fact]
    public async Task Unsubscribing_is_idempotent_and_retried_after_a_lost_response()
    {
        using var reader = new UnsubscribeRowReader();
        using var server = new ScriptedServer(Scripted.Ok() with { Cut = true }, Scripted.Ok("""{"invalid_rows_count":"0"}"""));
        var client = new GraphClient(server.Account(), new GraphClientOptions { TimeProvider = new InstantTime() });

        Assert.Equal(0, await new UnsubscribeClient(client).UnsubscribeAsync([Row(reader, psid: "70")]));
        Assert.Equal(2, server.Requests.Count);
    }

    [Fact]
    public async Task A_call_takes_1_to_1000_rows()
    {
        using var reader = new UnsubscribeRowReader();
        using var server = new ScriptedServer();
        var client = new GraphClient(server.Account());
        var unsubscribe = new UnsubscribeClient(client);

        await Assert.ThrowsAsync<ArgumentException>(() => unsubscribe.UnsubscribeAsync([]));
        await Assert.ThrowsAsync<ArgumentException>(() => unsubscribe.UnsubscribeAsync([.. Enumerable.Repeat(Row(reader, psid: "70"), 1001)]));
        Assert.Empty(server.Requests);
    }

    private static UnsubscribeRow Row(UnsubscribeRowReader reader, string? phone = null, string? email = null, string? psid = null, string? token = null)
    {
        Assert.Equal(RejectReason.None, reader.Read(phone, email, psid, token, out UnsubscribeRow? row));
        return row!;
    }
}
