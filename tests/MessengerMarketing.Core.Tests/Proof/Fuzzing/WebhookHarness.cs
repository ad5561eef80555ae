using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;
using MessengerMarketing.Graph;
using MessengerMarketing.Webhooks;
using MessengerMarketing.Webhooks.Inbox;
using Xunit;

namespace MessengerMarketing.Tests.Proof.Fuzzing;

/// <summary>
/// Bodies of deliveries. Events and a problem exclude each other; a body that is written with other whitespace has the same events; a body comes back from an inbox byte by byte; and no change of a byte keeps the signature.
/// </summary>
internal sealed class WebhookHarness() : FuzzHarness("webhook", 8_000)
{
    private static readonly Secret AppSecret = Secret.From("0123456789abcdef0123456789abcdef");

    /// <inheritdoc/>
    public override IReadOnlyList<string> Tokens { get; } =
    [
        "{", "}", "[", "]", ",", ":", "\"", "\\u", "\\ud83d", "null", "true", "\"object\":\"page\"", "\"entry\":[", "\"changes\":[", "\"messaging\":[", "\"standby\":[", "\"field\":", "\"value\":{",
        "\"optin\":{", "\"message\":{", "\"sender\":{\"id\":\"7\"}", "\"id\":", "\"time\":", "\"timestamp\":", "\"custom_audience_id\":", "\"num_rows\":", "\"batch_uploading_status\":\"SUCCESS\"",
        "\"marketing_messages_subscriber_upload_status\"", "\"notification_messages_token\":\"t\"", "\"token_expiry_timestamp\":", " ", "\r\n", "\uFEFF", "\u202E", "\\u0000", "{},",
    ];

    /// <inheritdoc/>
    public override void Check(byte[] input, Random random)
    {
        WebhookPayload payload = WebhookParser.Parse(input);
        Assert.True(payload.Problem is null || payload.Events.Count == 0);
        Assert.Equal(Ids(payload), Ids(WebhookParser.Parse(input)));
        foreach (WebhookEvent item in payload.Events)
        {
            Assert.Equal(64, item.Id.Length);
            Assert.DoesNotContain(item.ToDisplayText(), static c => char.IsControl(c));
        }

        if (payload.Problem is null && Indent(input) is { } indented)
        {
            Assert.Equal(Texts(payload), Texts(WebhookParser.Parse(indented)));
        }

        CheckInbox(input);
        CheckSignature(input, random);
    }

    private static string Ids(WebhookPayload payload) => string.Join('\n', payload.Events.Select(static item => $"{item.Kind} {item.Id}"));

    private static string Texts(WebhookPayload payload) => string.Join('\n', payload.Events.Select(static item => $"{item} {item.PageId} {item.Time:O} {item.Field} {item.EntryId}"));

    private static byte[]? Indent(byte[] body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            using var indented = new MemoryStream();
            using (var writer = new Utf8JsonWriter(indented, new JsonWriterOptions { Indented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
            {
                document.WriteTo(writer);
            }

            return indented.ToArray();
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // With a byte order mark, or the escape of half a character, it cannot be written anew.
            return null;
        }
    }

    private static void CheckInbox(byte[] body)
    {
        using var line = new MemoryStream();
        InboxLine.Write(line, new WebhookDelivery(7, new DateTimeOffset(2026, 11, 30, 0, 0, 0, TimeSpan.Zero), body));
        Assert.Equal(line.Length - 1, Array.IndexOf(line.ToArray(), (byte)'\n'));
        Assert.Equal(body, InboxLine.Read(line.GetBuffer().AsMemory(0, (int)line.Length))!.Body);
    }

    private static void CheckSignature(byte[] body, Random random)
    {
        string signature = WebhookSignature.Sign(AppSecret, body);
        Assert.Equal(WebhookSignatureStatus.Valid, WebhookSignature.Check(AppSecret, body, signature));
        byte[] changed = [.. body, (byte)random.Next(256)];
        Assert.Equal(WebhookSignatureStatus.Wrong, WebhookSignature.Check(AppSecret, changed, signature));
        if (body.Length > 0)
        {
            changed = [.. body];
            changed[random.Next(changed.Length)] ^= (byte)(1 << random.Next(8));
            Assert.Equal(WebhookSignatureStatus.Wrong, WebhookSignature.Check(AppSecret, changed, signature));
        }

        Assert.NotEqual(WebhookSignatureStatus.Valid, WebhookSignature.Check(AppSecret, body, System.Text.Encoding.Latin1.GetString(body)));
    }
}
