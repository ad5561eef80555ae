using System;
using System.Management.Automation;

namespace MessengerMarketing.Formatting;

/// <summary>How the views in <c>MessengerMarketing.Format.ps1xml</c> write a status.</summary>
public static class StatusText
{
    /// <summary>The name of a status, in the colour that the session has for what went well, what failed and what is open.</summary>
    /// <param name="status">A status; null is written as nothing.</param>
    /// <param name="style">The session's <c>$PSStyle</c>; null in Windows PowerShell, which has none.</param>
    /// <returns>Plain text where there are no styles, where the status has no colour, and where the output is redirected.</returns>
    public static string Paint(object? status, object? style)
    {
        string text = status?.ToString() ?? string.Empty;
        if (style is null || ColorOf(text) is not { } color)
        {
            return text;
        }

        // PowerShell takes escape sequences out of plain text, but leaves those of a view in what a process is redirected to.
        var styles = PSObject.AsPSObject(style);
        bool isPlain = Console.IsOutputRedirected && string.Equals(Read(styles, "OutputRendering"), "Host", StringComparison.Ordinal);
        return isPlain ? text : Read(PSObject.AsPSObject(styles.Properties["Foreground"].Value), color) + text + Read(styles, "Reset");
    }

    private static string? ColorOf(string status) => status switch
    {
        "Accepted" or "Active" or "Clicked" or "Delivered" or "Finished" or "Normal" or "Ok" or "Read" or "Ready" or "Succeeded" or "Success" => "Green",
        "Failed" or "Refused" or "Rejected" => "Red",
        "Paused" or "Preparing" or "TimedOut" or "Unfinished" or "Unknown" or "Warning" => "Yellow",
        _ => null,
    };

    private static string? Read(PSObject styles, string name) => styles.Properties[name]?.Value?.ToString();
}
