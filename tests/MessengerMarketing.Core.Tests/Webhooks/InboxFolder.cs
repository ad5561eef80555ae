using System;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using MessengerMarketing.Webhooks.Inbox;

namespace MessengerMarketing.Tests.Webhooks;

/// <summary>A temporary folder of a test with an inbox.</summary>
internal sealed class InboxFolder : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("mm-inbox-").FullName;

    public string Inbox => Path.Combine(_folder, "inbox.jsonl");

    public string Position => Inbox + ".position";

    /// <summary>Creates a delivery with a message of a person.</summary>
    public static byte[] Message(int number) => Encoding.UTF8.GetBytes(string.Format(
        CultureInfo.InvariantCulture,
        """{{"object":"page","entry":[{{"id":"1","time":{0},"messaging":[{{"sender":{{"id":"777{0}"}},"recipient":{{"id":"1"}},"timestamp":{0},"message":{{"mid":"m{0}","text":"words {0}"}}}}]}}]}}""",
        number));

    /// <summary>Creates such a delivery with its number.</summary>
    public static WebhookDelivery Delivery(int number) => new(number, DateTimeOffset.UnixEpoch, Message(number));

    /// <summary>Writes the lines of such deliveries.</summary>
    public static void WriteLines(Stream file, int first, int last)
    {
        for (int number = first; number <= last; number++)
        {
            InboxLine.Write(file, Delivery(number));
        }
    }

    /// <summary>Creates the inbox with such deliveries.</summary>
    public void WriteLines(int first, int last)
    {
        using FileStream file = File.Create(Inbox);
        WriteLines(file, first, last);
    }

    /// <summary>Writes a position before a delivery.</summary>
    public void WritePosition(long offset, long sequence) => File.WriteAllText(Position, string.Create(CultureInfo.InvariantCulture, $"{offset} {sequence} 0").PadRight(79) + "\n");

    /// <summary>Creates a rotated file with such deliveries.</summary>
    /// <returns>Its path.</returns>
    public string WriteRotated(int first, int last)
    {
        string path = InboxFiles.GetRotatedPath(Inbox, first);
        using FileStream file = File.Create(path);
        WriteLines(file, first, last);
        return path;
    }

    /// <summary>Returns the names of the files.</summary>
    public string[] Names() => [.. Directory.GetFiles(_folder).Select(static file => Path.GetFileName(file)!).Order(StringComparer.Ordinal)];

    /// <summary>Returns the names of the files that this process has open, also of deleted ones.</summary>
    public string[] OpenNames() => [.. (OperatingSystem.IsLinux()
        ? Directory.GetFileSystemEntries("/proc/self/fd").Select(static handle => new FileInfo(handle).LinkTarget).OfType<string>().Where(target => Path.GetDirectoryName(target) == _folder)
        : Directory.GetFiles(_folder).Where(IsOpen)).Select(static file => Path.GetFileName(file)!).Order(StringComparer.Ordinal)];

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static bool IsOpen(string path)
    {
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
            return false;
        }
        catch (IOException)
        {
            return true;
        }
    }
}
