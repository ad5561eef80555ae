using System;
using MessengerMarketing.Sandbox.Errors;

namespace MessengerMarketing.Sandbox.State;

/// <summary>Counts calls per hour and rejects calls over the limit.</summary>
/// <param name="max">Maximum number of calls per hour.</param>
/// <param name="refusal">Creates the error for further calls.</param>
internal sealed class HourlyLimit(int max, Func<GraphRefusalException> refusal)
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    private readonly object _gate = new();
    private DateTimeOffset _began = DateTimeOffset.MinValue;
    private int _calls;

    /// <exception cref="GraphRefusalException">There are too many calls.</exception>
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
