using System;
using System.Collections.Generic;

namespace MessengerMarketing.Sandbox.State;

/// <summary>
/// When the people of an audience first came. They are numbered as they come, so one entry for each second in which somebody
/// did is enough. Not safe for two threads.
/// </summary>
internal sealed class Arrivals
{
    private readonly List<(int First, long Second)> _seconds = [];
    private int _known;

    /// <summary>Notes that people up to a number, not including it, have come.</summary>
    public void Note(int known, DateTimeOffset now)
    {
        long second = now.ToUnixTimeSeconds();
        if (known > _known && (_seconds.Count == 0 || _seconds[_seconds.Count - 1].Second != second))
        {
            _seconds.Add((_known, second));
        }

        _known = known;
    }

    /// <summary>The second in which a person came, as Unix time.</summary>
    public long GetSecond(int person)
    {
        int low = 0;
        int high = _seconds.Count - 1;
        while (low < high)
        {
            int middle = (low + high + 1) / 2;
            if (_seconds[middle].First <= person)
            {
                low = middle;
            }
            else
            {
                high = middle - 1;
            }
        }

        return _seconds[low].Second;
    }
}
