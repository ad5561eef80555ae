using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Security.Cryptography;
using System.Text;
using MessengerMarketing.Webhooks;
using MessengerMarketing.Webhooks.Inbox;
using Xunit;

namespace MessengerMarketing.Tests.Webhooks;

/// <summary>Lines of an inbox, which are read in two ways: fast, when they are exactly as they were written, and as JSON.</summary>
public class InboxLineTests
{
    internal const string Line =
        """{"sequence":7,"received":"2026-11-30T06:07:08.1234567Z","sha256":"015abd7f5cc57a2dd94b7590f04ad8084273905ee33ec5cebeae62276a97f862","events":["0123456789abcdef0123456789abcdef"],"body":"{\"a\":1}"}""";

    internal static readonly string[] AllTexts =
    [
        "",
        "{}",
        "no JSON",
        "{\"a\":\"\\\\ \\\" / \b \f \n \r \t \u0001 \u007F\"}",
        "é ä 中 \u2028 😀 \uFEFF",
        .. WebhookBodies.Deliveries.Select(static delivery => delivery.Body),
    ];

    private static readonly DateTimeOffset Time = new(2026, 11, 30, 6, 7, 8, TimeSpan.Zero);

    public static TheoryData<string> Texts => [.. AllTexts];

    [Theory]
    [MemberData(nameof(Texts))]
    public void A_line_is_read_by_the_fast_reader_and_as_json(string text)
    {
        byte[] line = Write(Encoding.UTF8.GetBytes(text));

        WebhookDelivery fast = InboxLineScanner.TryRead(line)!;
        Assert.Equal((7, Time), (fast.Sequence, fast.Received));
        Assert.Equal(text, Encoding.UTF8.GetString(fast.Body));
        Assert.Equal(text, Encoding.UTF8.GetString(InboxLine.Parse(line)!.Body));
    }

    [Theory]
    [MemberData(nameof(Texts))]
    public void A_line_contains_the_first_half_of_the_ids_of_its_events(string text)
    {
        IEnumerable<string> ids = WebhookParser.Parse(Encoding.UTF8.GetBytes(text)).Events.Select(static item => item.Id[..32]);

        Assert.Equal(ids, InboxLine.Read(Write(Encoding.UTF8.GetBytes(text)))!.EventIds);
    }

    [Theory]
    [InlineData(1000, true)]
    [InlineData(1001, false)]
    public void More_than_a_thousand_ids_are_left_out(int events, bool hasIds)
    {
        byte[] body = Encoding.UTF8.GetBytes("{\"entry\":[{\"messaging\":[" + string.Join(',', Enumerable.Range(1, events).Select(static number => $"{{\"a\":{number}}}")) + "]}]}");

        WebhookDelivery read = InboxLine.Read(Write(body))!;

        Assert.Equal(events, WebhookParser.ReadIds(body).Count);
        Assert.Equal(hasIds ? events : null, read.EventIds?.Count);
        Assert.Equal(body, read.Body);
    }

    [Theory]
    [InlineData("\"sequence\":7", "\"sequence\":07")]
    [InlineData("\"sequence\":7", "\"sequence\":x")]
    [InlineData("06:07:08.1234567Z", "06:07:08Z!")]
    [InlineData("015a", "015A")]
    [InlineData("015a", "115a")]
    [InlineData("{\\\"a", "{\\\"b")]
    [InlineData("{\\\"a", "{\\x22a")]
    [InlineData("{\\\"a", "{\"a")]
    [InlineData("{\\\"a", "{\ta")]
    [InlineData("{\\\"a", "{\\u00zza")]
    [InlineData("{\\\"a", "{\\udc00a")]
    [InlineData("{\\\"a", "{\\ud800a")]
    [InlineData("1}\"}", "1}")]
    public void A_changed_line_is_not_read(string part, string change)
    {
        byte[] line = Encoding.UTF8.GetBytes(Line.Replace(part, change, StringComparison.Ordinal));

        Assert.NotNull(InboxLine.Read(Encoding.UTF8.GetBytes(Line)));
        Assert.Null(InboxLine.Read(line));
    }

    // Without ids that can be read, they are computed from the body.
    [Theory]
    [InlineData("\"events\":[\"0123456789abcdef0123456789abcdef\"],", "")]
    [InlineData("[\"0123456789abcdef0123456789abcdef\"]", "[\"0123456789abcdef0123456789abcde\"]")]
    [InlineData("[\"0123456789abcdef0123456789abcdef\"]", "[\"0123456789abcdef0123456789abcdeX\"]")]
    [InlineData("[\"0123456789abcdef0123456789abcdef\"]", "[1]")]
    [InlineData("[\"0123456789abcdef0123456789abcdef\"]", "1")]
    [InlineData(",\"events\"", ", \"events\"")]
    [InlineData("{\\\"a\\\"", "{\\u0022a\\u0022")]
    public void A_line_in_another_layout_is_still_a_delivery(string part, string change)
    {
        WebhookDelivery delivery = InboxLine.Read(Encoding.UTF8.GetBytes(Line.Replace(part, change, StringComparison.Ordinal)))!;

        Assert.Equal((7, "{\"a\":1}"), (delivery.Sequence, Encoding.UTF8.GetString(delivery.Body)));
        Assert.Equal(change.StartsWith('{') ? ["0123456789abcdef0123456789abcdef"] : null, delivery.EventIds);
    }

    // Written by other programs, with each kind of escape and at the edges of each length in UTF-8.
    [Theory]
    [InlineData("\\u0000", 0x00)]
    [InlineData("\\u007f", 0x7F)]
    [InlineData("\\u0080", 0xC2, 0x80)]
    [InlineData("\\u00e9", 0xC3, 0xA9)]
    [InlineData("\\u00E9", 0xC3, 0xA9)]
    [InlineData("\\u00Af", 0xC2, 0xAF)]
    [InlineData("\\u07ff", 0xDF, 0xBF)]
    [InlineData("\\u0800", 0xE0, 0xA0, 0x80)]
    [InlineData("\\u4e2d", 0xE4, 0xB8, 0xAD)]
    [InlineData("\\ud7ff", 0xED, 0x9F, 0xBF)]
    [InlineData("\\ue000", 0xEE, 0x80, 0x80)]
    [InlineData("\\uffff", 0xEF, 0xBF, 0xBF)]
    [InlineData("\\ud800\\udc00", 0xF0, 0x90, 0x80, 0x80)]
    [InlineData("\\ud83d\\ude00", 0xF0, 0x9F, 0x98, 0x80)]
    [InlineData("\\udbff\\udfff", 0xF4, 0x8F, 0xBF, 0xBF)]
    [InlineData("a\\u0041\\n\\\"\\/", 0x61, 0x41, 0x0A, 0x22, 0x2F)]
    [InlineData("\\b\\f\\r\\t\\\\", 0x08, 0x0C, 0x0D, 0x09, 0x5C)]
    public void Escapes_are_read_fast(string text, params int[] expected)
    {
        byte[] body = Array.ConvertAll(expected, static value => (byte)value);
        string line = $$"""{"sequence":1,"received":"2026-11-30T06:07:08.1234567Z","sha256":"{{Convert.ToHexStringLower(SHA256.HashData(body))}}","body":"{{text}}"}""";

        Assert.Equal(body, InboxLineScanner.TryRead(Encoding.UTF8.GetBytes(line))?.Body);
    }

    [Theory]
    [InlineData("\"sequence\":7", "\"sequence\":1", true)]
    [InlineData("\"sequence\":7", "\"sequence\":9", true)]
    [InlineData("\"sequence\":7", "\"sequence\":07", false)]
    [InlineData("\"events\":[\"0123456789abcdef0123456789abcdef\"],", "", true)]
    [InlineData("\"events\":[\"0123456789abcdef0123456789abcdef\"],", "\"events\":[],", true)]
    [InlineData("0123456789abcdef\"]", "0123456789abcdef\",\"ffffffffffffffffffffffffffffffff\"]", true)]
    [InlineData("0123456789abcdef\"]", "0123456789abcdef\";\"ffffffffffffffffffffffffffffffff\"]", false)]
    [InlineData("0123456789abcdef\"]", "0123456789abcdef']", false)]
    [InlineData("[\"0123456789abcdef", "['0123456789abcdef", false)]
    [InlineData("0123456789abcdef\"]", "0123456789abcdeg\"]", false)]
    [InlineData("[\"0123456789abcdef", "[\"/123456789abcdef", false)]
    [InlineData(",\"events\"", ", \"events\"", false)]
    [InlineData("[\"0123456789abcdef0123456789abcdef\"],", "[,", false)]
    [InlineData(",\"body\":\"{\\\"a\\\":1}\"}", "", false)]
    public void Only_lines_in_the_layout_of_an_inbox_are_read_fast(string part, string change, bool isFast)
    {
        WebhookDelivery? delivery = InboxLineScanner.TryRead(Encoding.UTF8.GetBytes(Line.Replace(part, change, StringComparison.Ordinal)));

        Assert.Equal(isFast ? "{\"a\":1}" : null, delivery is null ? null : Encoding.UTF8.GetString(delivery.Body));
    }

    // Each would be a delivery if what is wrong in it was passed over: its hash is that of the bytes that remain.
    [Theory]
    [InlineData("a\\", 0x61)]
    [InlineData("a\\x", 0x61)]
    [InlineData("\\x", 0x01)]
    [InlineData("a\\u00zz", 0x61)]
    [InlineData("\\u00zz", 0x00, 0x30, 0x30, 0x7A, 0x7A)]
    [InlineData("\\u00", 0x00, 0x30, 0x30)]
    [InlineData("\\u004\u0011", 0x41)]
    [InlineData("\\udc00", 0xED, 0xB0, 0x80)]
    [InlineData("\\udfff", 0xED, 0xBF, 0xBF)]
    [InlineData("\\ud83d", 0xED, 0xA0, 0xBD)]
    [InlineData("\\ud83dxude00", 0xF0, 0x9F, 0x98, 0x80)]
    [InlineData("\\ud83d\\xde00", 0xF0, 0x9F, 0x98, 0x80)]
    [InlineData("\\ud83d\\u0041", 0xF0, 0x91, 0xA1, 0x81)]
    [InlineData("\\ud83d\\u0041", 0xED, 0xA0, 0xBD)]
    [InlineData("\\ud83d\\ude0", 0xED, 0xA0, 0xBD)]
    public void A_wrong_escape_is_not_passed_over(string text, params int[] rest)
    {
        byte[] line = Format(Array.ConvertAll(rest, static value => (byte)value), $"\"body\":\"{text}\"");

        Assert.Null(InboxLine.Read(line));
    }

    [Fact]
    public void A_body_in_a_list_of_ids_is_not_passed_over()
    {
        const string Text = "[012345678901234567890123]";

        Assert.Null(InboxLine.Read(Format(Encoding.UTF8.GetBytes(Text), $"\"events\":[,\"body\":\"{Text}\"")));
        Assert.NotNull(InboxLine.Read(Format(Encoding.UTF8.GetBytes(Text), $"\"events\":[],\"body\":\"{Text}\"")));
    }

    internal static byte[] Write(byte[] body)
    {
        var line = new MemoryStream();
        InboxLine.Write(line, new WebhookDelivery(7, Time, body));
        return line.ToArray()[..^1];
    }

    private static byte[] Format(byte[] body, string rest) =>
        Encoding.UTF8.GetBytes($$"""{"sequence":1,"received":"2026-11-30T06:07:08.1234567Z","sha256":"{{Convert.ToHexStringLower(SHA256.HashData(body))}}",{{rest}}}""");
}
