using System;
using System.IO;
using System.Linq;
using Xunit;

namespace MessengerMarketing.Tests.Sandbox.Browser;

/// <summary>A test that needs Chromium and its driver; skipped with a word where they are missing.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class BrowserFactAttribute : FactAttribute
{
    public BrowserFactAttribute()
    {
        if (Find("chromium") is null || Find("chromedriver") is null)
        {
            Skip = "Chromium and chromedriver are not installed, so no page is tried in a browser.";
        }
    }

    /// <summary>A program on the path; null when it is not there.</summary>
    public static string? Find(string program) => (Environment.GetEnvironmentVariable("PATH") ?? string.Empty)
        .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
        .Select(folder => Path.Combine(folder, program))
        .FirstOrDefault(File.Exists);
}
