using System;

namespace MessengerMarketing.Sandbox.State;

/// <summary>A limit of calls per time window. A window starts with the first call after the previous window.</summary>
/// <param name="max">Maximum number of calls per window.</param>
/// <param name="length">Length of a window.</param>
internal sealed class CallWindow(int max, TimeSpan length)
{
    private readonly object _gate = new();
    private DateTimeOffset _began = DateTimeOffset.MinValue;
    private int _calls;

    /// <summary>Counts a call, if it is within the limit.</summary>
    public Usage CountCall(DateTimeOffset now)
    {
        lock (_gate)
        {
            if (now - _began >= length || now < _began)
            {
                _began = now;
                _calls = 0;
            }

            bool isOverLimit = _calls == max;
            _calls += isOverLimit ? 0 : 1;
            return new Usage((int)(_calls * 100L / max), _began + length - now, isOverLimit);
        }
    }
}
