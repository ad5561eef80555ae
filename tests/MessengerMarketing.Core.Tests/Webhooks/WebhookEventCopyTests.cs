using System.Linq;
using MessengerMarketing.Webhooks;
using Xunit;

namespace MessengerMarketing.Tests.Webhooks;

/// <summary>An event that was serialized without its type is the same event again.</summary>
public class WebhookEventCopyTests
{
    private const string Unenveloped = """{"sender":{"id":"2"},"recipient":{"id":"1"},"timestamp":1793534400000,"message":{"mid":"m","text":"a‮b"}}""";
    private const string NoTime = """{"object":"page","entry":[{"id":"1","time":1793534400,"changes":[{"field":"feed","value":{"item":"comment","verb":"add","comment_id":"1_2","from":{"id":"3"}}}]}]}""";
    private const string OtherField = """{"object":"page","entry":[{"id":"1","time":1793534400123,"changes":[{"field":"videos","value":{"id":"4"}}]}]}""";
    private const string Standby = """{"object":"page","entry":[{"id":"1","time":1793534400123,"standby":[{"sender":{"id":"2"},"message":{"mid":"m"}}]}]}""";
    private const string Unknown = """{"object":"page","entry":[{"id":"1","time":"2026-11-01T00:00:00Z","other":[1]}]}""";
    private const string NotPage = """{"object":"ad_account","entry":[{"id":"7","messaging":[{"delivery":{"mids":["m"]}}]}]}""";

    public static TheoryData<string> Bodies => [.. WebhookBodies.Deliveries.Select(static delivery => delivery.Body), Unenveloped, NoTime, OtherField, Standby, Unknown, NotPage];

    [Theory]
    [MemberData(nameof(Bodies))]
    public void All_properties_are_restored(string body)
    {
        WebhookEvent item = WebhookBodies.Single(body);

        Assert.Equal(item, Copy(item).ToEvent());
    }

    [Fact]
    public void Another_kind_or_damaged_json_is_not_an_event()
    {
        WebhookEventCopy copy = Copy(WebhookBodies.Single(Unenveloped));

        Assert.Null((copy with { Kind = nameof(WebhookEventKind.Comment) }).ToEvent());
        Assert.Null((copy with { Raw = copy.Raw[..^1] }).ToEvent());
        Assert.Null((copy with { Raw = "[]" }).ToEvent());
    }

    private static WebhookEventCopy Copy(WebhookEvent item) => new(item.Id, item.Kind, item.Raw)
    {
        Subscribed = item.Object,
        EntryId = item.EntryId,
        Field = item.Field,
        Time = item.Time,
    };
}
