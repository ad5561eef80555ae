using System;
using System.IO;

namespace MessengerMarketing.Webhooks.Inbox;

/// <summary>An inbox already has a watcher, in this process or another one.</summary>
public sealed class InboxInUseException : IOException
{
    internal InboxInUseException(string path, Exception inner)
        : base($"Another watcher is using the inbox '{path}'. Stop it, or use another inbox.", inner)
    {
    }
}
