using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using MessengerMarketing.Sandbox;
using MessengerMarketing.Tests.Uploads;
using OpenQA.Selenium;
using OpenQA.Selenium.Chrome;
using Xunit;

namespace MessengerMarketing.Tests.Sandbox.Browser;

/// <summary>Tests the console in headless Chromium.</summary>
public sealed class ConsoleInBrowserTests(HeadlessBrowser browser) : IClassFixture<HeadlessBrowser>
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private ChromeDriver Browser { get; } = browser.OpenTab();

    [BrowserFact]
    public async Task Uploads_appear_as_they_arrive()
    {
        using SandboxUpload sandbox = await SandboxUpload.StartAsync();
        Browser.Navigate().GoToUrl(sandbox.Server.BaseUri);
        WaitFor(() => Text("#audiences").Contains("Spring", StringComparison.Ordinal));
        Assert.Equal("No uploads yet.", Text("#uploads"));

        await sandbox.UploadAsync(People.Blocks(1234, 1000));

        WaitFor(() => Browser.FindElements(By.CssSelector("#uploads tbody tr")).Count == 2);
        WaitFor(() => Text("#audiences").Contains(Browser.ExecuteScript("return (1234).toLocaleString()")!.ToString()!, StringComparison.Ordinal));
        Assert.Contains("/users", Text("#requests"), StringComparison.Ordinal);
        AssertNothingIsSecret(sandbox.Server);
    }

    [BrowserFact]
    public void A_customer_can_write_read_the_request_as_a_card_and_subscribe()
    {
        using var server = SandboxServer.Start();
        Browser.Navigate().GoToUrl(server.BaseUri);

        Browser.FindElement(By.Id("text")).SendKeys("Hello <b>there</b>");
        Browser.FindElement(By.CssSelector("#write button")).Click();

        WaitFor(() => Text("#conversation") == "Hello <b>there</b>");
        string psid = Browser.FindElement(By.Id("customer")).GetAttribute("value")!;
        Ask(server, psid, "Weekly offers");
        WaitFor(() => Text("#conversation .title") == "Weekly offers");
        Browser.FindElement(By.CssSelector("#conversation button.main")).Click();

        WaitFor(() => Text("#conversation").Contains("Subscribed", StringComparison.Ordinal));
        Assert.Equal(OptInAnswer.Approved, Assert.Single(server.OptInRequests).AnswerValue);
        AssertNothingIsSecret(server);
    }

    [BrowserFact]
    public void A_customer_declines_by_keyboard()
    {
        using var server = SandboxServer.Start();
        string psid = server.SendMessage("Hello").Psid;
        Ask(server, psid, "Weekly offers");
        Browser.Navigate().GoToUrl(server.BaseUri);
        WaitFor(() => Browser.FindElements(By.CssSelector("#conversation button")).Count == 2);

        Browser.FindElements(By.CssSelector("#conversation button"))[1].SendKeys(Keys.Enter);

        WaitFor(() => Text("#conversation").Contains("Declined", StringComparison.Ordinal));
        Assert.Equal(OptInAnswer.Declined, Assert.Single(server.OptInRequests).AnswerValue);
    }

    [BrowserFact]
    public void A_card_shows_its_own_call_to_action_and_that_there_is_an_image()
    {
        using var server = SandboxServer.Start();
        string psid = server.SendMessage("Hello").Psid;
        Ask(server, psid, "Weekly offers", "SIGN_UP");
        Browser.Navigate().GoToUrl(server.BaseUri);

        WaitFor(() => Text("#conversation .title") == "Weekly offers");

        Assert.Equal("Sign up for messages", Text("#conversation button.main"));
        Assert.Equal("One image (not loaded)", Text("#conversation .image"));
        Assert.Empty(Browser.FindElements(By.TagName("img")));
    }

    [BrowserFact]
    public void A_new_message_changes_nothing_else_and_the_focus_stays()
    {
        using var server = SandboxServer.Start();
        string psid = server.SendMessage("Hello").Psid;
        Ask(server, psid, "Weekly offers");
        Browser.Navigate().GoToUrl(server.BaseUri);
        WaitFor(() => Browser.FindElements(By.CssSelector("#conversation button")).Count == 2);
        Browser.ExecuteScript("document.querySelectorAll('#conversation button')[1].focus()");
        WatchConversation();

        server.SendMessage("Are you there?", psid);
        WaitFor(() => Text("#conversation li:last-child") == "Are you there?");
        server.SendMessage("Somebody else");
        WaitFor(() => Browser.FindElements(By.CssSelector("#customer option")).Count == 3);

        Assert.Equal("Not now", Browser.SwitchTo().ActiveElement().Text);
        Assert.Equal("+LI Are you there?", Changes());
    }

    [BrowserFact]
    public void The_focus_moves_from_the_pressed_button_to_the_response()
    {
        using var server = SandboxServer.Start();
        string psid = server.SendMessage("Hello").Psid;
        Ask(server, psid, "Weekly offers");
        Ask(server, psid, "Monthly news");
        Browser.Navigate().GoToUrl(server.BaseUri);
        WaitFor(() => Browser.FindElements(By.CssSelector("#conversation button")).Count == 4);
        WatchConversation();

        Browser.FindElement(By.CssSelector("#conversation button.main")).SendKeys(Keys.Enter);
        WaitFor(() => Text("#conversation").Contains("Subscribed", StringComparison.Ordinal));

        Assert.Equal("Subscribed", Browser.SwitchTo().ActiveElement().Text);
        Assert.Equal("-DIV Get updatesNot now|+P Subscribed", Changes());
    }

    [BrowserTheory]
    [InlineData(400)]
    [InlineData(1280)]
    [InlineData(1920)]
    public async Task Doors_and_results_use_the_full_width_without_horizontal_scrolling(int width)
    {
        using var receiver = new WebhookProbe();
        using var client = new SandboxClient(new SandboxOptions
        {
            WebhookUri = receiver.Address,
            VerifyToken = receiver.VerifyToken,
            WebhookFields = ["marketing_message_delivery_failed", "messaging_postbacks"],
            WebhookDuplicates = 1,
            MessageRates = new SandboxMessageRates { Delivered = 0, Failed = 1 },
        });
        await client.CreateAudienceAsync("A list of customers who bought something in spring and again in summer");
        client.Server.OpenLink("https-example-com-a-ref-as-long-as-marketing-tools-make-them-with-source-medium-and-campaign");
        await MessageOutcomeTests.SendAsync(client, 2);
        await client.Server.WaitForDeliveriesAsync();
        Browser.ExecuteCdpCommand("Emulation.setDeviceMetricsOverride", new Dictionary<string, object?> { ["width"] = width, ["height"] = 900, ["deviceScaleFactor"] = 1, ["mobile"] = false });
        Browser.Navigate().GoToUrl(client.Server.BaseUri);

        WaitFor(() => Text("#doors").Contains("Link\t1\thttps-example", StringComparison.Ordinal) && Text("#messages").Contains("Spring\t2\t0\t0\t0\t2", StringComparison.Ordinal));
        WaitFor(() => Text("#deliveries").Contains("marketing_message_delivery_failed (repeated)", StringComparison.Ordinal));

        Assert.Equal(0L, Browser.ExecuteScript("return document.documentElement.scrollWidth - document.documentElement.clientWidth"));
        Assert.Equal(string.Empty, Browser.ExecuteScript("return [...document.querySelectorAll('.scroll')].filter(each => innerWidth >= 1280 && each.scrollWidth > each.clientWidth).map(each => each.id).join()"));
        Assert.InRange(Convert.ToDouble(Browser.ExecuteScript("return Math.max(...[...document.querySelectorAll('main section, aside')].map(each => each.getBoundingClientRect().right))"), System.Globalization.CultureInfo.InvariantCulture), width - 45, width);
    }

    /// <summary>WCAG 2.2, 1.4.11: a contrast of 3 to 1 with the background of the control and of the page.</summary>
    [BrowserTheory]
    [InlineData("light")]
    [InlineData("dark")]
    public void Borders_of_controls_are_visible(string scheme)
    {
        using var server = SandboxServer.Start();
        Ask(server, server.SendMessage("Hello").Psid, "Weekly offers");
        Browser.ExecuteCdpCommand("Emulation.setEmulatedMedia", new Dictionary<string, object?> { ["features"] = new[] { new { name = "prefers-color-scheme", value = scheme } } });
        Browser.Navigate().GoToUrl(server.BaseUri);
        WaitFor(() => Browser.FindElements(By.CssSelector("#conversation button")).Count == 2);

        Assert.Equal(scheme == "dark", Browser.ExecuteScript("return matchMedia('(prefers-color-scheme: dark)').matches"));
        Assert.Equal(string.Empty, Browser.ExecuteScript("""
            const light = color => {
                const [r, g, b] = color.match(/[\d.]+/g).slice(0, 3).map(each => each / 255).map(each => each <= .04045 ? each / 12.92 : ((each + .055) / 1.055) ** 2.4);
                return .2126 * r + .7152 * g + .0722 * b;
            };
            const contrast = (one, other) => (Math.max(light(one), light(other)) + .05) / (Math.min(light(one), light(other)) + .05);
            const ground = each => getComputedStyle(each).backgroundColor === 'rgba(0, 0, 0, 0)' ? ground(each.parentElement) : getComputedStyle(each).backgroundColor;
            return [...document.querySelectorAll('select, textarea, button')]
                .flatMap(each => [each, each.parentElement].filter(around => !each.matches('.main') || around !== each)
                    .map(around => ({ each, found: contrast(getComputedStyle(each).borderTopColor, ground(around)) })))
                .filter(({ found }) => found < 3)
                .map(({ each, found }) => each.tagName + ' ' + found.toFixed(2)).join();
            """));
    }

    [BrowserFact]
    public void The_page_reports_that_the_sandbox_has_stopped()
    {
        using var server = SandboxServer.Start();
        Browser.Navigate().GoToUrl(server.BaseUri);
        WaitFor(() => Text("#page") == server.PageId);

        server.Stop();

        WaitFor(() => Text("#connection") == "The sandbox has stopped.");
    }

    [BrowserFact]
    public void Every_control_has_a_name_and_nothing_is_loaded_from_other_hosts()
    {
        using var server = SandboxServer.Start();
        Browser.Navigate().GoToUrl(server.BaseUri);
        WaitFor(() => Text("#page") == server.PageId);

        Assert.Equal("en", Browser.FindElement(By.TagName("html")).GetAttribute("lang"));
        Assert.All(Browser.FindElements(By.CssSelector("button, select, textarea, [role=region]")), static control => Assert.NotEmpty(((WebElement)control).ComputedAccessibleLabel));
        Assert.Equal(true, Browser.ExecuteScript("return performance.getEntriesByType('resource').every(each => each.name.startsWith(location.origin))"));
        Assert.DoesNotContain(Browser.Manage().Logs.GetLog(LogType.Browser), static entry => entry.Level == LogLevel.Severe);
    }

    private static void Ask(SandboxServer server, string psid, string title, string? callToAction = null) =>
        ConsoleSiteTests.AskAsync(server, psid, title, callToAction).GetAwaiter().GetResult();

    // What a screen reader announces of a live region: added and removed elements.
    private void WatchConversation() => Browser.ExecuteScript("""
        window.changes = [];
        const told = (sign, nodes) => window.changes.push(...[...nodes].map(node => sign + node.nodeName + ' ' + node.textContent));
        new MutationObserver(records => records.forEach(record => { told('-', record.removedNodes); told('+', record.addedNodes); }))
            .observe(document.getElementById('conversation'), { childList: true, subtree: true });
        """);

    private string Changes() => (string)Browser.ExecuteScript("return window.changes.join('|')")!;

    private string Text(string selector) => (string)Browser.ExecuteScript("return document.querySelector(arguments[0])?.innerText.trim() ?? ''", selector)!;

    private void AssertNothingIsSecret(SandboxServer server)
    {
        string page = Browser.PageSource;
        Assert.All([server.AccessToken, server.PageAccessToken, server.AppSecret], secret => Assert.DoesNotContain(secret, page, StringComparison.Ordinal));
    }

    private static void WaitFor(Func<bool> condition)
    {
        DateTime end = DateTime.UtcNow + Patience;
        while (!condition())
        {
            Assert.True(DateTime.UtcNow < end, "It did not come to that in time.");
            Thread.Sleep(50);
        }
    }
}
