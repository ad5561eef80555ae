using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.Json;
using System.Threading;
using System.Xml.Linq;
using MessengerMarketing.Messaging;
using MessengerMarketing.Messaging.Sending.Journal;
using MessengerMarketing.Reporting;
using MessengerMarketing.Reporting.Collecting;
using MessengerMarketing.Tests.Webhooks;
using MessengerMarketing.Uploads.Sync;
using MessengerMarketing.Webhooks;
using MessengerMarketing.Webhooks.Inbox;
using MessengerMarketing.Webhooks.Messages;
using Xunit;

namespace MessengerMarketing.Tests.Reporting;

/// <summary>A report from the list to the click: doors, subscribers, messages and cost.</summary>
public sealed class WayReportTests : IDisposable
{
    private static readonly long Second = Uploads.Begin.ToUnixTimeSeconds();

    private readonly string _folder = Directory.CreateTempSubdirectory("way-").FullName;
    private readonly UploadReportBuilder _builder = Uploads.Builder();
    private long _sequence;

    private string Inbox => Path.Combine(_folder, "inbox.jsonl");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Subscribers_are_counted_by_door_and_ref()
    {
        Receive(Link("1", "flyer", 0));
        Receive(Message("1", 60));
        Receive(OptIn("1", 120));
        Receive(Message("2", 0));
        Receive(Message("2", 5));
        Receive(OptIn("2", 60));
        Receive(OptIn("2", 90));
        Receive(OptIn("3", 60));
        Receive(Link("4", "flyer", 0));
        Receive(OptIn("2", 200, "\"notification_messages_status\":\"STOP NOTIFICATIONS\","));
        Read();

        SubscriberReport report = _builder.Build().Subscribers!;

        Assert.Equal(
            [new DoorCount(WebhookDoor.Message, 2, 1), new DoorCount(WebhookDoor.Link, 2, 1), new DoorCount(null, 0, 1)],
            report.Doors);
        Assert.Equal([new RefCount("flyer", 2, 1)], report.Refs);
        Assert.Equal((3, 1, false), (report.Subscribed, report.Stopped, report.IsPartial));
    }

    [Fact]
    public void A_message_takes_precedence_over_a_referral_older_than_seven_days()
    {
        Receive(Link("1", "flyer", 0));
        Receive(Message("1", 8 * 86_400));
        Receive(OptIn("1", (8 * 86_400) + 60));
        Read();

        Assert.Equal(
            [new DoorCount(WebhookDoor.Message, 1, 1), new DoorCount(WebhookDoor.Link, 1, 0)],
            _builder.Build().Subscribers!.Doors);
    }

    [Fact]
    public void A_repeated_delivery_and_an_unreadable_line_change_no_number()
    {
        Receive(Message("1", 0));
        Receive(Message("1", 0));
        Receive(OptIn("1", 60));
        Receive(OptIn("1", 60));
        File.AppendAllText(Inbox, "not a line\n");

        Assert.Equal(1, Read());
        Assert.Equal([new DoorCount(WebhookDoor.Message, 1, 1)], _builder.Build().Subscribers!.Doors);
    }

    [Fact]
    public void The_inbox_is_not_changed()
    {
        Receive(Message("1", 0));
        byte[] before = File.ReadAllBytes(Inbox);

        Read();

        Assert.Equal(before, File.ReadAllBytes(Inbox));
        Assert.Equal(["inbox.jsonl"], Directory.GetFiles(_folder).Select(Path.GetFileName));
    }

    [Fact]
    public void Refs_are_shortened_masked_encoded_and_limited_in_number()
    {
        Receive(Link("1", "<script>alert(1)</script>", 0));
        Receive(Link("2", "from ann@example.com", 0));
        Receive(Link("3", new string('x', 27) + " " + new string('y', 2_000), 0));
        foreach (int number in Enumerable.Range(10, 30))
        {
            Receive(Link(FormattableString.Invariant($"{number}"), FormattableString.Invariant($"ref {number}"), 0));
        }

        Read();

        string html = _builder.Build().ToHtml();
        string[] names = [.. Lines(Parse(html), "Subscribers by ref of the link, QR code, or ad").Select(static line => line.Split('|')[0])];
        Assert.Equal(21, names.Length);
        Assert.Equal("All others", names[^1]);
        Assert.DoesNotContain("<script>", html, StringComparison.Ordinal);
        Assert.Contains("&lt;script&gt;", html, StringComparison.Ordinal);
        Assert.DoesNotContain("ann@", html, StringComparison.Ordinal);
        Assert.All(names, static name => Assert.InRange(name.Length, 1, 61));
    }

    [Fact]
    public void The_most_frequent_refs_are_kept()
    {
        var tally = new RefTally();
        tally.Add("flyer", people: 50, subscribers: 5);
        foreach (int number in Enumerable.Range(0, 10_000))
        {
            tally.Add(FormattableString.Invariant($"made up {number}"), people: 1, subscribers: 0);
        }

        IReadOnlyList<RefCount> counts = tally.Counts(1);

        Assert.Equal([new RefCount("flyer", 50, 5), new RefCount(null, 10_000, 0)], counts);
    }

    [Fact]
    public void More_people_than_fit_in_memory_are_reported_as_forgotten()
    {
        var material = new SubscriberMaterial(maxPeople: 2);
        foreach (string person in new[] { "1", "2", "3" })
        {
            material.Add(WebhookBodies.Single(Message(person, 0)));
        }

        material.Add(WebhookBodies.Single(OptIn("1", 60)));

        SubscriberReport report = material.Report();
        Assert.True(report.IsPartial);
        Assert.Equal([new DoorCount(WebhookDoor.Message, 3, 0), new DoorCount(null, 0, 1)], report.Doors);
    }

    [Fact]
    public void Messages_are_joined_with_the_inbox_and_counted_by_campaign()
    {
        _builder.AddMessageJournal(WriteJournal("a", "7", "Accepted", "Accepted", "Rejected"));
        _builder.AddMessageJournal(WriteJournal("b", "7", "Accepted"));
        _builder.AddMessageJournal(WriteJournal("b", "7", "Accepted"));
        _builder.Add(new MessageCampaign { Id = "7", Name = "Spring & <b>", State = nameof(MessageCampaignState.Active) });
        Receive(Event("marketing_message_deliveries", "a1", "7"));
        Receive(Event("marketing_message_clicks", "a1", "7"));
        Read();

        string html = _builder.Build().ToHtml();
        XElement page = Parse(html);

        Assert.Equal(["Spring & <b>|2026-03-02 08:00:00|3|1|1|1|0|1|0"], Lines(page, "Messages by campaign"));
        Assert.Equal(["MMFrequencyLimited|1|100%"], Lines(page, "Messages that did not arrive, by reason"));
        Assert.Equal("Messenger marketing: from list to click", page.Descendants("h1").Single().Value);
        Assert.Equal(["Messages"], page.Descendants("h2").Select(static heading => heading.Value));
        Assert.DoesNotContain("token-a1", html, StringComparison.Ordinal);
    }

    [Fact]
    public void Results_of_a_journal_that_is_also_read_count_once()
    {
        string journal = WriteJournal("a", "7", "Accepted");
        _builder.AddMessageJournal(journal);
        _builder.Add(Results("7", journal, sent: 1));
        _builder.Add(Results("8", "other.journal", sent: 5));

        Assert.Equal([("7", 1L), ("8", 5L)], _builder.Build().Messages.Select(static campaign => (campaign.CampaignId, campaign.Sent)));
    }

    [Fact]
    public void The_total_of_costs_counts_each_campaign_once()
    {
        _builder.Add(new MessageInsight { CampaignId = "7", CampaignName = "Spring", Delivered = 1_000, Clicks = 20, Spend = 12.5m, CostPerDelivery = 0.0125m, CostPerClick = 0.625m, Since = new DateTime(2026, 3, 1), Until = new DateTime(2026, 3, 2) });
        _builder.Add(new MessageInsight { CampaignId = "8", Spend = 1_000m });
        XElement page = Parse(_builder.Build().ToHtml());
        Assert.Equal(["Spring|2026-03-01 to 2026-03-02|1,000|20|12.50|0.0125|0.625", "8|not known|not known|not known|1,000.00|not known|not known"], Lines(page, "Cost by campaign"));
        Assert.Equal("Total|1,000|20|1,012.50", string.Join('|', page.Descendants("tfoot").Single().Descendants("tr").Single().Elements().Select(static cell => cell.Value).Where(static text => text.Length > 0)));

        _builder.Add(new MessageInsight { CampaignId = "8", Spend = 500m });
        Assert.Empty(Parse(_builder.Build().ToHtml()).Descendants("tfoot"));
    }

    [Fact]
    public void Twenty_nightly_runs_are_shown_as_a_trend_and_not_as_bars()
    {
        foreach (int night in Enumerable.Range(0, 20))
        {
            var run = new Guid(night + 1, 0, 0, new byte[8]);
            _builder.Add(Uploads.Receipt(1, 90 + night, rejected: 10, run: run) with { SentAt = Uploads.Begin.AddDays(night) });
        }

        XElement page = Parse(_builder.Build().ToHtml());

        Assert.DoesNotContain(page.Descendants("caption"), static caption => caption.Value == "Rows by batch");
        Assert.Equal(20, Lines(page, "Uploads, oldest first").Count);
        Assert.Equal(5, Lines(page, "Latest uploads").Count);
        string[] plots = [.. page.Descendants().Where(static element => element.Name.LocalName == "svg").Select(static plot => plot.Elements().First().Value)];
        Assert.Equal(["Rows sent by each upload over time", "Rows rejected in each upload over time"], plots);
    }

    [Fact]
    public void A_sync_is_reported_like_an_upload_and_a_dry_run_is_not()
    {
        _builder.Add(Sync("WhatIf"));
        Assert.True(_builder.IsEmpty);
        _builder.Add(Sync("Finished"));

        XElement page = Parse(_builder.Build().ToHtml());

        Assert.Equal(["1: sync of a list|not known|not known|35|30|5|0|Finished: the audience is in sync with the list"], Lines(page, "Upload"));
        Assert.Contains("People removed by a sync|4", Lines(page, "Details"));
        Assert.Contains("Rows unchanged since the last sync and not sent|900", Lines(page, "Details"));
    }

    [Fact]
    public void The_same_input_gives_the_same_page_in_any_culture()
    {
        _builder.Add(new MessageInsight { CampaignId = "7", Delivered = 12_345, Spend = 1_234.5m, CostPerDelivery = 0.1m });
        _builder.Add(new SubscriberMeasure { OptInSource = "Other", Count = 1_234, Share = 1 });
        _builder.Add(Results("7", "a.journal", sent: 12_345));
        string invariant = _builder.Build().ToHtml();
        CultureInfo before = CultureInfo.CurrentCulture;
        try
        {
            foreach (string culture in new[] { "de-DE", "fa-IR", "tr-TR" })
            {
                CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);
                Assert.Equal(invariant, _builder.Build().ToHtml());
            }
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void Without_messages_and_subscribers_the_page_has_no_section_about_them()
    {
        _builder.Add(Uploads.Summary(10, 1));

        XElement page = Parse(_builder.Build().ToHtml());

        Assert.Equal([$"Audience {Uploads.AudienceId}"], page.Descendants("h2").Select(static heading => heading.Value));
        Assert.Empty(page.Descendants("nav"));
        Assert.DoesNotContain(page.Descendants("dl"), static list => list.Attribute("class") is not null);
    }

    [Fact]
    public void Several_inboxes_are_read_and_an_event_that_is_in_two_of_them_counts_once()
    {
        string first = Path.Combine(_folder, "first.jsonl");
        Receive(UploadStatus("120210000000000001"));
        Receive(Message("1", 0));
        File.Copy(Inbox, first);
        Receive(UploadStatus("120210000000000002"));
        _builder.AddInbox(first, CancellationToken.None);
        Read();

        UploadReport report = _builder.Build();

        Assert.Equal(["120210000000000001 1", "120210000000000002 1"], report.Audiences.Select(static audience => $"{audience.Id} {audience.Outcomes.Single().Batches}"));
        Assert.Equal([new DoorCount(WebhookDoor.Message, 1, 0)], report.Subscribers!.Doors);
    }

    private static string UploadStatus(string audience) => $$"""
        {"field":"marketing_messages_subscriber_upload_status","custom_audience_id":"{{audience}}","num_rows":100,"batch_uploading_status":"SUCCESS","timestamp":{{Second}}}
        """;

    private static SyncSummary Sync(string state) => new()
    {
        AudienceId = Uploads.AudienceId, State = state, RunId = Uploads.Run, Added = 20, Changed = 10, Removed = 3, OptedOut = 1, Unchanged = 900, RowsRead = 935, RowsUsable = 930, Rejections = new Dictionary<string, long> { ["NoIdentifier"] = 5 }, Batches = 2,
    };

    private static MessageResultSummary Results(string campaign, string journal, long sent) => new()
    {
        CampaignId = campaign, Subscribers = sent, Sent = sent, Delivered = 0, Read = 0, Clicked = 0, Failed = 0, Rejected = 0, Unknown = 0, NotSent = 0, Reasons = new Dictionary<string, long>(), JournalPath = journal,
    };

    private static string Message(string person, long after) => Messaging(person, after, """
        "message":{"mid":"m","text":"Hello"}
        """);

    private static string Link(string person, string reference, long after) => Messaging(person, after, $$"""
        "referral":{"ref":{{JsonSerializer.Serialize(reference)}},"source":"SHORTLINK","type":"OPEN_THREAD"}
        """);

    private static string OptIn(string person, long after, string more = "") => Messaging(person, after, $$"""
        "optin":{"type":"notification_messages",{{more}}"notification_messages_token":"token-{{person}}","title":"Weekly offers"}
        """);

    private static string Messaging(string person, long after, string member) => WebhookBodies.MessagingBody(FormattableString.Invariant($$"""
        {"sender":{"id":"{{person}}"},"recipient":{"id":"134141414124123"},"timestamp":{{(Second + after) * 1000}},{{member}}}
        """));

    private static string Event(string field, string person, string campaign) => $$"""
        {"field":"{{field}}","timestamp":{{Second * 1000}},"messenger_subscription_token":"token-{{person}}","message_id":"{{campaign}}"}
        """;

    private static XElement Parse(string html) => XElement.Parse(html["<!DOCTYPE html>\n".Length..]);

    private static List<string> Lines(XElement page, string caption) =>
        [.. page.Descendants("table").Single(table => table.Element("caption")!.Value == caption).Element("tbody")!.Elements("tr").Select(static line => string.Join('|', line.Elements().Select(static cell => cell.Value)))];

    private long Read() => _builder.AddInbox(Inbox, CancellationToken.None);

    private void Receive(string body)
    {
        using var file = new FileStream(Inbox, FileMode.Append);
        InboxLine.Write(file, new WebhookDelivery(++_sequence, Uploads.Begin, Encoding.UTF8.GetBytes(body)));
    }

    private string WriteJournal(string name, string campaign, params string[] outcomes)
    {
        string path = Path.Combine(_folder, name + ".journal");
        if (File.Exists(path))
        {
            return path;
        }

        var runId = Guid.NewGuid();
        using var file = new FileStream(path, FileMode.CreateNew);
        new MessageJournalLine
        {
            Messages = new MessageJournalHeader
            {
                RunId = runId, Started = Uploads.Begin, Version = "0.1.0", AdAccountId = "1", CampaignId = campaign, Message = TokenHash.Compute(runId, "x"),
            },
        }.WriteTo(file);
        foreach (int number in Enumerable.Range(1, outcomes.Length))
        {
            MessageOutcome outcome = Enum.Parse<MessageOutcome>(outcomes[number - 1]);
            var entry = new MessageJournalEntry
            {
                Number = number, Token = TokenHash.Compute(runId, FormattableString.Invariant($"token-{name}{number}")), Outcome = outcome, Time = Uploads.Begin,
                Error = outcome == MessageOutcome.Rejected ? "MMFrequencyLimited" : null,
            };
            new MessageJournalLine { Message = entry }.WriteTo(file);
        }

        return path;
    }
}
