using System;
using System.Collections.Generic;

namespace MessengerMarketing.Customers;

/// <summary>Finds the word that a misspelled word most likely means.</summary>
internal static class NearMiss
{
    private const int MinWord = 4;
    private const int MaxWord = 40;
    private const int LongWord = 6;

    /// <summary>Finds the candidate that differs by one typing error, or by two in longer words.</summary>
    /// <param name="word">The misspelled word.</param>
    /// <param name="candidates">The possible words.</param>
    /// <param name="max">Maximum number of typing errors, 1 or 2.</param>
    /// <returns>Null if there is none, or if several are equally similar.</returns>
    public static string? Find(string word, IEnumerable<string> candidates, int max = 2)
    {
        if (word.Length is < MinWord or > MaxWord)
        {
            return null;
        }

        int nearest = Math.Min(word.Length >= LongWord ? 2 : 1, max) + 1;
        string? found = null;
        foreach (string candidate in candidates)
        {
            if (candidate.Length < MinWord || Math.Abs(candidate.Length - word.Length) >= nearest + 1)
            {
                continue;
            }

            int distance = Distance(word, candidate);
            if (distance < nearest)
            {
                nearest = distance;
                found = candidate;
            }
            else if (distance == nearest)
            {
                found = null;
            }
        }

        return found;
    }

    /// <summary>Number of letters added, omitted, changed, or swapped with their neighbor (optimal string alignment).</summary>
    private static int Distance(string left, string right)
    {
        int[] beforeLast = new int[right.Length + 1];
        int[] last = new int[right.Length + 1];
        int[] current = new int[right.Length + 1];
        for (int j = 0; j <= right.Length; j++)
        {
            last[j] = j;
        }

        for (int i = 1; i <= left.Length; i++)
        {
            current[0] = i;
            for (int j = 1; j <= right.Length; j++)
            {
                int change = left[i - 1] == right[j - 1] ? 0 : 1;
                int distance = Math.Min(Math.Min(last[j] + 1, current[j - 1] + 1), last[j - 1] + change);
                if (i > 1 && j > 1 && left[i - 1] == right[j - 2] && left[i - 2] == right[j - 1])
                {
                    distance = Math.Min(distance, beforeLast[j - 2] + 1);
                }

                current[j] = distance;
            }

            (beforeLast, last, current) = (last, current, beforeLast);
        }

        return last[right.Length];
    }
}
