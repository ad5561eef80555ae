using System;
using System.IO;

namespace MessengerMarketing.Webhooks.Inbox;

/// <summary>An inbox already has a watcher, in this process or another one.</summary>
public sealed class InboxInUseException : IOException
{
    internal InboxInUseException(string path, Exception inner)
        : base($"The inbox '{path}' is in use by another watcher. Stop that one, or give this one an inbox of its own.", inner)
    {
    }
}
