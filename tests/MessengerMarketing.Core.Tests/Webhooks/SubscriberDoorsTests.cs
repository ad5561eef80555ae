using System;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.Json;
using System.Threading;
using MessengerMarketing.Messaging;
using MessengerMarketing.Reporting;
using MessengerMarketing.Webhooks.Inbox;
using MessengerMarketing.Webhooks.Subscribers;
using Xunit;

namespace MessengerMarketing.Tests.Webhooks;

public sealed class SubscriberDoorsTests : IDisposable
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly SubscriberGroup Offers = new(null, "Offers", null, null);

    private readonly InboxFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_subscriber_counts_for_the_last_door_before_the_subscription()
    {
        WriteInbox(Link("1", Noon.AddMinutes(-10), "summer"), Message("1", Noon.AddMinutes(-20)), Message("1", Noon.AddMinutes(1)));

        Assert.Equal(["Link summer 1"], Count(doors => doors.Add(Offers, "1", Noon)));
    }

    [Fact]
    public void Each_subscription_of_a_person_has_its_own_door()
    {
        WriteInbox(Link("1", Noon.AddDays(-8), "summer"), Message("1", Noon.AddMinutes(-1)), Link("2", Noon.AddDays(-1), "winter"));

        Assert.Equal(
            ["Link summer 1", "Link winter 1", "Message  1"],
            Count(doors =>
            {
                doors.Add(Offers, "1", Noon);
                doors.Add(Offers, "1", Noon.AddHours(-1));
                doors.Add(Offers, "2", Noon);
            }));
    }

    [Theory]
    [InlineData(-7, "Link summer 1")]
    [InlineData(-8, "Message  1")]
    public void A_referral_of_the_last_seven_days_takes_precedence(int days, string expected)
    {
        WriteInbox(Message("1", Noon.AddMinutes(-1)), Link("1", Noon.AddDays(days), "summer"), Message("1", Noon.AddMinutes(-2)));

        Assert.Equal([expected], Count(doors => doors.Add(Offers, "1", Noon)));
    }

    [Fact]
    public void A_door_in_the_same_second_is_before_the_subscription()
    {
        WriteInbox(Message("1", Noon.AddMilliseconds(900)));

        Assert.Equal(["Message  1"], Count(doors => doors.Add(Offers, "1", Noon)));
    }

    [Fact]
    public void Of_events_in_one_second_the_last_one_in_the_inbox_counts_as_in_a_report()
    {
        string[] events = [Link("1", Noon.AddMilliseconds(300), "summer"), Link("1", Noon.AddMilliseconds(100), "winter"), Message("2", Noon), Button("2", Noon), Button("3", Noon), Message("3", Noon)];
        string[] optIns = [.. Enumerable.Range(1, 3).Select(static number => OptIn(number.ToString(CultureInfo.InvariantCulture), Noon.AddSeconds(1)))];
        WriteInbox([.. events, .. optIns]);

        string[] counts = Count(doors =>
        {
            doors.Add(Offers, "1", Noon.AddSeconds(1));
            doors.Add(Offers, "2", Noon.AddSeconds(1));
            doors.Add(Offers, "3", Noon.AddSeconds(1));
        });
        var report = new UploadReportBuilder(TimeProvider.System);
        report.AddInbox(_folder.Inbox, CancellationToken.None);
        SubscriberReport subscribers = report.Build().Subscribers!;

        Assert.Equal(["Button  1", "Link winter 1", "Message  1"], counts.Order(StringComparer.Ordinal));
        Assert.Equal(["Button 1", "Link 1", "Message 1"], subscribers.Doors.Where(static count => count.Subscribers > 0).Select(static count => $"{count.Door} {count.Subscribers}").Order(StringComparer.Ordinal));
        Assert.Equal(["winter"], subscribers.Refs.Where(static count => count.Subscribers > 0).Select(static count => count.Ref));
    }

    [Theory]
    [InlineData(null, true)]
    [InlineData("", true)]
    [InlineData("2", true)]
    [InlineData("1", false)]
    public void Subscribers_without_a_door_are_counted_as_unknown(string? psid, bool hasTime)
    {
        WriteInbox(Message("1", Noon.AddMinutes(-1)), Message("2", Noon.AddMinutes(1)));

        Assert.Equal(["Unknown  1"], Count(doors => doors.Add(Offers, psid, hasTime ? Noon : null)));
    }

    [Fact]
    public void Rotated_files_are_read_too()
    {
        WriteInbox(Link("1", Noon.AddMinutes(-10), "summer"));
        File.Move(_folder.Inbox, InboxFiles.GetRotatedPath(_folder.Inbox, 1));
        WriteInbox(2, Message("2", Noon.AddMinutes(-10)));

        Assert.Equal(
            ["Link summer 1", "Message  1"],
            Count(doors =>
            {
                doors.Add(Offers, "1", Noon);
                doors.Add(Offers, "2", Noon);
            }));
    }

    [Fact]
    public void A_long_ref_is_shortened_to_a_hundred_characters()
    {
        WriteInbox(Link("1", Noon, new string('a', 98) + "\U0001F600" + new string('b', 2000)), Link("2", Noon, new string('c', 101)), Link("3", Noon, new string('d', 100)));

        string[] refs =
        [
            .. Measure(
                doors =>
                {
                    doors.Add(Offers, "1", Noon);
                    doors.Add(Offers, "2", Noon);
                    doors.Add(Offers, "3", Noon);
                },
                SubscriberProperty.Ref).Measures().Cast<SubscriberDoorMeasure>().Select(static measure => measure.Ref!),
        ];

        Assert.Equal([new string('a', 98) + "…", new string('c', 99) + "…", new string('d', 100)], refs);
    }

    [Fact]
    public void The_thousand_most_frequent_refs_are_counted_and_the_others_together()
    {
        WriteInbox([.. Enumerable.Range(0, 1005).Select(static number => Link(Psid(number), Noon, Psid(number))), Link("a", Noon, Psid(1004))]);
        SubscriberDoors doors = Measure(
            each =>
            {
                each.Add(Offers, "a", Noon);
                foreach (int number in Enumerable.Range(0, 1005))
                {
                    each.Add(Offers, Psid(number), Noon);
                }
            },
            SubscriberProperty.Ref);

        SubscriberDoorMeasure[] measures = [.. doors.Measures().Cast<SubscriberDoorMeasure>()];

        Assert.Equal(5, doors.CombinedRefs);
        Assert.Equal(1001, measures.Length);
        Assert.Equal(("Other", 5), (measures[0].Ref, measures[0].Count));
        Assert.Equal((Psid(1004), 2), (measures[1].Ref, measures[1].Count));
        Assert.Equal(1006, measures.Sum(static measure => measure.Count));
    }

    [Fact]
    public void Lines_that_cannot_be_read_are_counted()
    {
        WriteInbox(Message("1", Noon));
        File.AppendAllText(_folder.Inbox, "{\"sequence\":2}\n");

        Assert.Equal(1, Measure(static doors => doors.Add(Offers, "1", Noon), SubscriberProperty.Door).UnreadableLines);
    }

    [Fact]
    public void An_inbox_that_does_not_exist_is_an_error() =>
        Assert.Throws<FileNotFoundException>(() => new SubscriberDoors([SubscriberProperty.Door]).AddInbox(_folder.Inbox, CancellationToken.None));

    private static string Psid(int number) => number.ToString("D4", CultureInfo.InvariantCulture);

    private static string Message(string psid, DateTimeOffset time) => Event(psid, time, "\"message\":{\"mid\":\"m\",\"text\":\"hello\"}");

    private static string Link(string psid, DateTimeOffset time, string text) =>
        Event(psid, time, $"\"referral\":{{\"ref\":{JsonSerializer.Serialize(text)},\"source\":\"SHORTLINK\",\"type\":\"OPEN_THREAD\"}}");

    private static string Button(string psid, DateTimeOffset time) => Event(psid, time, "\"postback\":{\"title\":\"Offers\",\"payload\":\"OFFERS\"}");

    private static string OptIn(string psid, DateTimeOffset time) =>
        Event(psid, time, $"\"optin\":{{\"type\":\"notification_messages\",\"notification_messages_token\":\"token-{psid}\",\"title\":\"Offers\"}}");

    private static string Event(string psid, DateTimeOffset time, string members) =>
        $"{{\"object\":\"page\",\"entry\":[{{\"id\":\"9\",\"time\":1,\"messaging\":[{{\"sender\":{{\"id\":\"{psid}\"}},\"recipient\":{{\"id\":\"9\"}},\"timestamp\":{time.ToUnixTimeMilliseconds()},{members}}}]}}]}}";

    private void WriteInbox(params string[] bodies) => WriteInbox(1, bodies);

    private void WriteInbox(long first, params string[] bodies)
    {
        using FileStream file = File.Create(_folder.Inbox);
        foreach (string body in bodies)
        {
            InboxLine.Write(file, new WebhookDelivery(first++, Noon, Encoding.UTF8.GetBytes(body)));
        }
    }

    private SubscriberDoors Measure(Action<SubscriberDoors> add, params SubscriberProperty[] properties)
    {
        var doors = new SubscriberDoors(properties);
        add(doors);
        doors.AddInbox(_folder.Inbox, CancellationToken.None);
        return doors;
    }

    private string[] Count(Action<SubscriberDoors> add) =>
        [.. Measure(add, SubscriberProperty.Door, SubscriberProperty.Ref).Measures().Cast<SubscriberDoorMeasure>().Select(static measure => $"{measure.Door} {measure.Ref} {measure.Count}")];
}
