using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using System.Text;
using System.Text.Json.Nodes;
using MessengerMarketing.Webhooks;
using Xunit;
using static MessengerMarketing.Tests.Webhooks.WebhookBodies;

namespace MessengerMarketing.Tests.Webhooks;

/// <summary>
/// Damages deliveries of each kind in 10,000 ways from a fixed seed: other types, nulls, deep nesting, huge numbers, missing members,
/// halves of characters, other bytes and early ends. None may throw, and each is read or reported.
/// </summary>
public class WebhookMutationTests
{
    private const int Bodies = 10_000;

    private static readonly string[] Values =
    [
        "null", "true", "[]", "{}", "[[[[{}]]]]", "-1", "0", "1e308", "1e999", "99999999999999999999999999999999", "-9223372036854775809", "0.1", "\"\"", "\"x\"", "\"\\ud83d\"", "\"\\u0000\"",
        "\"9999-12-31T23:59:59Z\"", "\"0001-01-01T00:00:00+14:00\"", "253402300799999", "{\"id\":{\"id\":[1]}}", "[{\"id\":1}]", "{\"\\ud83d\":1}",
    ];

    public static TheoryData<WebhookEventKind, string> DeliveryData()
    {
        var data = new TheoryData<WebhookEventKind, string>();
        foreach ((WebhookEventKind kind, string body) in Deliveries)
        {
            data.Add(kind, body);
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(DeliveryData))]
    public void Ten_thousand_damaged_deliveries_of_each_kind_are_read_or_reported(WebhookEventKind kind, string delivery)
    {
        Assert.Equal(kind, Single(delivery).KindValue);
        var random = new Random(20261129);
        int read = 0;
        for (int i = 0; i < Bodies; i++)
        {
            WebhookPayload payload = WebhookParser.Parse(Damage(delivery, random));

            Assert.True(payload.Problem is null || payload.Events.Count == 0);
            read += payload.Events.Count > 0 ? 1 : 0;
            foreach (WebhookEvent item in payload.Events)
            {
                Check(item);
            }
        }

        // Most damage leaves valid JSON, so that the members are reached.
        Assert.InRange(read, Bodies / 2, Bodies - 1);
    }

    [Fact]
    public void Every_kind_has_a_delivery_that_is_damaged()
    {
        IEnumerable<WebhookEventKind> kinds = Deliveries.Select(static delivery => delivery.Kind);

        Assert.Equal(Enum.GetValues<WebhookEventKind>().Except([WebhookEventKind.Other]), kinds.Distinct().Order());
    }

    private static void Check(WebhookEvent item)
    {
        Assert.Equal(64, item.Id.Length);
        Assert.NotEmpty(item.Raw);
        foreach (PropertyInfo property in item.GetType().GetProperties())
        {
            _ = property.GetValue(item);
        }

        Assert.StartsWith(item.Kind + ": ", item.ToString(), StringComparison.Ordinal);
        Assert.True(item.WindowEnds is null || item.OpensWindow);
    }

    private static byte[] Damage(string delivery, Random random)
    {
        var text = new StringBuilder(DamageMembers(delivery, random));
        byte[] bytes = Encoding.UTF8.GetBytes(text.ToString());
        if (random.Next(4) > 0)
        {
            return bytes;
        }

        bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
        return random.Next(2) == 0 ? bytes : bytes[..random.Next(bytes.Length)];
    }

    private static string DamageMembers(string delivery, Random random)
    {
        JsonNode root = JsonNode.Parse(delivery)!;
        var markers = new Dictionary<string, string>(StringComparer.Ordinal);
        for (int damage = random.Next(0, 4); damage > 0; damage--)
        {
            (JsonObject parent, string name)[] members = [.. Members(root)];
            if (members.Length == 0)
            {
                break;
            }

            (JsonObject owner, string member) = members[random.Next(members.Length)];
            string marker = $"marker-{damage}";
            if (random.Next(4) == 0)
            {
                owner.Remove(member);
            }
            else
            {
                owner[member] = marker;
                markers[$"\"{marker}\""] = random.Next(10) == 0 ? new string('[', 50) + new string(']', 50) : Values[random.Next(Values.Length)];
            }
        }

        return markers.Aggregate(root.ToJsonString(), static (text, pair) => text.Replace(pair.Key, pair.Value, StringComparison.Ordinal));
    }

    private static IEnumerable<(JsonObject Parent, string Name)> Members(JsonNode? node) => node switch
    {
        JsonObject parent => parent.SelectMany(pair => Members(pair.Value).Prepend((parent, pair.Key))),
        JsonArray list => list.SelectMany(Members),
        _ => [],
    };
}
