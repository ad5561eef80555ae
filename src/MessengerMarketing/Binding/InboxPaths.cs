using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Management.Automation;
using MessengerMarketing.Storage;
using MessengerMarketing.Webhooks.Inbox;

namespace MessengerMarketing.Binding;

/// <summary>
/// Finds the inboxes that -InboxPath means. An inbox has several files: a pattern that matches any of them means the inbox once, and an inbox whose
/// newest file does not exist yet is still there.
/// </summary>
internal static class InboxPaths
{
    /// <summary>The inboxes' own paths. A path that cannot be found is written as an error, and the others are returned.</summary>
    public static IEnumerable<string> Resolve(PSCmdlet cmdlet, IEnumerable<string> paths)
    {
        foreach (string path in paths)
        {
            IEnumerable<string> inboxes = FindRotated(cmdlet, path) is { } inbox ? [inbox] : CustomerPaths.Resolve(cmdlet, [path], isLiteral: false).Select(InboxFiles.GetInboxPath).Distinct();
            foreach (string each in inboxes)
            {
                yield return each;
            }
        }
    }

    private static string? FindRotated(PSCmdlet cmdlet, string path)
    {
        try
        {
            string exact = cmdlet.SessionState.Path.GetUnresolvedProviderPathFromPSPath(path, out ProviderInfo provider, out _);
            return provider.Name == "FileSystem" && !File.Exists(exact) && InboxFiles.List(FilePaths.Resolve(exact)).Count > 0 ? exact : null;
        }
        catch (Exception exception) when (exception is SessionStateException or IOException or UnauthorizedAccessException or ArgumentException)
        {
            // The search for the path reports what is the matter with it.
            return null;
        }
    }
}
