using System;
using System.IO;
using System.Threading;
using OpenQA.Selenium.Chrome;

namespace MessengerMarketing.Tests.Sandbox.Browser;

/// <summary>Headless Chromium with its own profile, started on first use.</summary>
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

        DeleteProfile();
    }

    // Chromium's child processes can still write for a moment after it has quit.
    private void DeleteProfile()
    {
        for (int attempt = 1; ; attempt++)
        {
            try
            {
                Directory.Delete(_profile, recursive: true);
                return;
            }
            catch (IOException) when (attempt < 50)
            {
                Thread.Sleep(100);
            }
        }
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
