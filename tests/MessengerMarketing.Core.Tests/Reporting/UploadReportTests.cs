using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using MessengerMarketing.Audiences;
using MessengerMarketing.Customers;
using MessengerMarketing.Reporting;
using MessengerMarketing.Uploads;
using MessengerMarketing.Uploads.Journal;
using MessengerMarketing.Webhooks;
using MessengerMarketing.Webhooks.Uploads;
using Xunit;

namespace MessengerMarketing.Tests.Reporting;

public sealed class UploadReportTests
{
    private readonly UploadReportBuilder _builder = Uploads.Builder();

    [Fact]
    public void Receipts_count_by_the_status_of_their_batches()
    {
        _builder.Add(Uploads.Receipt(2, 90, 10, BatchStatus.Rejected));
        _builder.Add(Uploads.Receipt(1, 95, 5));
        _builder.Add(Uploads.Receipt(3, 80, 20, BatchStatus.Unknown));
        _builder.Add(Uploads.Receipt(4, 70, 30, BatchStatus.NotSent));

        UploadReportEntry upload = Uploads.OnlyUpload(_builder);

        Assert.Equal(new RowCounts { Accepted = 95, Rejected = 65, RejectedByApi = 90, Unknown = 80, NotSent = 70 }, upload.Rows);
        Assert.Equal([1, 2, 3, 4], upload.Lines.Select(static line => line.Number));
        Assert.Equal((95, 0), (upload.Received, upload.Invalid));
        Assert.Empty(upload.Rejections);
        Assert.Null(upload.Duration);
        Assert.Equal(Uploads.Begin.AddSeconds(1), upload.From);
    }

    [Fact]
    public void Receipts_of_a_summary_are_not_counted_again()
    {
        _builder.Add(Uploads.Receipt(1, 95, 5));
        _builder.Add(Uploads.Summary(185, 15));
        _builder.Add(Uploads.Receipt(2, 90, 10));

        UploadReportEntry upload = Uploads.OnlyUpload(_builder);

        Assert.Equal(new RowCounts { Accepted = 185, Rejected = 15 }, upload.Rows);
        Assert.Equal(2, upload.Lines.Count);
        Assert.Equal(15, upload.Rejections[new RejectCause(SchemaKey.EMAIL, RejectReason.NotAnEmailAddress)]);
    }

    [Fact]
    public void A_summary_of_several_lists_is_one_entry()
    {
        _builder.Add(Uploads.Summary(100, 0, batches: 3, runs: [Uploads.Run, Guid.NewGuid()]));

        Assert.Equal((100, 3), (Uploads.OnlyUpload(_builder).Rows.Accepted, Uploads.OnlyUpload(_builder).Batches));
    }

    [Fact]
    public void A_repeated_receipt_counts_once()
    {
        _builder.Add(Uploads.Receipt(1, 95, 5));
        _builder.Add(Uploads.Receipt(1, 95, 5));

        Assert.Equal(100, Uploads.OnlyUpload(_builder).Rows.Total);
    }

    [Fact]
    public void Rows_that_were_divided_into_batches_of_another_size_count_once()
    {
        _builder.Add(Uploads.Receipt(1, 100));
        _builder.Add(Uploads.Receipt(2, 100, status: BatchStatus.Unknown));
        _builder.Add(Uploads.Receipt(3, 100, status: BatchStatus.NotSent));
        _builder.Add(Uploads.Receipt(4, 60) with { FirstRow = 101, LastRow = 160 });
        _builder.Add(Uploads.Receipt(5, 60) with { FirstRow = 161, LastRow = 220 });
        _builder.Add(Uploads.Receipt(6, 80) with { FirstRow = 221, LastRow = 300 });

        UploadReportEntry upload = Uploads.OnlyUpload(_builder);

        Assert.Equal(new RowCounts { Accepted = 300 }, upload.Rows);
        Assert.Equal([1, 4, 5, 6], upload.Lines.Select(static line => line.Number));
    }

    [Fact]
    public void A_batch_that_was_sent_in_the_end_is_no_longer_unknown_or_not_sent()
    {
        _builder.Add(Uploads.Receipt(1, 100, status: BatchStatus.Unknown));
        _builder.Add(Uploads.Receipt(2, 100, status: BatchStatus.NotSent));
        _builder.Add(Uploads.Receipt(1, 100));
        _builder.Add(Uploads.Receipt(2, 100));
        _builder.Add(Uploads.Receipt(2, 100, status: BatchStatus.NotSent));

        Assert.Equal(new RowCounts { Accepted = 200 }, Uploads.OnlyUpload(_builder).Rows);
    }

    [Fact]
    public void Equal_numbers_of_different_uploads_are_different_uploads()
    {
        _builder.Add(Uploads.Receipt(1, 100));
        _builder.Add(Uploads.Receipt(1, 100, run: Guid.NewGuid()));
        _builder.Add(Uploads.Summary(100, 0, runs: Guid.NewGuid()));

        Assert.Equal([100, 100, 100], Uploads.Only(_builder).Uploads.Select(static upload => upload.Rows.Accepted));
    }

    [Fact]
    public void A_journal_its_entry_its_summaries_and_its_receipts_are_one_upload()
    {
        JournalBatch[] batches = [Uploads.Batch(1, 90, 10), Uploads.Batch(2, 90, 10), Uploads.Batch(3, 90, 10)];
        UploadRecord record = Uploads.Record(batches);
        _builder.Add(Uploads.Receipt(1, 90, 10));
        _builder.Add(Uploads.Summary(90, 10, notAccepted: 200));
        _builder.Add(record);
        _builder.Add(Uploads.Summary(180, 20, before: 100));
        _builder.Add(record, batches);
        _builder.Add(Uploads.Receipt(3, 90, 10));

        UploadReportEntry upload = Uploads.OnlyUpload(_builder);

        Assert.Equal(new RowCounts { Accepted = 270, Rejected = 30 }, upload.Rows);
        Assert.Equal(3, upload.Lines.Count);
        Assert.Equal("big.csv", upload.FileName);
        Assert.Equal(TimeSpan.FromSeconds(20), upload.Duration);
        Assert.Equal(2, upload.Retries);
        Assert.Equal(30, upload.Rejections[new RejectCause(SchemaKey.PHONE, RejectReason.TooFewDigits)]);
    }

    [Fact]
    public void An_upload_and_its_continuation_are_one_without_a_journal_too()
    {
        _builder.Add(Uploads.Summary(90, 10, notAccepted: 200));
        _builder.Add(Uploads.Summary(180, 20, before: 100));

        UploadReportEntry upload = Uploads.OnlyUpload(_builder);

        Assert.Equal(new RowCounts { Accepted = 270, Rejected = 30 }, upload.Rows);
        Assert.Equal(0, upload.RowsDoneBefore);
    }

    [Fact]
    public void A_summary_without_the_earlier_run_reports_earlier_rows()
    {
        _builder.Add(Uploads.Summary(90, 10, notAccepted: 100, before: 100));
        _builder.Add(Uploads.Summary(90, 10, before: 200));

        UploadReportEntry upload = Uploads.OnlyUpload(_builder);

        Assert.Equal(new RowCounts { Accepted = 180, Rejected = 20 }, upload.Rows);
        Assert.Equal(100, upload.RowsDoneBefore);
    }

    [Fact]
    public void An_entry_alone_has_its_numbers()
    {
        _builder.Add(Uploads.Record(Uploads.Batch(1, 90, 10), Uploads.Batch(2, 90, 10, JournalOutcome.Unknown), Uploads.Batch(3, 90, 10, JournalOutcome.Rejected)));

        UploadReportEntry upload = Uploads.OnlyUpload(_builder);

        Assert.Equal(new RowCounts { Accepted = 90, Rejected = 30, Unknown = 90, NotAccepted = 90 }, upload.Rows);
        Assert.Empty(upload.Lines);
    }

    [Fact]
    public void Only_the_id_of_an_error_and_only_known_reasons_are_shown()
    {
        JournalBatch[] batches = [Uploads.Batch(1, 90, 0, JournalOutcome.Rejected, "MMThrottled"), Uploads.Batch(2, 90, 0, JournalOutcome.Rejected, "person1@example.com") with { Rejected = new Dictionary<string, long> { ["EMAIL person1@example.com"] = 3 } }];
        _builder.Add(Uploads.Record(batches), batches);

        UploadReportEntry upload = Uploads.OnlyUpload(_builder);

        Assert.Equal(["MMThrottled", null], upload.Lines.Select(static line => line.ErrorId));
        Assert.Equal(3, upload.Rejections[new RejectCause(null, null)]);
        Assert.DoesNotContain("person1", _builder.Build().ToHtml(), StringComparison.Ordinal);
    }

    [Fact]
    public void Each_audience_has_a_section_in_the_order_of_the_input()
    {
        _builder.Add(Uploads.Receipt(1, 100, audience: "3"));
        _builder.Add(new CustomAudience { Id = "1", Name = "Spring" });
        _builder.Add(Uploads.Summary(10, 0, audience: "3"));

        UploadReport report = _builder.Build();

        Assert.Equal(["3", "1"], report.Audiences.Select(static audience => audience.Id));
        Assert.Equal("Spring", report.Audiences[1].Name);
    }

    [Fact]
    public void Bounds_are_in_chronological_order_and_shown_once()
    {
        _builder.Add(new CustomAudience { Id = Uploads.AudienceId, ApproximateCountLowerBound = 900, ApproximateCountUpperBound = 1100 });
        _builder.Add(Uploads.Status(2, 500, 600, hour: 9));
        _builder.Add(Uploads.Status(1, 200, 300, hour: 5));
        _builder.Add(Event("page", 500, 600, hour: 9));
        _builder.Add(Event("ad_account", 500, 600, hour: 9));
        _builder.Add(Uploads.Status(3, null, null, hour: 10, AudienceUploadState.TimedOut));

        AudienceReport audience = Uploads.Only(_builder);

        Assert.Equal([(5, 200, 300), (9, 500, 600), (30, 900, 1100)], audience.Matches.Select(static match => ((int)(match.Time - Uploads.Begin).TotalHours, match.Lower, match.Upper)));
        Assert.Equal([new MatchOutcome(AudienceUploadState.Succeeded, 2, 200), new MatchOutcome(AudienceUploadState.TimedOut, 1, 100)], audience.Outcomes);
    }

    [Fact]
    public void Without_statuses_webhooks_give_the_results_of_batches_and_each_batch_counts_once()
    {
        _builder.Add(Event("page", 500, 600, hour: 9));
        _builder.Add(Event("ad_account", 500, 600, hour: 9));
        _builder.Add(Event("page", 700, 800, hour: 10));

        Assert.Equal([new MatchOutcome(AudienceUploadState.Succeeded, 2, 200)], Uploads.Only(_builder).Outcomes);
    }

    [Fact]
    public void The_people_who_matched_in_each_session_are_added_and_what_is_missing_is_said()
    {
        _builder.Add(Uploads.Status(1, 200, 300, hour: 5) with { Matched = 61, Stage = "finished", Progress = "100" });
        _builder.Add(Uploads.Status(2, 500, 600, hour: 9) with { Matched = 55, Stage = "finished", Progress = "100" });
        _builder.Add(Uploads.Status(3, 500, 600, hour: 9));
        _builder.Add(Uploads.Status(4, null, null, hour: 10, AudienceUploadState.TimedOut) with { Stage = "matching", Progress = "40" });

        MatchOutcome[] outcomes = [.. Uploads.Only(_builder).Outcomes];
        string page = _builder.Build().ToHtml();

        Assert.Equal(
            [
                new MatchOutcome(AudienceUploadState.Succeeded, 3, 300) { Matched = 116, BatchesWithMatches = 2, Stages = "finished, 100" },
                new MatchOutcome(AudienceUploadState.TimedOut, 1, 100) { Stages = "matching, 40" },
            ],
            outcomes);
        Assert.Contains("<td class=\"number\">116</td><td>finished, 100</td>", page, StringComparison.Ordinal);
        Assert.Contains("<td class=\"number\">not known</td><td>matching, 40</td>", page, StringComparison.Ordinal);
        Assert.Contains("For 1 of 3 batches, the input does not contain how many people matched.", page, StringComparison.Ordinal);
    }

    [Fact]
    public void When_the_Graph_API_does_not_provide_the_matches_the_page_says_so()
    {
        _builder.Add(Uploads.Status(1, 200, 300, hour: 5));

        Assert.Contains("For these batches, the input does not contain how many people matched.", _builder.Build().ToHtml(), StringComparison.Ordinal);
    }

    private static UploadStatusEvent Event(string teller, long lower, long upper, int hour)
    {
        string value = FormattableString.Invariant(
            $$"""{"custom_audience_id":"{{Uploads.AudienceId}}","num_rows":100,"approximate_count_lower_bound":{{lower}},"approximate_count_upper_bound":{{upper}},"batch_uploading_status":"SUCCESS","timestamp":{{Uploads.Begin.AddHours(hour).ToUnixTimeMilliseconds()}}}""");
        string body = $$"""{"object":"{{teller}}","entry":[{"id":"1","time":1,"changes":[{"field":"marketing_messages_subscriber_upload_status","value":{{value}}}]}]}""";
        return Assert.IsType<UploadStatusEvent>(Assert.Single(WebhookParser.Parse(Encoding.UTF8.GetBytes(body)).Events));
    }
}
