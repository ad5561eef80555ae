using System;
using MessengerMarketing.Sandbox.Errors;

namespace MessengerMarketing.Sandbox.State;

/// <summary>Counts calls per hour and rejects calls over the limit.</summary>
/// <param name="max">Maximum number of calls per hour.</param>
/// <param name="refusal">Creates the error for further calls.</param>
internal sealed class HourlyLimit(int max, Func<GraphRefusalException> refusal)
{
    private readonly CallWindow _window = new(max, TimeSpan.FromHours(1));

    /// <exception cref="GraphRefusalException">There are too many calls.</exception>
    public void Count(DateTimeOffset now)
    {
        if (_window.CountCall(now).IsRefused)
        {
            throw refusal();
        }
    }
}
