using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;

namespace MessengerMarketing.Webhooks.Inbox;

/// <summary>A rotated file of an inbox.</summary>
/// <param name="Path">Its path.</param>
/// <param name="First">Sequence number of its first delivery.</param>
internal sealed record RotatedFile(string Path, long First);

/// <summary>
/// The files of an inbox. The newest is the inbox itself. A rotated file next to it has the name of the inbox, followed by a dot and 12
/// digits: the sequence number of its first delivery.
/// </summary>
internal static class InboxFiles
{
    private const int Digits = 12;

    /// <summary>Returns the path of a rotated file.</summary>
    public static string GetRotatedPath(string inboxPath, long first) => string.Format(CultureInfo.InvariantCulture, "{0}.{1:D12}", inboxPath, first);

    /// <summary>Returns the path of the inbox that a file belongs to by its name: a rotated file, the position, or the inbox itself.</summary>
    public static string GetInboxPath(string path)
    {
        string extension = Path.GetExtension(path);
        bool isPart = extension == InboxPosition.Extension || (extension.Length > Digits && extension.Skip(1).All(static letter => letter is >= '0' and <= '9'));
        return isPart ? path.Substring(0, path.Length - extension.Length) : path;
    }

    /// <summary>Lists the rotated files, oldest first. Files with such a name that do not begin with that delivery are not listed.</summary>
    /// <param name="inboxPath">Path of the inbox, without symbolic links.</param>
    public static IReadOnlyList<RotatedFile> List(string inboxPath)
    {
        string name = Path.GetFileName(inboxPath) + ".";
        var files = new List<RotatedFile>();
        if (Path.GetDirectoryName(inboxPath) is not { } folder || !Directory.Exists(folder))
        {
            return files;
        }

        // A pattern would take the characters of some names for wildcards.
        foreach (string path in Directory.EnumerateFiles(folder).Where(path => Path.GetFileName(path).StartsWith(name, StringComparison.Ordinal)))
        {
            string number = Path.GetFileName(path).Substring(name.Length);
            if (number.Length >= Digits && long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out long first) && FindFirst(path) == first)
            {
                files.Add(new RotatedFile(path, first));
            }
        }

        return [.. files.OrderBy(static file => file.First)];
    }

    /// <summary>Returns the sequence number of the first delivery of a file that can be read; null when there is none.</summary>
    public static long? FindFirst(string path)
    {
        try
        {
            return InboxReader.ReadFirst(path)?.Delivery?.Sequence;
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }
}
