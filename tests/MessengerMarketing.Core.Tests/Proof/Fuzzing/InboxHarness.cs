using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using MessengerMarketing.Storage;
using MessengerMarketing.Webhooks.Inbox;
using Xunit;

namespace MessengerMarketing.Tests.Proof.Fuzzing;

/// <summary>
/// Inboxes. An inbox is read alike at once and while it grows; it has no more deliveries than lines; what is read of a line and written again is the
/// same delivery; and the end that is found is the end of a line.
/// </summary>
internal sealed class InboxHarness() : FuzzHarness("inbox", 6_000)
{
    /// <inheritdoc/>
    public override IReadOnlyList<string> Tokens { get; } =
    [
        "{\"sequence\":", "\"received\":\"2026-11-30T00:00:00Z\"", "\"sha256\":\"", "\"body\":\"", "\"base64\":\"", "\"}\n", "\n", "}\n", "\0", "\0\0\0\0", ",", "\\u0000", "\\ud83d", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        "\"body\":\"\"", "null", "{", "}", "=", "AAAA",
    ];

    /// <inheritdoc/>
    public override int MaxLength => 8192;

    /// <inheritdoc/>
    public override void Check(byte[] input, Random random)
    {
        List<InboxRecord> whole = ReadAll(input, input.Length);
        Assert.Equal(whole.Select(Describe), ReadGrowing(input, random).Select(Describe));
        Assert.InRange(whole.Count, 0, input.Count(static value => value == (byte)'\n'));
        Assert.All(whole.Select(static record => record.Delivery).OfType<WebhookDelivery>(), CheckDelivery);
        CheckTail(input, whole);
    }

    private static List<InboxRecord> ReadAll(byte[] input, long limit)
    {
        using var reader = new InboxReader(new MemoryStream(input), 0);
        var records = new List<InboxRecord>();
        while (reader.TryRead(limit) is { } record)
        {
            records.Add(record);
        }

        return records;
    }

    private static List<InboxRecord> ReadGrowing(byte[] input, Random random)
    {
        using var reader = new InboxReader(PiecewiseStream.Create(input, random, 200), 0);
        var records = new List<InboxRecord>();
        for (long limit = 0; ; limit = Math.Min(input.Length, limit + random.Next(1, 300)))
        {
            while (reader.TryRead(limit) is { } record)
            {
                Assert.True(record.End <= limit);
                records.Add(record);
            }

            if (limit == input.Length)
            {
                return records;
            }
        }
    }

    private static void CheckDelivery(WebhookDelivery delivery)
    {
        using var line = new MemoryStream();
        InboxLine.Write(line, delivery);
        WebhookDelivery again = InboxLine.Read(line.GetBuffer().AsMemory(0, (int)line.Length - 1))!;
        Assert.Equal((delivery.Sequence, delivery.Received.UtcDateTime), (again.Sequence, again.Received.UtcDateTime));
        Assert.Equal(delivery.Body, again.Body);
    }

    private static void CheckTail(byte[] input, List<InboxRecord> whole)
    {
        InboxTail tail;
        try
        {
            tail = InboxTail.Find(new MemoryStream(input), "inbox.jsonl", isKnown: false);
        }
        catch (FileRefusedException)
        {
            return;
        }

        Assert.True(tail.Length == 0 || input[tail.Length - 1] == (byte)'\n');
        Assert.DoesNotContain((byte)'\n', input.Skip((int)tail.Length));
        Assert.Equal(whole.Select(static record => record.Delivery).OfType<WebhookDelivery>().LastOrDefault()?.Sequence ?? 0, tail.LastSequence);
    }

    private static string Describe(InboxRecord record)
        => $"{record.Offset} {record.End} {record.Delivery?.Sequence} {record.Delivery?.Received:O} {(record.Delivery is { } delivery ? Convert.ToBase64String(delivery.Body) : null)}";
}
