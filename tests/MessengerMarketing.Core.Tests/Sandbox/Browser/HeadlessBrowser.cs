using System;
using System.IO;
using System.Threading;
using OpenQA.Selenium;
using OpenQA.Selenium.Chrome;

namespace MessengerMarketing.Tests.Sandbox.Browser;

/// <summary>Headless Chromium with its own profile, started on first use. The tests of a class share it, because it takes long to start.</summary>
public sealed class HeadlessBrowser : IDisposable
{
    private readonly string _profile = Directory.CreateTempSubdirectory("mm-browser-").FullName;
    private readonly Lazy<ChromeDriver> _driver;

    public HeadlessBrowser() => _driver = new Lazy<ChromeDriver>(Start);

    /// <summary>Opens a new tab in place of the one before, which ends what that one emulated. Its messages are not kept.</summary>
    public ChromeDriver OpenTab()
    {
        bool isFirst = !_driver.IsValueCreated;
        ChromeDriver driver = _driver.Value;
        if (!isFirst)
        {
            string before = driver.CurrentWindowHandle;
            driver.SwitchTo().NewWindow(WindowType.Tab);
            string opened = driver.CurrentWindowHandle;
            driver.SwitchTo().Window(before).Close();
            driver.SwitchTo().Window(opened);
            driver.Manage().Logs.GetLog(LogType.Browser);
        }

        return driver;
    }

    public void Dispose()
    {
        if (_driver.IsValueCreated)
        {
            _driver.Value.Quit();
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
        var service = ChromeDriverService.CreateDefaultService(BrowserFactAttribute.Find("chromedriver")!);
        service.SuppressInitialDiagnosticInformation = true;
        return new ChromeDriver(service, options);
    }
}
