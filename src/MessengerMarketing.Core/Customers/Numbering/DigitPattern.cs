namespace MessengerMarketing.Customers.Numbering;

/// <summary>
/// A regular expression over the decimal digits, compiled to a table of states. Millions of numbers are held against
/// one, so matching reads a buffer in place, allocates nothing and looks at each digit once.
/// </summary>
internal sealed class DigitPattern
{
    /// <summary>The state from which nothing matches any more.</summary>
    internal const short Dead = -1;

    private readonly short[] _next;
    private readonly bool[] _accepting;

    /// <param name="next">For state <c>s</c> and digit <c>d</c>, the state that follows, at <c>10 * s + d</c>; state 0 is the first.</param>
    /// <param name="accepting">Whether a number may end in a state.</param>
    internal DigitPattern(short[] next, bool[] accepting)
    {
        _next = next;
        _accepting = accepting;
    }

    /// <summary>Whether some number of the pattern begins with <paramref name="digit"/>.</summary>
    internal bool CanStartWith(char digit) => _next[digit - '0'] != Dead;

    /// <summary>Whether all of the <paramref name="length"/> ASCII digits from <paramref name="start"/> on are one number of the pattern.</summary>
    internal bool Matches(char[] digits, int start, int length)
    {
        int state = 0;
        for (int i = start; i < start + length; i++)
        {
            state = _next[(state * 10) + digits[i] - '0'];
            if (state == Dead)
            {
                return false;
            }
        }

        return _accepting[state];
    }

    /// <summary>How many of the <paramref name="length"/> ASCII digits from <paramref name="start"/> on match at most; 0 when none do.</summary>
    internal int MaxPrefix(char[] digits, int start, int length)
    {
        int longest = 0;
        int state = 0;
        for (int i = 0; i < length; i++)
        {
            state = _next[(state * 10) + digits[start + i] - '0'];
            if (state == Dead)
            {
                break;
            }

            if (_accepting[state])
            {
                longest = i + 1;
            }
        }

        return longest;
    }
}
