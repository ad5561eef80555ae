using System;
using System.Threading;
using System.Threading.Tasks;
using MessengerMarketing.Sandbox;
using MessengerMarketing.Tests.Uploads;
using OpenQA.Selenium;
using OpenQA.Selenium.Chrome;
using Xunit;

namespace MessengerMarketing.Tests.Sandbox.Browser;

/// <summary>The console as somebody uses it, in headless Chromium.</summary>
public sealed class ConsoleInBrowserTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly HeadlessBrowser _browser = new();

    private ChromeDriver Browser => _browser.Driver;

    public void Dispose() => _browser.Dispose();

    [BrowserFact]
    public async Task Uploads_appear_as_they_arrive()
    {
        using SandboxUpload sandbox = await SandboxUpload.StartAsync();
        Browser.Navigate().GoToUrl(sandbox.Server.BaseUri);
        WaitFor(() => Text("#audiences").Contains("Spring", StringComparison.Ordinal));
        Assert.Equal("Nothing uploaded yet.", Text("#uploads"));

        await sandbox.UploadAsync(People.Blocks(1234, 1000));

        WaitFor(() => Browser.FindElements(By.CssSelector("#uploads tbody tr")).Count == 2);
        WaitFor(() => Text("#audiences").Contains(Browser.ExecuteScript("return (1234).toLocaleString()")!.ToString()!, StringComparison.Ordinal));
        Assert.Contains("/users", Text("#requests"), StringComparison.Ordinal);
        AssertNothingIsSecret(sandbox.Server);
    }

    [BrowserFact]
    public void A_customer_writes_sees_the_request_as_a_card_and_subscribes()
    {
        using SandboxServer server = SandboxServer.Start();
        Browser.Navigate().GoToUrl(server.BaseUri);

        Browser.FindElement(By.Id("text")).SendKeys("Hello <b>there</b>");
        Browser.FindElement(By.CssSelector("#write button")).Click();

        WaitFor(() => Text("#conversation") == "Hello <b>there</b>");
        string psid = Browser.FindElement(By.Id("customer")).GetAttribute("value")!;
        Ask(server, psid, "Weekly offers");
        WaitFor(() => Text("#conversation .title") == "Weekly offers");
        Browser.FindElement(By.CssSelector("#conversation button.main")).Click();

        WaitFor(() => Text("#conversation").Contains("Subscribed", StringComparison.Ordinal));
        Assert.Equal(OptInAnswer.Approved, Assert.Single(server.OptInRequests).Answer);
        AssertNothingIsSecret(server);
    }

    [BrowserFact]
    public void A_customer_declines_by_keyboard()
    {
        using SandboxServer server = SandboxServer.Start();
        string psid = server.SendMessage("Hello").Psid;
        Ask(server, psid, "Weekly offers");
        Browser.Navigate().GoToUrl(server.BaseUri);
        WaitFor(() => Browser.FindElements(By.CssSelector("#conversation button")).Count == 2);

        Browser.FindElements(By.CssSelector("#conversation button"))[1].SendKeys(Keys.Enter);

        WaitFor(() => Text("#conversation").Contains("Declined", StringComparison.Ordinal));
        Assert.Equal(OptInAnswer.Declined, Assert.Single(server.OptInRequests).Answer);
    }

    [BrowserFact]
    public void It_says_when_the_sandbox_has_stopped()
    {
        using SandboxServer server = SandboxServer.Start();
        Browser.Navigate().GoToUrl(server.BaseUri);
        WaitFor(() => Text("#page") == server.PageId);

        server.Stop();

        WaitFor(() => Text("#connection") == "The sandbox has stopped.");
    }

    [BrowserFact]
    public void Everything_has_a_name_and_nothing_comes_from_elsewhere()
    {
        using SandboxServer server = SandboxServer.Start();
        Browser.Navigate().GoToUrl(server.BaseUri);
        WaitFor(() => Text("#page") == server.PageId);

        Assert.Equal("en", Browser.FindElement(By.TagName("html")).GetAttribute("lang"));
        Assert.All(Browser.FindElements(By.CssSelector("button, select, textarea, [role=region]")), static control => Assert.NotEmpty(((WebElement)control).ComputedAccessibleLabel));
        Assert.Equal(true, Browser.ExecuteScript("return performance.getEntriesByType('resource').every(each => each.name.startsWith(location.origin))"));
        Assert.DoesNotContain(Browser.Manage().Logs.GetLog(LogType.Browser), static entry => entry.Level == LogLevel.Severe);
    }

    private static void Ask(SandboxServer server, string psid, string title) => ConsoleSiteTests.AskAsync(server, psid, title).GetAwaiter().GetResult();

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
