using System;
using System.Collections.Generic;

namespace MessengerMarketing.Sandbox.State;

/// <summary>
/// The times at which the people of an audience were added first. People are numbered in order of arrival, so one entry per second is
/// enough. Not thread-safe.
/// </summary>
internal sealed class Arrivals
{
    private readonly List<(int First, long Second)> _seconds = [];
    private int _known;

    /// <summary>Records that all people below a number have been added.</summary>
    public void Note(int known, DateTimeOffset now)
    {
        long second = now.ToUnixTimeSeconds();
        if (known > _known && (_seconds.Count == 0 || _seconds[_seconds.Count - 1].Second != second))
        {
            _seconds.Add((_known, second));
        }

        _known = known;
    }

    /// <summary>Returns the second in which a person was added, as Unix time.</summary>
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
