using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;

namespace MessengerMarketing.Binding.Completion;

/// <summary>Creates completion results from values and their tooltips.</summary>
internal static class Completions
{
    /// <summary>Returns values that start with the typed text, or whose description does.</summary>
    /// <param name="typed">The typed text, with or without quotation marks.</param>
    /// <param name="offers">Values, each with its tooltip.</param>
    public static IEnumerable<CompletionResult> Matching(string typed, IEnumerable<KeyValuePair<string, string>> offers)
    {
        string word = (typed ?? string.Empty).Trim('\'', '"');
        return offers
            .Where(offer => StartsWith(offer.Key, word) || StartsWith(offer.Value, word))
            .Select(static offer => Offer(offer.Key, offer.Value));
    }

    /// <summary>Creates a result for a value with a tooltip.</summary>
    public static CompletionResult Offer(string value, string about) =>
        new(Quote(value), value == about ? value : $"{value}  {about}", CompletionResultType.ParameterValue, about);

    private static bool StartsWith(string text, string word) => text.StartsWith(word, StringComparison.OrdinalIgnoreCase);

    private static string Quote(string value) => value.All(static character => char.IsLetterOrDigit(character) || character is '_' or '/' or '.' or '-' or '+')
        ? value
        : $"'{value.Replace("'", "''")}'";
}
