using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using System.Xml.Linq;
using MessengerMarketing.Audiences;
using MessengerMarketing.Customers;
using MessengerMarketing.Reporting;
using MessengerMarketing.Uploads.Journal;
using MessengerMarketing.Webhooks.Uploads;
using Xunit;

namespace MessengerMarketing.Tests.Reporting;

public sealed class ReportPageTests
{
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    private readonly UploadReportBuilder _builder = Uploads.Builder();

    [Fact]
    public void Tables_contain_the_numbers_of_the_input()
    {
        JournalBatch[] batches = [Uploads.Batch(1, 9_900, 100), Uploads.Batch(2, 9_900, 100, JournalOutcome.Rejected, "MMInvalidParameter")];
        _builder.Add(Uploads.Record(batches), batches);
        _builder.Add(Uploads.Status(1, 7_000, 8_200, hour: 9));

        XElement page = Parse(_builder.Build().ToHtml());

        Assert.Equal(["Batch 1|9,900|100|0|10,000", "Batch 2|0|100|9,900|10,000"], Lines(page, "Rows by batch"));
        Assert.Equal(["PHONE TooFewDigits|200|100%|The phone number has fewer than 7 digits. Complete it."], Lines(page, "Rejected rows by key and reason"));
        Assert.Equal(["2026-03-02 17:00:00|7,000|8,200|Webhook"], Lines(page, "Number of people in the audience"));
        Assert.Equal(["1|2|10,001|20,000|9,900|Rejected by the Graph API|MMInvalidParameter|2026-03-02 08:00:02"], Lines(page, "Batches that were not accepted"));
        Assert.Equal(["1: big.csv|2026-03-02 08:00:00|2026-03-02 08:05:00|20,000|9,900|200|9,900|Finished: all rows are processed"], Lines(page, "Upload"));
        Assert.Equal(3, page.Descendants(Svg + "svg").Count());
    }

    [Fact]
    public void Missing_input_is_described_in_a_sentence_without_a_plot()
    {
        _builder.Add(new CustomAudience { Id = "1" });

        XElement page = Parse(_builder.Build().ToHtml());

        Assert.Empty(page.Descendants(Svg + "svg"));
        Assert.Contains("The input does not contain uploads to this audience.", page.Value, StringComparison.Ordinal);
        Assert.Equal(["Matched people"], page.Descendants("h3").Select(static heading => heading.Value));
        Assert.Contains("The input does not contain the number of matched people. To include it", page.Value, StringComparison.Ordinal);
    }

    [Fact]
    public void If_reasons_are_missing_the_page_explains_how_to_get_them()
    {
        _builder.Add(Uploads.Receipt(1, 97, 3));

        XElement page = Parse(_builder.Build().ToHtml());

        Assert.Contains("The reason of 3 rejected rows is not known", page.Value, StringComparison.Ordinal);
        Assert.Contains("-Summary", page.Value, StringComparison.Ordinal);
        Assert.Equal(["Batches", "Rows received, as reported by the Graph API", "Rows invalid, as reported by the Graph API"], Lines(page, "Details").Select(line => line.Split('|')[0]));
        Assert.Contains("-JournalPath", page.Value, StringComparison.Ordinal);
    }

    [Fact]
    public void A_list_without_bad_rows_is_reported()
    {
        _builder.Add(Uploads.Summary(100, 0));

        Assert.Contains("No rows were rejected.", Parse(_builder.Build().ToHtml()).Value, StringComparison.Ordinal);
    }

    [Fact]
    public void Names_are_encoded_and_cannot_inject_markup()
    {
        _builder.Add(new CustomAudience { Id = "1", Name = "<script>alert(1)</script> & \"Sons\"\u0001\uD800" });

        string html = _builder.Build("</title><img src=x>").ToHtml();

        Assert.DoesNotContain("<script", html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("<img", html, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("<bdi>&lt;script&gt;alert(1)&lt;/script&gt; &amp; \"Sons\"</bdi>", html, StringComparison.Ordinal);
        Assert.Contains("<title>&lt;/title&gt;&lt;img src=x&gt;</title>", html, StringComparison.Ordinal);
    }

    [Fact]
    public void The_same_input_gives_the_same_bytes_in_any_culture()
    {
        string invariant = Sample();
        CultureInfo before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("de-DE");
            Assert.Equal(invariant, Sample());
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("fa-IR");
            Assert.Equal(invariant, Sample());
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void The_page_loads_nothing_and_works_with_screen_readers()
    {
        string html = Sample();
        XElement page = Parse(html);

        Assert.StartsWith("<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\" />", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<?xml", html, StringComparison.Ordinal);
        Assert.Contains("content=\"default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'\"", html, StringComparison.Ordinal);
        Assert.DoesNotContain(page.DescendantsAndSelf().Attributes(), static attribute => attribute.Name.LocalName is "src" || (attribute.Name.LocalName == "href" && !attribute.Value.StartsWith('#')));
        Assert.DoesNotContain("url(", html.Replace("url(#", string.Empty, StringComparison.Ordinal), StringComparison.Ordinal);
        string[] ids = [.. page.Descendants().Attributes("id").Select(static id => id.Value)];
        Assert.Equal(ids.Distinct(StringComparer.Ordinal), ids);
        Assert.All(page.Descendants(Svg + "svg"), picture =>
        {
            Assert.Equal("img", picture.Attribute("role")!.Value);
            Assert.NotNull(picture.Attribute("viewBox"));
            Assert.All(picture.Attribute("aria-labelledby")!.Value.Split(' '), id => Assert.NotEmpty(page.Descendants().Single(element => element.Attribute("id")?.Value == id).Value));
        });
        Assert.Equal(["h1", "h2", "h3", "h3", "h3", "h3", "h2", "h3", "h3", "h3", "h3"], page.Descendants().Select(static element => element.Name.LocalName).Where(static name => name is "h1" or "h2" or "h3"));
        Assert.All(page.Descendants("th"), static heading => Assert.NotNull(heading.Attribute("scope")));
    }

    /// <summary>
    /// The size of a page does not grow with the number of batches, except for digits: there are at most 24 bars, 50 lines and 300 points. Here
    /// each bar has all patterns; the page of a successful upload is a sixth of that size.
    /// </summary>
    [Fact]
    public void A_page_of_five_thousand_batches_has_less_than_200_KB()
    {
        JournalBatch[] batches = [.. Enumerable.Range(1, 5_000).Select(static number => Uploads.Batch(number, 9_000, 1_000, (JournalOutcome)(1 + (number % 4))))];
        _builder.Add(Uploads.Record(batches), batches);
        foreach (int number in Enumerable.Range(1, 5_000))
        {
            _builder.Add(Uploads.Status(number, number * 70, number * 90, hour: number / 50));
        }

        string html = _builder.Build().ToHtml();
        XElement page = Parse(html);

        Assert.InRange(Encoding.UTF8.GetByteCount(html), 20_000, 200_000);
        Assert.Equal(24, Lines(page, "Rows by batch").Count);
        Assert.Equal("Batches 1 to 209|468,000|209,000|477,000|468,000|468,000|2,090,000", Lines(page, "Rows by batch")[0]);
        Assert.Equal(50, Lines(page, "Batches that were not accepted").Count);
        Assert.Contains("3,700 more batches were not accepted", page.Value, StringComparison.Ordinal);
        Assert.Contains("5,000 batches are combined into 24 bars of up to 209.", page.Value, StringComparison.Ordinal);
        Assert.Equal(40, Lines(page, "Number of people in the audience").Count);
    }

    [Fact]
    public void Rare_reasons_are_grouped_in_the_plot()
    {
        _builder.Add(Uploads.Summary(0, 210) with
        {
            Rejections = Enum.GetValues<RejectReason>().Skip(1).Take(20).Select(static (reason, index) => (reason, index)).ToDictionary(static each => $"{each.reason}", static each => each.index + 1L),
        });

        XElement page = Parse(_builder.Build().ToHtml());

        Assert.Equal(["20", "19", "18"], Lines(page, "Rejected rows by key and reason").Take(3).Select(static line => line.Split('|')[1]));
        Assert.Equal(20, Lines(page, "Rejected rows by key and reason").Count);
        Assert.Contains(page.Descendants(Svg + "text"), static label => label.Value == "9 others");
    }

    [Fact]
    public void Every_reason_outcome_and_status_has_a_sentence_with_advice()
    {
        string[] sentences =
        [
            .. Enum.GetValues<RejectReason>().Where(static reason => reason != RejectReason.None).Select(static reason => Wording.Advise(reason)),
            .. RowCounts.Outcomes.Select(Wording.Advise),
            .. Enum.GetValues<AudienceUploadState>().Select(Wording.Advise),
        ];

        Assert.Equal(Enum.GetValues<RowOutcome>(), RowCounts.Outcomes);
        Assert.Equal(sentences.Length, sentences.Distinct(StringComparer.Ordinal).Count());
        Assert.DoesNotContain(Wording.Advise((RejectReason?)null), sentences);
    }

    [Fact]
    public void The_folder_of_a_list_is_not_shown()
        => Assert.DoesNotContain("secret folder", Sample(), StringComparison.Ordinal);

    private static string Sample()
    {
        UploadReportBuilder builder = Uploads.Builder();
        JournalBatch[] batches = [.. Enumerable.Range(1, 30).Select(static number => Uploads.Batch(number, 9_000, 1_000, (JournalOutcome)(1 + (number % 4))))];
        builder.Add(Uploads.Record(batches), batches);
        builder.Add(Uploads.Status(1, 1_000, 1_500, hour: 3));
        builder.Add(Uploads.Status(2, 2_500, 3_000, hour: 8));
        builder.Add(Uploads.Summary(1_234, 56, audience: "2"));
        return builder.Build().ToHtml();
    }

    /// <summary>A page is also valid XML.</summary>
    private static XElement Parse(string html) => XElement.Parse(html["<!DOCTYPE html>\n".Length..]);

    private static List<string> Lines(XElement page, string caption) =>
        [.. page.Descendants("table").Single(table => table.Element("caption")!.Value == caption).Element("tbody")!.Elements("tr").Select(static line => string.Join('|', line.Elements().Select(static cell => cell.Value)))];
}
