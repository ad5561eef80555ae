using System;
using System.Collections.Generic;
using System.Globalization;
using MessengerMarketing.Sandbox.State;

namespace MessengerMarketing.Sandbox.Messenger;

/// <summary>The people who have a conversation with the Page, and the time of the last action of each that opens the 24-hour window: a message, a button, a
/// link, or a reaction. A private reply starts a conversation without a window. Thread-safe.</summary>
internal sealed class Conversations(RandomSource random)
{
    private readonly object _gate = new();
    private readonly Dictionary<string, DateTimeOffset?> _opened = new(StringComparer.Ordinal);

    /// <summary>Returns whether a person has a conversation with the Page.</summary>
    public bool Exists(string psid)
    {
        lock (_gate)
        {
            return _opened.ContainsKey(psid);
        }
    }

    /// <summary>Returns when a person last opened the window; null for never.</summary>
    public DateTimeOffset? LastOpened(string psid)
    {
        lock (_gate)
        {
            return _opened.TryGetValue(psid, out DateTimeOffset? last) ? last : null;
        }
    }

    /// <summary>Opens the window of a person for 24 hours.</summary>
    public void Open(string psid, DateTimeOffset time)
    {
        lock (_gate)
        {
            _opened[psid] = time;
        }
    }

    /// <summary>Begins a conversation without a window.</summary>
    public void Begin(string psid)
    {
        lock (_gate)
        {
            if (!_opened.ContainsKey(psid))
            {
                _opened.Add(psid, null);
            }
        }
    }

    /// <summary>Returns the id of a new person, who has no conversation yet.</summary>
    public string NewPsid()
    {
        string psid;
        do
        {
            psid = random.Digits(((random.Next() % 9) + 1).ToString(CultureInfo.InvariantCulture), 16);
        }
        while (Exists(psid));
        return psid;
    }

    /// <summary>Returns the id of a new message.</summary>
    public string NewMessageId() => random.Word("m_", 60);
}
