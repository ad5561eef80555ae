using System;
using System.Linq;
using MessengerMarketing.Reporting;
using MessengerMarketing.Webhooks.Uploads;
using Xunit;

namespace MessengerMarketing.Tests.Reporting;

public sealed class UploadTrendTests
{
    private static readonly Guid Later = new("99999999-2222-3333-4444-555555555555");

    [Fact]
    public void Each_upload_has_the_last_bounds_before_the_next_one()
    {
        UploadReportBuilder builder = Uploads.Builder();
        builder.Add(Uploads.Receipt(1, 90, rejected: 10));
        builder.Add(Status(2, 50, 100));
        builder.Add(Status(4, 60, 110));
        builder.Add(Uploads.Receipt(1, 200, run: Later) with { SentAt = Uploads.Begin.AddHours(24) });
        builder.Add(Uploads.Receipt(2, 200, status: MessengerMarketing.Uploads.BatchStatus.Rejected, run: Later) with { SentAt = Uploads.Begin.AddHours(25) });

        AudienceReport audience = Uploads.Only(builder);

        Assert.Equal(
            [(0, 90, 10, 60, 110), (24, 200, 200, null, null)],
            audience.Trend.Select(static point => ((int)(point.Time - Uploads.Begin).TotalHours, point.RowsSent, point.RowsRejected, point.Lower, point.Upper)));
        string page = builder.Build().ToHtml();
        Assert.Contains("<caption>Uploads, oldest first</caption>", page, StringComparison.Ordinal);
        Assert.Contains("<td class=\"number\">90</td><td class=\"number\">10</td><td class=\"number\">60</td><td class=\"number\">110</td>", page, StringComparison.Ordinal);
        Assert.Contains("<td class=\"number\">200</td><td class=\"number\">200</td><td class=\"number\">not known</td><td class=\"number\">not known</td>", page, StringComparison.Ordinal);
    }

    [Fact]
    public void One_upload_has_no_section_about_a_trend()
    {
        UploadReportBuilder builder = Uploads.Builder();
        builder.Add(Uploads.Receipt(1, 90));

        Assert.DoesNotContain("Uploads, oldest first", builder.Build().ToHtml(), StringComparison.Ordinal);
    }

    private static AudienceUploadStatus Status(int hours, long lower, long upper) => new()
    {
        AudienceId = Uploads.AudienceId,
        Batch = 1,
        Rows = 90,
        Status = nameof(AudienceUploadState.Succeeded),
        Source = nameof(UploadStatusSource.Poll),
        LowerBound = lower,
        UpperBound = upper,
        Time = Uploads.Begin.AddHours(hours),
    };
}
