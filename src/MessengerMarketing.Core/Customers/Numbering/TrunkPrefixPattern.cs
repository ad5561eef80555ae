using System;
using System.Text.RegularExpressions;

namespace MessengerMarketing.Customers.Numbering;

/// <summary>The prefixes of national numbers in plans that have more than one trunk prefix: carrier codes (Brazil, Colombia, Korea), a mobile marker inside the
/// number (Argentina), or a local number without its area code (Caribbean islands).</summary>
internal sealed class TrunkPrefixPattern
{
    // Numbers are short, and the expressions are our own, so this limit is never reached. It only limits the effect of an error.
    private static readonly TimeSpan RewriteLimit = TimeSpan.FromSeconds(1);

    private readonly DigitPattern _pattern;
    private readonly Regex? _rewritten;
    private readonly string _rule;

    /// <param name="pattern">Expression for the prefix.</param>
    /// <param name="rule">Replacement for the prefix, used if its last group matched, or empty.</param>
    internal TrunkPrefixPattern(string pattern, string rule)
    {
        _pattern = DigitPatternCompiler.Compile(pattern);
        _rule = rule;
        if (rule.Length > 0)
        {
            _rewritten = new Regex("^(?:" + pattern + ")", RegexOptions.CultureInvariant, RewriteLimit);
        }
    }

    /// <summary>Finds the prefix of a national number.</summary>
    /// <param name="digits">Contains the number as ASCII digits.</param>
    /// <param name="start">Index of the number's first digit.</param>
    /// <param name="length">How many digits the number has.</param>
    /// <param name="rewritten">The whole number as rewritten by the rule, or null if the prefix is only removed.</param>
    /// <returns>Number of prefix digits, or 0.</returns>
    internal int Match(char[] digits, int start, int length, out string? rewritten)
    {
        rewritten = null;
        int prefix = _pattern.MaxPrefix(digits, start, length);
        if (prefix <= 1 || _rewritten is null)
        {
            // Rules rewrite only prefixes of several digits, so a single trunk digit needs no further check.
            return prefix;
        }

        string number = new(digits, start, length);
        Match match = _rewritten.Match(number);
        if (match.Success && match.Groups[match.Groups.Count - 1].Success)
        {
            rewritten = match.Result(_rule) + number.Substring(match.Length);
        }

        return match.Length;
    }
}
