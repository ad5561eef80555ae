using System;
using System.IO;
using OpenQA.Selenium.Chrome;

namespace MessengerMarketing.Tests.Sandbox.Browser;

/// <summary>Headless Chromium with a profile of its own, started when it is first used.</summary>
internal sealed class HeadlessBrowser : IDisposable
{
    private readonly string _profile = Directory.CreateTempSubdirectory("mm-browser-").FullName;
    private readonly Lazy<ChromeDriver> _driver;

    public HeadlessBrowser() => _driver = new Lazy<ChromeDriver>(Start);

    public ChromeDriver Driver => _driver.Value;

    public void Dispose()
    {
        if (_driver.IsValueCreated)
        {
            Driver.Quit();
        }

        Directory.Delete(_profile, recursive: true);
    }

    private ChromeDriver Start()
    {
        var options = new ChromeOptions { BinaryLocation = BrowserFactAttribute.Find("chromium")! };
        options.AddArguments(
            "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync", $"--user-data-dir={_profile}");
        ChromeDriverService service = ChromeDriverService.CreateDefaultService(BrowserFactAttribute.Find("chromedriver")!);
        service.SuppressInitialDiagnosticInformation = true;
        return new ChromeDriver(service, options);
    }
}
