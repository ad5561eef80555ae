using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.RegularExpressions;
using MessengerMarketing.Audiences;
using MessengerMarketing.Messaging;
using MessengerMarketing.Reporting;
using MessengerMarketing.Reporting.Collecting;
using MessengerMarketing.Tests.Sandbox.Browser;
using MessengerMarketing.Tests.Webhooks;
using MessengerMarketing.Uploads.Journal;
using MessengerMarketing.Webhooks.Messages;
using OpenQA.Selenium;
using OpenQA.Selenium.Chrome;
using Xunit;

namespace MessengerMarketing.Tests.Reporting;

/// <summary>Tests a report in headless Chromium, on a screen and on paper.</summary>
public sealed class ReportInBrowserTests(HeadlessBrowser browser) : IClassFixture<HeadlessBrowser>, IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("mm-report-").FullName;

    private ChromeDriver Browser { get; } = browser.OpenTab();

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [BrowserFact]
    public void Plots_are_visible_and_their_labels_neither_overlap_nor_leave_the_image()
    {
        Open(Large());
        Assert.Empty(Problems());
        Assert.Equal(5, Browser.FindElements(By.TagName("svg")).Count);

        Open(Small());
        Assert.Empty(Problems());
        Assert.Equal(3, Browser.FindElements(By.TagName("svg")).Count);
    }

    [BrowserFact]
    public void The_page_loads_nothing_and_the_console_stays_empty()
    {
        Open(Large());

        Assert.Equal(0L, Browser.ExecuteScript("return performance.getEntriesByType('resource').length"));
        Assert.Empty(Browser.Manage().Logs.GetLog(LogType.Browser));
        Assert.Equal("Uploads to Messenger marketing audiences", Browser.Title);
    }

    [BrowserFact]
    public void Every_plot_has_an_accessible_name()
    {
        Open(Small());

        string[] labels = [.. Browser.FindElements(By.TagName("svg")).Select(static picture => ((WebElement)picture).ComputedAccessibleLabel)];

        Assert.Collection(
            labels,
            static label => Assert.StartsWith("Rows by batch and outcome ", label, StringComparison.Ordinal),
            static label => Assert.StartsWith("Rejected rows by key and reason ", label, StringComparison.Ordinal),
            static label => Assert.StartsWith("Lower and upper bound of the number of people in the audience over time ", label, StringComparison.Ordinal));
    }

    /// <summary>WCAG 2.2, 1.4.3: 4.5 to 1.</summary>
    [BrowserFact]
    public void All_text_has_enough_contrast()
    {
        foreach (string scheme in new[] { "light", "dark" })
        {
            Open(Way());
            SetScheme(scheme);
            Assert.Equal(string.Empty, PaleTexts());
            Open(Large());
            Assert.Equal(string.Empty, PaleTexts());
        }

        Assert.Equal("rgb(20, 25, 31)", Browser.FindElement(By.TagName("body")).GetCssValue("background-color").Replace("rgba(20, 25, 31, 1)", "rgb(20, 25, 31)", StringComparison.Ordinal));
        Browser.ExecuteCdpCommand("Emulation.setEmulatedMedia", new Dictionary<string, object?> { ["media"] = "print", ["features"] = new[] { new Dictionary<string, object?> { ["name"] = "prefers-color-scheme", ["value"] = "dark" } } });
        Assert.Equal(string.Empty, PaleTexts());
        Assert.Contains("255, 255, 255", Browser.FindElement(By.TagName("body")).GetCssValue("background-color"), StringComparison.Ordinal);
    }

    private object? PaleTexts() => Browser.ExecuteScript("""
            const light = color => {
                const [r, g, b] = color.match(/[\d.]+/g).slice(0, 3).map(each => each / 255).map(each => each <= .04045 ? each / 12.92 : ((each + .055) / 1.055) ** 2.4);
                return .2126 * r + .7152 * g + .0722 * b;
            };
            const ground = light(getComputedStyle(document.body).backgroundColor);
            const contrast = color => (Math.max(light(color), ground) + .05) / (Math.min(light(color), ground) + .05);
            return [...document.body.querySelectorAll('*')]
                .filter(each => [...each.childNodes].some(node => node.nodeType === 3 && node.data.trim()))
                .map(each => ({ each, color: each.tagName === 'text' ? getComputedStyle(each).fill : getComputedStyle(each).color }))
                .filter(({ color }) => contrast(color) < 4.5)
                .map(({ each, color }) => each.tagName + ' ' + color).join();
            """);

    [BrowserTheory]
    [InlineData("A4", 21.0, 29.7)]
    [InlineData("letter", 21.59, 27.94)]
    public void Nothing_is_cut_off_on_paper(string paper, double width, double height)
    {
        Open(Large());
        var options = new PrintOptions { PageDimensions = new PrintOptions.PageSize { Width = width, Height = height }, OutputBackgroundImages = true, ShrinkToFit = false };
        options.PageMargins = new PrintOptions.Margins { Left = 1.5, Right = 1.5, Top = 1.5, Bottom = 1.5 };
        string print = Encoding.Latin1.GetString(Browser.Print(options).AsByteArray);
        int pages = Regex.Count(print, "/Type /Page\\b(?!s)");
        Assert.True(pages is >= 4 and <= 12, $"{pages} pages of {paper}.");

        // The printable area of a page, in CSS pixels.
        long inside = (long)((width - 3) / 2.54 * 96);
        Browser.ExecuteCdpCommand("Emulation.setEmulatedMedia", new Dictionary<string, object?> { ["media"] = "print" });
        Browser.ExecuteCdpCommand("Emulation.setDeviceMetricsOverride", new Dictionary<string, object?> { ["width"] = inside, ["height"] = 1000, ["deviceScaleFactor"] = 1, ["mobile"] = false });
        Assert.Equal(string.Empty, Browser.ExecuteScript(
            "return [...document.body.querySelectorAll('*')].filter(each => each.getBoundingClientRect().right > arguments[0] + .5).map(each => each.tagName + ' ' + each.textContent.slice(0, 40)).join()", inside));
        Assert.Equal(true, Browser.ExecuteScript("return [...document.querySelectorAll('figure')].every(each => each.getBoundingClientRect().height < arguments[0])", (height - 3) / 2.54 * 96));
        Assert.Empty(Problems());
    }

    [BrowserTheory]
    [InlineData(360)]
    [InlineData(400)]
    [InlineData(1280)]
    [InlineData(1920)]
    public void The_page_does_not_scroll_horizontally_on_any_screen(int width)
    {
        foreach (UploadReport report in new[] { Large(), Way() })
        {
            Open(report);
            SetWidth(width);

            // A vertical scroll bar takes some of the width.
            Assert.Equal(true, Browser.ExecuteScript("return document.documentElement.scrollWidth <= document.documentElement.clientWidth && innerWidth === arguments[0]", width));
            Assert.Equal(string.Empty, Browser.ExecuteScript("""
                return [...document.querySelectorAll('h1, h2, h3, p, dl, li')].filter(each => each.getBoundingClientRect().right > arguments[0] + .5).map(each => each.tagName + ' ' + each.textContent.slice(0, 40)).join()
                """, width));
        }
    }

    [BrowserFact]
    public void A_wide_screen_shows_plots_and_tables_side_by_side()
    {
        Open(Way());
        SetWidth(1920);

        Assert.Equal(true, Browser.ExecuteScript("return document.body.getBoundingClientRect().width >= 1400"));
        Assert.Equal(true, Browser.ExecuteScript("""
            const part = document.querySelector('#messages').nextElementSibling;
            const [plot, table] = ['figure', '.table'].map(each => part.querySelector(each).getBoundingClientRect());
            return plot.right < table.left;
            """));
    }

    [BrowserFact]
    public void The_page_from_list_to_click_has_plots_with_readable_labels()
    {
        Open(Way());

        Assert.Empty(Problems());
        Assert.Equal(
            ["Audience Spring", "Subscribers", "Messages", "Cost"],
            Browser.FindElements(By.TagName("h2")).Select(static heading => heading.Text));
    }

    private static UploadReport Large()
    {
        UploadReportBuilder builder = Uploads.Builder();
        JournalBatch[] batches = [.. Enumerable.Range(1, 600).Select(static number => Uploads.Batch(number, 9_000, 1_000, number % 97 == 0 ? (JournalOutcome)(2 + (number % 3)) : JournalOutcome.Accepted, number % 97 == 0 ? "MMInvalidParameter" : null))];
        builder.Add(Uploads.Record(batches), batches);
        builder.Add(new CustomAudience { Id = Uploads.AudienceId, Name = "Newsletter & <friends>", ApproximateCountLowerBound = 3_900_000, ApproximateCountUpperBound = 4_600_000 });
        foreach (int number in Enumerable.Range(1, 28))
        {
            builder.Add(Uploads.Status(number, number * 130_000, number * 155_000, number));
        }

        builder.Add(Uploads.Summary(1_100, 104, audience: "120210000000000002") with
        {
            Rejections = new Dictionary<string, long> { ["EMAIL NotAnEmailAddress"] = 60, ["DATA_PROCESSING_OPTIONS_COUNTRY NotRecognized"] = 30, ["NoIdentifier"] = 13, ["LinesRunTogether"] = 1 },
            BlankedCells = new Dictionary<string, long> { ["COUNTRY NotRecognized"] = 7 },
        });
        return builder.Build();
    }

    /// <summary>Nightly runs, doors, messages and their cost.</summary>
    private static UploadReport Way()
    {
        UploadReportBuilder builder = Uploads.Builder();
        foreach (int night in Enumerable.Range(0, 24))
        {
            builder.Add(Uploads.Receipt(1, 12_000 + (night * 370 % 2_100), rejected: 40 + (night * 13 % 50), run: new Guid(night + 1, 0, 0, new byte[8])) with { SentAt = Uploads.Begin.AddDays(night - 24) });
            builder.Add(Uploads.Status(1, 5_000 + (night * 210), 6_100 + (night * 250), hour: ((night - 24) * 24) + 6));
        }

        builder.Add(new CustomAudience { Id = Uploads.AudienceId, Name = "Spring" });
        foreach (string campaign in new[] { "120210000000000071", "120210000000000072" })
        {
            builder.Add(new MessageResultSummary
            {
                CampaignId = campaign, Subscribers = 9_000, Sent = 8_700, Delivered = 8_200, Read = 5_100, Clicked = 730, Failed = 120, Rejected = 280, Unknown = 5, NotSent = 15, JournalPath = campaign,
                Reasons = new Dictionary<string, long> { ["MMFrequencyLimited"] = 280, ["The person blocked messages of this Page, in words of Meta that are as long as a reason can be."] = 120, ["MMCampaignNotReady"] = 15 },
            });
            builder.Add(new MessageInsight { CampaignId = campaign, CampaignName = "Weekly offers " + campaign[^1], Delivered = 8_190, Clicks = 731, Spend = 163.8m, CostPerDelivery = 0.02m, CostPerClick = 0.2241m, Since = new DateTime(2026, 3, 1), Until = new DateTime(2026, 3, 7) });
        }

        var subscribers = new SubscriberMaterial();
        foreach (int person in Enumerable.Range(1, 60))
        {
            string id = FormattableString.Invariant($"{person}");
            string reference = person % 7 == 0 ? new string('w', 300) : FormattableString.Invariant($"flyer {person % 5}");
            subscribers.Add(WebhookBodies.Single(WebhookBodies.MessagingBody(person % 3 == 0 ? WebhookBodies.Message.Replace("7770001", id, StringComparison.Ordinal) : WebhookBodies.LinkReferral.Replace("7770001", id, StringComparison.Ordinal).Replace("spring-flyer", reference, StringComparison.Ordinal))));
            subscribers.Add(WebhookBodies.Single(WebhookBodies.MessagingBody(WebhookBodies.OptIn.Replace("7770001", FormattableString.Invariant($"{person + (person % 4)}"), StringComparison.Ordinal))));
        }

        return builder.Build() with { Subscribers = subscribers.Report() };
    }

    private static UploadReport Small()
    {
        UploadReportBuilder builder = Uploads.Builder();
        builder.Add(Uploads.Summary(3, 1));
        builder.Add(new CustomAudience { Id = Uploads.AudienceId, Name = "Spring", ApproximateCountLowerBound = 0, ApproximateCountUpperBound = 0 });
        return builder.Build();
    }

    private void SetWidth(int width) => Browser.ExecuteCdpCommand("Emulation.setDeviceMetricsOverride", new Dictionary<string, object?> { ["width"] = width, ["height"] = 900, ["deviceScaleFactor"] = 1, ["mobile"] = width < 800 });

    private void SetScheme(string scheme) => Browser.ExecuteCdpCommand("Emulation.setEmulatedMedia", new Dictionary<string, object?> { ["media"] = "screen", ["features"] = new[] { new Dictionary<string, object?> { ["name"] = "prefers-color-scheme", ["value"] = scheme } } });

    private void Open(UploadReport report)
    {
        string path = Path.Combine(_folder, "report.html");
        File.WriteAllText(path, report.ToHtml());
        Browser.Navigate().GoToUrl(new Uri(path));
    }

    /// <summary>Finds charts without size, labels outside of their picture, and labels that overlap by more than 1.5 pixels.</summary>
    private IReadOnlyList<object> Problems() => (IReadOnlyList<object>)Browser.ExecuteScript("""
        const problems = [];
        for (const picture of document.querySelectorAll('svg')) {
            const frame = picture.getBoundingClientRect();
            const labels = [...picture.querySelectorAll('text')].map(each => ({ text: each.textContent, box: each.getBoundingClientRect() }));
            if (frame.width < 400 || frame.height < 50 || labels.length < 4) problems.push('a plot of ' + frame.width + ' by ' + frame.height + ' with ' + labels.length + ' labels');
            for (const [at, { text, box }] of labels.entries()) {
                if (box.width === 0 || box.left < frame.left - 1 || box.right > frame.right + 1 || box.top < frame.top - 1 || box.bottom > frame.bottom + 1) problems.push(text + ' leaves the picture');
                for (const other of labels.slice(at + 1)) {
                    const across = Math.min(box.right, other.box.right) - Math.max(box.left, other.box.left);
                    const down = Math.min(box.bottom, other.box.bottom) - Math.max(box.top, other.box.top);
                    if (across > 1.5 && down > 1.5) problems.push(text + ' overlaps ' + other.text);
                }
            }
        }
        return problems;
        """)!;
}
