using System;
using System.Globalization;
using System.IO;
using System.Text;

namespace MessengerMarketing.Tests.Webhooks;

/// <summary>A folder of a test's own with an inbox in it.</summary>
internal sealed class InboxFolder : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("mm-inbox-").FullName;

    public string Inbox => Path.Combine(_folder, "inbox.jsonl");

    public string Position => Inbox + ".position";

    /// <summary>A delivery of a person's message.</summary>
    public static byte[] Message(int number) => Encoding.UTF8.GetBytes(string.Format(
        CultureInfo.InvariantCulture,
        """{{"object":"page","entry":[{{"id":"1","time":{0},"messaging":[{{"sender":{{"id":"777{0}"}},"recipient":{{"id":"1"}},"timestamp":{0},"message":{{"mid":"m{0}","text":"words {0}"}}}}]}}]}}""",
        number));

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
