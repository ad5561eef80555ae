using System;
using System.Collections.Generic;
using System.Linq;
using MessengerMarketing.Customers;

namespace MessengerMarketing.Reporting;

/// <summary>Reads causes as summaries and journals write them: <c>EMAIL NotAnEmailAddress</c>, or a reason alone.</summary>
internal static class RejectCauses
{
    /// <summary>Adds up counts by cause. What is no cause that this version knows counts as another one; its text goes nowhere.</summary>
    public static Dictionary<RejectCause, long> Read(IEnumerable<KeyValuePair<string, long>> counts) => counts
        .GroupBy(static count => Parse(count.Key), static count => count.Value)
        .ToDictionary(static cause => cause.Key, static cause => cause.Sum());

    private static RejectCause Parse(string text)
    {
        string[] words = text.Split(' ');
        return words.Length switch
        {
            1 when Known(words[0], out RejectReason reason) => new RejectCause(null, reason),
            2 when Known(words[0], out SchemaKey key) && Known(words[1], out RejectReason reason) => new RejectCause(key, reason),
            _ => new RejectCause(null, null),
        };
    }

    // Enum.TryParse alone would take numbers too.
    private static bool Known<T>(string text, out T value)
        where T : struct, Enum
        => Enum.TryParse(text, out value) && Enum.GetName(typeof(T), value) == text;
}
