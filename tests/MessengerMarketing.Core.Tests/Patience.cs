using System;
using System.Threading.Tasks;
using Xunit;

namespace MessengerMarketing.Tests;

/// <summary>Waits for what has to happen soon, and fails when it does not.</summary>
internal static class Patience
{
    /// <summary>Looks again and again, for a minute at least, because a busy machine needs many seconds for what usually takes milliseconds.</summary>
    public static async Task UntilAsync(Func<bool> isReached)
    {
        for (int i = 0; i < 12_000 && !isReached(); i++)
        {
            await Task.Delay(5);
        }

        Assert.True(isReached());
    }
}
