namespace MessengerMarketing.Customers.Numbering;

/// <summary>A regular expression of decimal digits, compiled to a state table. Millions of numbers are matched, so matching reads a buffer in place, does not
/// allocate, and reads each digit once.</summary>
internal sealed class DigitPattern
{
    /// <summary>The state from which no match is possible.</summary>
    internal const short Dead = -1;

    private readonly short[] _next;
    private readonly bool[] _accepting;

    /// <param name="next">For state <c>s</c> and digit <c>d</c>, the state that follows, at <c>10 * s + d</c>; state 0 is the first.</param>
    /// <param name="accepting">Whether a number can end in a state.</param>
    internal DigitPattern(short[] next, bool[] accepting)
    {
        _next = next;
        _accepting = accepting;
    }

    /// <summary>Returns whether a number of the pattern can begin with <paramref name="digit"/>.</summary>
    internal bool CanStartWith(char digit) => _next[digit - '0'] != Dead;

    /// <summary>Returns whether the <paramref name="length"/> ASCII digits from <paramref name="start"/> match the pattern.</summary>
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

    /// <summary>Returns the length of the longest match in the <paramref name="length"/> ASCII digits from <paramref name="start"/>, or 0.</summary>
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
