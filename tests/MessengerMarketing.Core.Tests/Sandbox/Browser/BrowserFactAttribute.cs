using System;
using System.IO;
using System.Linq;
using Xunit;

namespace MessengerMarketing.Tests.Sandbox.Browser;

/// <summary>A test that requires Chromium and its driver. It is skipped with a reason when they are missing.</summary>
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

    /// <summary>Returns the path of a program; null when it is not found.</summary>
    public static string? Find(string program) => (Environment.GetEnvironmentVariable("PATH") ?? string.Empty)
        .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
        .Select(folder => Path.Combine(folder, program))
        .FirstOrDefault(File.Exists);
}
