using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;

namespace MessengerMarketing.Binding.Completion;

/// <summary>What a completer has to offer, made from values and what is said about them.</summary>
internal static class Completions
{
    /// <summary>Offers values whose beginning, or whose description's, was typed.</summary>
    /// <param name="typed">What stands at the cursor, with or without quotation marks.</param>
    /// <param name="offers">Values, each with its tooltip.</param>
    public static IEnumerable<CompletionResult> Matching(string typed, IEnumerable<KeyValuePair<string, string>> offers)
    {
        string word = (typed ?? string.Empty).Trim('\'', '"');
        return offers
            .Where(offer => StartsWith(offer.Key, word) || StartsWith(offer.Value, word))
            .Select(static offer => Offer(offer.Key, offer.Value));
    }

    /// <summary>One value, with what is said about it.</summary>
    public static CompletionResult Offer(string value, string about) =>
        new(Quote(value), value == about ? value : $"{value}  {about}", CompletionResultType.ParameterValue, about);

    private static bool StartsWith(string text, string word) => text.StartsWith(word, StringComparison.OrdinalIgnoreCase);

    private static string Quote(string value) => value.All(static character => char.IsLetterOrDigit(character) || character is '_' or '/' or '.' or '-' or '+')
        ? value
        : $"'{value.Replace("'", "''")}'";
}
