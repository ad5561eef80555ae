using System;
using System.Globalization;
using System.IO;
using System.Text;

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

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
