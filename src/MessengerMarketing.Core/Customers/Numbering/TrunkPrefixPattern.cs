using System;
using System.Text.RegularExpressions;

namespace MessengerMarketing.Customers.Numbering;

/// <summary>
/// What may stand before a national number where that is more than one trunk prefix: carrier codes (Brazil, Colombia,
/// Korea), a mobile marker inside the number (Argentina), or a local number that lacks its area code (Caribbean islands).
/// </summary>
internal sealed class TrunkPrefixPattern
{
    // Numbers are short and the expressions ours, so the limit is never met; it bounds what a mistake could cost.
    private static readonly TimeSpan RewriteLimit = TimeSpan.FromSeconds(1);

    private readonly DigitPattern _pattern;
    private readonly Regex? _rewritten;
    private readonly string _rule;

    /// <param name="pattern">Expression for the prefix.</param>
    /// <param name="rule">Replacement for the prefix, used where its last group took part in the match; empty for none.</param>
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
    /// <param name="digits">Holds the number, as ASCII digits.</param>
    /// <param name="start">Index of the number's first digit.</param>
    /// <param name="length">How many digits the number has.</param>
    /// <param name="rewritten">The whole number as the rule rewrites it; null when the prefix is only to be dropped.</param>
    /// <returns>How many digits are prefix; 0 when there is none.</returns>
    internal int Match(char[] digits, int start, int length, out string? rewritten)
    {
        rewritten = null;
        int prefix = _pattern.MaxPrefix(digits, start, length);
        if (prefix <= 1 || _rewritten is null)
        {
            // What a rule rewrites has several digits, so a lone trunk digit needs no second look.
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
