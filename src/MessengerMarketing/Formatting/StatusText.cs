using System;
using System.Management.Automation;

namespace MessengerMarketing.Formatting;

/// <summary>How the views in <c>MessengerMarketing.Format.ps1xml</c> display a status.</summary>
public static class StatusText
{
    /// <summary>Returns the name of a status, in the color of the session for success, errors, and warnings.</summary>
    /// <param name="status">A status, or null for no text.</param>
    /// <param name="style">The session's <c>$PSStyle</c>, or null in Windows PowerShell.</param>
    /// <returns>Plain text if there are no styles, if the status has no color, or if the output is redirected.</returns>
    public static string Paint(object? status, object? style)
    {
        string text = status?.ToString() ?? string.Empty;
        if (style is null || ColorOf(text) is not { } color)
        {
            return text;
        }

        // PowerShell removes escape sequences from plain text, but not those of a view when the process output is redirected.
        var styles = PSObject.AsPSObject(style);
        bool isPlain = Console.IsOutputRedirected && string.Equals(Read(styles, "OutputRendering"), "Host", StringComparison.Ordinal);
        return isPlain ? text : Read(PSObject.AsPSObject(styles.Properties["Foreground"].Value), color) + text + Read(styles, "Reset");
    }

    private static string? ColorOf(string status) => status switch
    {
        "Accepted" or "Active" or "Clicked" or "Delivered" or "Finished" or "Normal" or "Ok" or "Read" or "Ready" or "Succeeded" or "Success" => "Green",
        "Failed" or "Rejected" => "Red",
        "Paused" or "Preparing" or "TimedOut" or "Unfinished" or "Unknown" or "Warning" => "Yellow",
        _ => null,
    };

    private static string? Read(PSObject styles, string name) => styles.Properties[name]?.Value?.ToString();
}
