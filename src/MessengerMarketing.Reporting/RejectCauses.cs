using System;
using System.Collections.Generic;
using System.Linq;
using MessengerMarketing.Customers;

namespace MessengerMarketing.Reporting;

/// <summary>Reads causes in the format of summaries and journals: <c>EMAIL NotAnEmailAddress</c>, or only a reason.</summary>
internal static class RejectCauses
{
    /// <summary>Sums counts by cause. Unknown causes are counted as one other cause, and their text is not used.</summary>
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

    // Enum.TryParse would also accept numbers.
    private static bool Known<T>(string text, out T value)
        where T : struct, Enum
        => Enum.TryParse(text, out value) && Enum.GetName(typeof(T), value) == text;
}
