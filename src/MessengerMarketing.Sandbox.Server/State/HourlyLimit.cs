using System;
using MessengerMarketing.Sandbox.Errors;

namespace MessengerMarketing.Sandbox.State;

/// <summary>Counts calls from hour to hour and refuses what is too much.</summary>
/// <param name="max">Calls that are let through in an hour.</param>
/// <param name="refusal">Makes the refusal of any further one.</param>
internal sealed class HourlyLimit(int max, Func<GraphRefusalException> refusal)
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    private readonly object _gate = new();
    private DateTimeOffset _began = DateTimeOffset.MinValue;
    private int _calls;

    /// <exception cref="GraphRefusalException">There were too many calls.</exception>
    public void Count(DateTimeOffset now)
    {
        lock (_gate)
        {
            if (now - _began >= Hour || now < _began)
            {
                _began = now;
                _calls = 0;
            }

            if (_calls == max)
            {
                throw refusal();
            }

            _calls++;
        }
    }
}
