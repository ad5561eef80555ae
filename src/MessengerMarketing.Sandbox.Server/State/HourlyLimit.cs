using System;
using MessengerMarketing.Sandbox.Errors;

namespace MessengerMarketing.Sandbox.State;

/// <summary>Counts calls per hour and rejects calls over the limit.</summary>
/// <param name="max">Maximum number of calls per hour.</param>
/// <param name="createError">Creates the error for further calls.</param>
internal sealed class HourlyLimit(int max, Func<GraphErrorException> createError)
{
    private readonly CallWindow _window = new(max, TimeSpan.FromHours(1));

    /// <exception cref="GraphErrorException">There are too many calls.</exception>
    public void Count(DateTimeOffset now)
    {
        if (_window.CountCall(now).IsOverLimit)
        {
            throw createError();
        }
    }
}
