using System;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading;
using MessengerMarketing.Messaging.Sending.Journal;
using MessengerMarketing.Webhooks.Inbox;
using MessengerMarketing.Webhooks.Messages;
using Xunit;

namespace MessengerMarketing.Tests.Webhooks;

/// <summary>Journals of messages, joined with inboxes.</summary>
public sealed class MessageResultTests : IDisposable
{
    private const string Campaign = "124141414124";

    private static readonly DateTimeOffset Noon = new(2026, 11, 1, 12, 0, 0, TimeSpan.Zero);

    private readonly string _folder = Directory.CreateTempSubdirectory("results-").FullName;
    private long _sequence;

    private string Inbox => Path.Combine(_folder, "inbox.jsonl");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Clicks_and_failures_are_joined_by_token_and_campaign()
    {
        string journal = WriteJournal("a", Campaign, Noon, ("1", "Accepted", "t1"), ("2", "Accepted", "t2"));
        Receive(Event("marketing_message_deliveries", "1", Campaign, 60, "t1"));
        Receive(Event("marketing_message_clicks", "1", Campaign, 90, null));
        Receive(Event("marketing_message_clicks", "1", Campaign, 95, null));
        Receive("""{"messenger_subscription_token":"2","timestamp":1793534460,"error_message":"Blocked","message_id":"124141414124"}""");

        MessageResult[] results = Join(journal).Journals[0].Results.ToArray();

        Assert.Equal(["Clicked", "Failed"], results.Select(static result => result.Status));
        Assert.Equal((Noon.AddSeconds(60), null, Noon.AddSeconds(90), 2), (results[0].Delivered, results[0].Read, results[0].Clicked, results[0].Clicks));
        Assert.Equal(("Blocked", Noon.AddSeconds(60), null), (results[1].Reason, results[1].Failed, results[1].Delivered));
    }

    [Fact]
    public void Events_of_other_campaigns_and_tokens_are_counted_and_change_nothing()
    {
        string journal = WriteJournal("a", Campaign, Noon, ("1", "Accepted", "t1"));
        Receive(Event("marketing_message_clicks", "1", "999", 60, null));
        Receive(Event("marketing_message_clicks", "7", Campaign, 60, null));
        Receive(Event("marketing_message_reads", "1", Campaign, 60, "of another message"));

        MessageResults results = Join(journal);

        Assert.Equal("Sent", results.Journals[0].Results.Single().Status);
        Assert.Equal(3, results.OtherEvents);
    }

    [Fact]
    public void A_delivery_that_Meta_repeats_counts_once()
    {
        string journal = WriteJournal("a", Campaign, Noon, ("1", "Accepted", "t1"));
        string click = Event("marketing_message_clicks", "1", Campaign, 60, null);
        Receive(click);
        Receive(click);

        Assert.Equal(1, Join(journal).Journals[0].Results.Single().Clicks);
    }

    [Fact]
    public void A_click_belongs_to_the_latest_message_before_it()
    {
        string first = WriteJournal("a", Campaign, Noon, ("1", "Accepted", "t1"));
        string second = WriteJournal("b", Campaign, Noon.AddDays(2), ("1", "Accepted", "t2"));
        Receive(Event("marketing_message_clicks", "1", Campaign, 3 * 86400, null));

        MessageResults results = Join(first, second);

        Assert.Equal(["Sent", "Clicked"], results.Journals.Select(static journal => journal.Results.Single().Status));
        Assert.Equal(0, results.OtherEvents);
    }

    [Theory]
    [InlineData("marketing_message_echoes", "Sent")]
    [InlineData("marketing_message_deliveries", "Delivered")]
    [InlineData("marketing_message_reads", "Read")]
    public void The_inbox_settles_unknown_messages_of_the_journal(string field, string status)
    {
        string journal = WriteJournal("a", Campaign, Noon, ("1", "Sending", null));
        Receive(Event(field, "1", Campaign, 60, "t1"));

        Assert.Equal("Unknown", Join(journal, withInbox: false).Journals[0].Results.Single().Status);
        Assert.Equal(status, Join(journal).Journals[0].Results.Single().Status);
    }

    [Fact]
    public void The_summary_counts_a_click_as_a_read_delivery()
    {
        string journal = WriteJournal("a", Campaign, Noon, ("1", "Accepted", "t1"), ("2", "Accepted", "t2"), ("3", "Rejected", null), ("4", "Unknown", null), ("5", "NotSent", null), ("6", "Accepted", "t6"));
        Receive(Event("marketing_message_clicks", "1", Campaign, 60, null));
        Receive(Event("marketing_message_deliveries", "2", Campaign, 60, "t2"));

        MessageResultSummary summary = Join(journal).Journals[0].Summarize();

        Assert.Equal((6, 3, 2, 1, 1), (summary.Subscribers, summary.Sent, summary.Delivered, summary.Read, summary.Clicked));
        Assert.Equal((0, 1, 1, 1), (summary.Failed, summary.Rejected, summary.Unknown, summary.NotSent));
        Assert.Equal((50.0, 50.0), (summary.ReadRate, summary.ClickRate));
        Assert.Equal("2 MMFrequencyLimited", summary.Reasons.ToString());
    }

    [Fact]
    public void A_line_that_cannot_be_read_is_counted_and_the_others_are_read()
    {
        string journal = WriteJournal("a", Campaign, Noon, ("1", "Accepted", "t1"));
        Receive(Event("marketing_message_deliveries", "1", Campaign, 60, "t1"));
        File.AppendAllText(Inbox, "changed\n");
        Receive(Event("marketing_message_reads", "1", Campaign, 70, "t1"));

        MessageResults results = Join(journal);

        Assert.Equal("Read", results.Journals[0].Results.Single().Status);
        Assert.Equal(1, results.UnreadableLines);
    }

    private static string Event(string field, string token, string campaign, int seconds, string? trackingId) =>
        $$"""{"field":"{{field}}","page_id":1,"timestamp":{{Noon.AddSeconds(seconds).ToUnixTimeSeconds()}},{{(trackingId is null ? string.Empty : $"\"marketing_message_tracking_id\":\"{trackingId}\",")}}"messenger_subscription_token":"{{token}}","message_id":"{{campaign}}"}""";

    private string WriteJournal(string name, string campaign, DateTimeOffset time, params (string Token, string Outcome, string? TrackingId)[] messages)
    {
        var runId = Guid.NewGuid();
        string path = Path.Combine(_folder, name + ".journal");
        using var file = new FileStream(path, FileMode.CreateNew);
        new MessageJournalLine
        {
            Messages = new MessageJournalHeader
            {
                RunId = runId, Started = time, Version = "0.1.0", AdAccountId = "1", CampaignId = campaign, Message = TokenHash.Compute(runId, "x"),
            },
        }.WriteTo(file);
        for (int number = 1; number <= messages.Length; number++)
        {
            (string token, string outcome, string? trackingId) = messages[number - 1];
            var entry = new MessageJournalEntry
            {
                Number = number, Token = TokenHash.Compute(runId, token), Outcome = Enum.Parse<MessageOutcome>(outcome), TrackingId = trackingId, Time = time,
                Error = outcome is "Rejected" or "NotSent" ? "MMFrequencyLimited" : null,
            };
            new MessageJournalLine { Message = entry }.WriteTo(file);
        }

        return path;
    }

    private void Receive(string body)
    {
        using var file = new FileStream(Inbox, FileMode.Append);
        InboxLine.Write(file, new WebhookDelivery(++_sequence, Noon, Encoding.UTF8.GetBytes(body)));
    }

    private MessageResults Join(params string[] journals) => Join(withInbox: true, journals);

    private MessageResults Join(string journal, bool withInbox) => Join(withInbox, journal);

    private MessageResults Join(bool withInbox, params string[] journals)
    {
        var results = new MessageResults();
        Array.ForEach(journals, results.AddJournal);
        if (withInbox)
        {
            results.AddInbox(Inbox, CancellationToken.None);
        }

        return results;
    }
}
